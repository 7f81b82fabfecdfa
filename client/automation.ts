import { formatSteps, stepsToNumber } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import { timeframeSec } from "../core/market/timeframe.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { EngineControl } from "../protocol/worker-api.ts";
import { type ChartOptions, checkOptions, checkPrice, checkTime, checkView, type ViewOptions } from "./automation-checks.ts";
import { readStudies, type StudiesAnswer } from "./automation-studies.ts";
import { readTrailAnswer, type TrailAnswer } from "./automation-trail.ts";
import type { Chart } from "./chart.ts";
import type { ChartStats } from "./chart-stats.ts";
import { loadingShare } from "./chart-status.ts";
import type { EventStudyName } from "./chart-signals.ts";
import type { EngineLink } from "./data/window-link.ts";
import type { AlertCounts, SignalAlerts } from "./signal-alerts.ts";

/** The window on the map. Times in epoch milliseconds, prices in the instrument's unit. */
export interface AutomationView {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** The exact content of one cell. Volumes and prices as decimal text in the instrument's units, and as whole lots and ticks. */
export interface CellAnswer {
  readonly symbol: string;
  /** Start of the cell's bar, ISO 8601 UTC. */
  readonly time: string;
  readonly timeframeSec: number;
  /** Price of the row's lowest tick. */
  readonly price: string;
  readonly rowTicks: number;
  readonly bid: string;
  readonly ask: string;
  readonly delta: string;
  readonly trades: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly lowTicks: number;
  /** Some of the bar's seconds are missing at the source. */
  readonly gap: boolean;
  /** The bar is not closed yet. */
  readonly forming: boolean;
}

type Totals = ReturnType<EngineControl["totals"]>;
type Fingerprint = ReturnType<EngineControl["fingerprint"]>;

/** `window.flowglass`: the chart in the hands of a script. Every bad argument is refused with a sentence, as a RangeError. */
export interface Automation {
  /** Everything the HUD shows. */
  stats(): ChartStats;
  /** The window, or null before there are data. */
  view(): AutomationView | null;
  /** All there is to look at: from the first second to the newest, from the lowest price to the highest; null before there are data. */
  extent(): AutomationView | null;
  /** Moves the window; what is left out stays. Returns the window after the limits. Await {@link whenIdle} first: without data there is nothing to look at. */
  setView(options: ViewOptions): AutomationView;
  /** Changes choices: symbol, timeframe, rowTicks (`"auto"` or ticks), mode, palette, renderer, theme, scope, outline, hud, follow. */
  setOptions(options: ChartOptions): void;
  /**
   * The exact content of the cell that holds a time (epoch milliseconds or ISO 8601) and a price (a multiple of the tick), at the timeframe and row height in
   * force. Null while its part of history has not arrived.
   */
  cellAt(time: number | string, price: number | string): Promise<CellAnswer | null>;
  /** The exact heat trail of the cell that holds a time and a price, as it is shown: null while none is, and while some of its seconds have not arrived. */
  trailAt(time: number | string, price: number | string): Promise<TrailAnswer | null>;
  /** Resolves when history has arrived and everything asked for until now is on the screen, in the panels too. A live market goes on after. A hidden page draws nothing, so it waits. */
  whenIdle(): Promise<void>;
  /** Sums over all bars held of the symbol shown, in lots and ticks. */
  totals(): Promise<Totals>;
  /** Hash of the closed bars held of the symbol shown. */
  fingerprint(): Promise<Fingerprint>;
  /** What the studies show on the chart, words and numbers; null before there are data. They follow a choice as soon as the engine has told them. */
  studies(): StudiesAnswer | null;
  /** How many events of a study the page knows of the symbol shown; null while it does not follow that study. */
  eventCount(study: EventStudyName): number | null;
  /** How often signals have made themselves known since the page was opened, by kind and way. */
  alerts(): AlertCounts;
  /** Cuts the connection as a network fault would; it comes back by itself. */
  cutConnection(): Promise<void>;
  /** Loses the WebGL context and gives it back after `restoreAfterMs`, or never for null. */
  loseContext(restoreAfterMs?: number | null): void;
  /** Forgets the times of the frames until now, not the counters: what {@link stats} then tells of times is of the frames to come. */
  clearMeasurements(): void;
  /** Where the chart's parts lie, device pixels of its canvas. */
  layout(): ChartLayout;
  /** Draws at once and returns the pixels of the plot alone, device pixels, RGBA. */
  captureHeat(): Promise<ImageData>;
}

declare global {
  interface Window {
    flowglass: Automation;
  }
}

const MS_PER_SEC = 1000;
const POLL_MS = 15;

/** Puts `window.flowglass` in place. */
export function installAutomation(target: Window, chart: Chart, link: EngineLink, alerts: SignalAlerts): void {
  target.flowglass = {
    stats: () => chart.stats(),
    view: () => describeView(chart.view, chart.instrument),
    extent: () => describeView(extentOf(chart), chart.instrument),
    setView: (options) => {
      const { view } = chart;
      chart.moveTo(checkView(options, view ?? noData(), instrumentOf(chart)));
      return describeView(chart.view, chart.instrument) ?? noData();
    },
    setOptions: (options) => {
      const checked = checkOptions(options, chart.choices.getState());
      chart.choices.setState(checked.symbol === undefined ? checked : { ...checked, symbolAsked: checked.symbol !== null });
    },
    cellAt: (time, price) => readCell(chart, link, time, price),
    trailAt: (time, price) => readTrailAnswer(chart, link, time, price),
    whenIdle: () => whenIdle(chart),
    totals: async () => link.control.totals(chart.feed.store.symbol),
    fingerprint: async () => link.control.fingerprint(chart.feed.store.symbol),
    studies: () => {
      const { picture, scene, instrument } = chart;
      return picture === null || scene === null || instrument === null ? null : readStudies(picture, instrument, scene.tags(), chart.crosshair.pills(picture.viewport, scene.layout()));
    },
    eventCount: (study) => chart.feed.store.studies.study(study)?.events.length ?? null,
    alerts: () => alerts.counts,
    cutConnection: async () => link.control.cutConnection(),
    loseContext: (restoreAfterMs) => chart.scene?.loseContext(restoreAfterMs),
    clearMeasurements: () => chart.scene?.resetMeasurements(),
    layout: () => chart.scene?.layout() ?? noData(),
    captureHeat: () => captureHeat(chart),
  };
}

function noData(): never {
  throw new RangeError("There are no data yet; await whenIdle() first");
}

function instrumentOf(chart: Chart): ParsedInstrument {
  return chart.instrument ?? noData();
}

function extentOf({ feed }: Chart): Viewport | null {
  const { firstSec, lastSec, lowTicks, highTicks } = feed.status;
  if (firstSec === null || lastSec === null || lowTicks === null || highTicks === null) return null;
  return { fromSec: firstSec, toSec: lastSec, lowTicks, highTicks };
}

function describeView(view: Viewport | null, instrument: ParsedInstrument | null): AutomationView | null {
  if (view === null || instrument === null) return null;
  return {
    from: view.fromSec * MS_PER_SEC,
    to: view.toSec * MS_PER_SEC,
    low: stepsToNumber(view.lowTicks, instrument.tick),
    high: stepsToNumber(view.highTicks, instrument.tick),
  };
}

async function readCell(chart: Chart, link: EngineLink, time: unknown, price: unknown): Promise<CellAnswer | null> {
  const instrument = instrumentOf(chart);
  const { timeframe, rowTicks } = chart.choices.getState();
  const reading = await link.control.cellAt({
    symbol: instrument.symbol,
    timeSec: Math.floor(checkTime("time", time)),
    priceTicks: checkPrice("price", price, instrument),
    columnSec: timeframeSec(timeframe),
    ticksPerRow: rowTicks ?? chart.detail.exactKey.ticksPerRow,
  });
  if (reading === null) return null;
  const { symbol, trades, bidLots, askLots, lowTicks, gap, forming } = reading;
  return {
    symbol,
    time: new Date(reading.startSec * MS_PER_SEC).toISOString(),
    timeframeSec: reading.columnSec,
    price: formatSteps(lowTicks, instrument.tick),
    rowTicks: reading.ticksPerRow,
    bid: formatSteps(bidLots, instrument.lot),
    ask: formatSteps(askLots, instrument.lot),
    delta: formatSteps(askLots - bidLots, instrument.lot),
    trades,
    bidLots,
    askLots,
    lowTicks,
    gap,
    forming,
  };
}

async function whenIdle(chart: Chart): Promise<void> {
  for (;;) {
    await until(() => isLoaded(chart) && chart.wanted !== null);
    await chart.drawn();
    const { wanted } = chart;
    await chart.feed.served();
    await chart.drawn();
    if (wanted !== null && wanted === chart.wanted && isLoaded(chart)) break;
  }
  chart.publish();
  await pause(0);
}

function isLoaded({ feed }: Chart): boolean {
  const { status } = feed;
  if (status.connection === "refused") return true;
  return status.instrument !== null && loadingShare(status) === null;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(POLL_MS);
}

async function pause(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function captureHeat(chart: Chart): Promise<ImageData> {
  const { scene } = chart;
  if (scene === null) throw new RangeError("The chart is not drawn yet; await whenIdle() first");
  const image = await scene.capture();
  const { plot } = scene.layout();
  const part = new ImageData(plot.width, plot.height);
  for (let y = 0; y < plot.height; y++) {
    const from = ((plot.y + y) * image.width + plot.x) * 4;
    part.data.set(image.data.subarray(from, from + plot.width * 4), y * plot.width * 4);
  }
  return part;
}
