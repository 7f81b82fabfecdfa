import type { ChartParts } from "../../core/view/chart-layout.ts";
import { parseInstrument } from "../../core/market/instrument.ts";
import type { SceneState, SceneTrail } from "../scene/scene-state.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { CELL_MODE_DRAWING } from "../../core/view/cell-text.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { heatCodeOf } from "../../core/view/heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../../core/view/heat-style.ts";
import { buildPalette, buildRatioPalette, opaquePixel } from "../../core/view/palette.ts";
import { firstStrongColour, ratioSpanCodes } from "../../core/view/ratio-scale.ts";
import { PoolMirror } from "../../core/view/pool-mirror.ts";
import { THEMES, type Theme } from "../../core/view/theme.ts";
import { buildTrailPalette } from "../../core/view/trail-palette.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import { caseStudies } from "./case-studies.ts";
import { sampleTrail } from "./sample-trail.ts";
import type { SceneCase } from "./scene-case.ts";
import { type SeededMarket, seedMarket } from "./seeded-market.ts";
import { exactNumbers } from "./exact-numbers.ts";

const IMBALANCE_RATIO = 3;

export const SCENE_CASES = {
  footprint: { columnSec: 10, ticksPerRow: 5, mode: "bidAsk", spanSec: 110, spanTicks: 160, outline: "candles", numbers: true, highLots: 600 },
  volume: { columnSec: 5, ticksPerRow: 2, mode: "volume", spanSec: 100, spanTicks: 90, outline: "candles", numbers: true, highLots: 600 },
  delta: { columnSec: 5, ticksPerRow: 2, mode: "delta", spanSec: 90, spanTicks: 90, outline: "range", numbers: true, highLots: 400 },
  imbalance: { columnSec: 10, ticksPerRow: 5, mode: "imbalance", spanSec: 200, spanTicks: 200, outline: "candles", numbers: true, highLots: 600 },
  trades: { columnSec: 5, ticksPerRow: 2, mode: "trades", spanSec: 150, spanTicks: 120, outline: "off", numbers: true, highLots: 40 },
  overview: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 420, spanTicks: 420, outline: "candles", numbers: false, highLots: 250 },
  dense: { columnSec: 15, ticksPerRow: 1, mode: "volume", spanSec: 800, spanTicks: 80, outline: "candles", numbers: true, highLots: 900 },
  trail: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 420, spanTicks: 420, outline: "candles", numbers: false, highLots: 250, trailSec: 900 },
  trailedDelta: { columnSec: 5, ticksPerRow: 2, mode: "delta", spanSec: 170, spanTicks: 120, outline: "range", numbers: true, highLots: 400, trailSec: 300 },
  trailedHours: { columnSec: 16, ticksPerRow: 4, mode: "volume", spanSec: 14_000, spanTicks: 2600, outline: "off", numbers: false, highLots: 2000, trailSec: 3600 },
  hour: { columnSec: 2, ticksPerRow: 2, mode: "volume", spanSec: 3600, spanTicks: 900, outline: "candles", numbers: false, highLots: 500 },
  flow: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 420, spanTicks: 420, outline: "off", numbers: false, highLots: 250, cvd: "line" },
  flowCandles: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 420, spanTicks: 420, outline: "off", numbers: false, highLots: 250, cvd: "candles" },
  zones: { columnSec: 10, ticksPerRow: 5, mode: "bidAsk", spanSec: 320, spanTicks: 260, outline: "candles", numbers: true, highLots: 600, zones: true },
  zonesAfar: { columnSec: 10, ticksPerRow: 5, mode: "volume", spanSec: 2000, spanTicks: 900, outline: "off", numbers: false, highLots: 600, zones: true },
  profile: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 420, spanTicks: 420, outline: "off", numbers: false, highLots: 250, profile: "over" },
  profileBeside: { columnSec: 2, ticksPerRow: 2, mode: "volume", spanSec: 3600, spanTicks: 900, outline: "off", numbers: false, highLots: 500, profile: "beside", cvd: "line" },
  marks: { columnSec: 10, ticksPerRow: 5, mode: "bidAsk", spanSec: 110, spanTicks: 160, outline: "off", numbers: true, highLots: 600, marks: true },
  greenRed: { columnSec: 5, ticksPerRow: 2, mode: "delta", spanSec: 90, spanTicks: 90, outline: "off", numbers: true, highLots: 400, palette: "green-red" },
  signals: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 300, spanTicks: 420, outline: "off", numbers: false, highLots: 250, signals: true },
  chosenSignal: { columnSec: 1, ticksPerRow: 1, mode: "volume", spanSec: 300, spanTicks: 420, outline: "off", numbers: false, highLots: 250, signals: true, chosenSignal: "buying-burst" },
  hiddenSignal: { columnSec: 16, ticksPerRow: 4, mode: "volume", spanSec: 1500, spanTicks: 900, outline: "off", numbers: false, highLots: 900, signals: true, chosenSignal: "micro-push" },
  everything: {
    columnSec: 1,
    ticksPerRow: 1,
    mode: "volume",
    spanSec: 600,
    spanTicks: 420,
    outline: "off",
    numbers: false,
    highLots: 250,
    trailSec: 900,
    cvd: "candles",
    profile: "over",
    signals: true,
  },
  wide: { columnSec: 16, ticksPerRow: 4, mode: "delta", spanSec: 20_000, spanTicks: 2600, outline: "range", numbers: false, highLots: 2000 },
} as const satisfies Record<string, SceneCase>;

export type SceneCaseName = keyof typeof SCENE_CASES;

const FIRST_SEC = 1_723_075_200 - 3 * 3600;
const SECONDS = 4 * 3600;

/** The instrument of all cases. */
export const CASE_INSTRUMENT = parseInstrument({
  symbol: "BTCUSDT",
  description: "A market from a seed",
  tickSize: "0.1",
  lotSize: "0.001",
  volumeUnit: "BTC",
  session: { timeZone: "UTC", start: "00:00" },
});

let market: SeededMarket | null = null;

/** The market of all cases. */
export function caseMarket(): SeededMarket {
  const end = SECONDS;
  market ??= seedMarket({
    seed: 7,
    firstSec: FIRST_SEC,
    seconds: SECONDS,
    priceTicks: 617_000,
    lost: [
      [end - 2400, end - 2100],
      [end - 95, end - 60],
      [end - 5000, end - 4998],
    ],
  });
  return market;
}

/** A pool of the market's bars, as a window holds it. */
function makeMirror(key: PoolKey): PoolMirror {
  const { bars } = caseMarket();
  const builder = new CellPoolBuilder(key, bars.timeSec[0]);
  builder.complete = true;
  builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  const mirror = new PoolMirror(key);
  const ranges = builder.takeChanges();
  if (ranges !== null) mirror.apply(ranges);
  return mirror;
}

function styleOf(theme: Theme, given: SceneCase): HeatStyle {
  const isRatio = given.mode === "imbalance";
  const lowCode = heatCodeOf(given.highLots / 30);
  const [name, overTrail] = [given.palette ?? "blue-orange", given.trailSec !== undefined] as const;
  return {
    formula: CELL_MODE_DRAWING[given.mode].formula,
    lowCode,
    highCode: isRatio ? lowCode + ratioSpanCodes(IMBALANCE_RATIO) : heatCodeOf(given.highLots * 10),
    perColumn: false,
    gapX: given.numbers,
    gapY: given.numbers,
    palette: isRatio ? buildRatioPalette(theme, name, overTrail, firstStrongColour(IMBALANCE_RATIO)) : buildPalette(theme, name, overTrail),
    background: opaquePixel(theme.background),
  };
}

function trailOf(theme: Theme, key: PoolKey, viewport: Viewport, seconds: number, gaps: Float64Array): SceneTrail {
  const { mirror, lowCode, highCode } = sampleTrail(caseMarket().bars, key, viewport, seconds, gaps);
  const style: HeatStyle = {
    formula: HEAT_FORMULAS.total,
    lowCode,
    highCode,
    perColumn: false,
    gapX: false,
    gapY: false,
    palette: buildTrailPalette(theme),
    background: opaquePixel(theme.background),
  };
  return { pool: mirror, style, span: { kind: "seconds", seconds } };
}

function partsOf({ cvd, profile, marks }: SceneCase): ChartParts {
  return { paneShare: cvd === undefined ? 0 : 0.2, profileCssPx: profile === "beside" ? 170 : 0, statisticsCssPx: marks === true ? 66 : 0 };
}

/** The fifth bar before a second. */
function barBefore(sec: number, barSec: number): SceneState["selectedBar"] {
  const fromSec = (Math.floor(sec / barSec) - 5) * barSec;
  return { fromSec, toSec: fromSec + barSec };
}

/** The state of a case in a theme. */
export function makeState(name: SceneCaseName, themeName: Theme["name"]): SceneState {
  const given: SceneCase = SCENE_CASES[name];
  const { bars, gaps } = caseMarket();
  const theme = THEMES[themeName];
  const { content } = CELL_MODE_DRAWING[given.mode];
  const key = { columnSec: given.columnSec, ticksPerRow: given.ticksPerRow, content };
  const last = bars.length - 1;
  const toSec = bars.timeSec[last] + 1 + given.spanSec * 0.08;
  const middle = (bars.closeTicks[last] + bars.closeTicks[Math.max(0, last - Math.round(given.spanSec * 0.3))]) / 2;
  const viewport = {
    fromSec: toSec - given.spanSec,
    toSec,
    lowTicks: middle - given.spanTicks / 2,
    highTicks: middle + given.spanTicks / 2,
  };
  return {
    instrument: CASE_INSTRUMENT,
    viewport,
    pool: makeMirror(key),
    style: styleOf(theme, given),
    trail: given.trailSec === undefined ? null : trailOf(theme, key, viewport, given.trailSec, gaps),
    mode: given.mode,
    cellNumbers: given.numbers ? exactNumbers(bars, key, viewport) : null,
    outline: given.outline,
    gaps,
    lastPriceTicks: bars.closeTicks[last],
    lastDirection: Math.sign(bars.closeTicks[last] - bars.closeTicks[last - 1]) as -1 | 0 | 1,
    liveEdge: { lastSec: bars.timeSec[last] + 1, closedThroughSec: bars.timeSec[last] },
    utcOffsetSec: 0,
    selectedBar: given.zones === true ? barBefore(bars.timeSec[last], given.columnSec) : null,
    crosshair: null,
    theme,
    parts: partsOf(given),
    studies: caseStudies(given, caseMarket(), CASE_INSTRUMENT.session, viewport),
  };
}
