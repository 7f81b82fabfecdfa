import { stepsToNumber } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { OrderFlowEventKind } from "../core/orderflow/signals/order-flow-event.ts";
import type { Box } from "../core/view/panel-placement.ts";
import { markOf } from "./scene/layers/signals/signal-mark.ts";
import type { SeenPill } from "./scene/layers/signals/signals-layer.ts";
import type { ProfilePicture, SceneStudies, VwapPicture } from "./scene/scene-studies.ts";
import type { CellNumbers, SceneState } from "./scene/scene-state.ts";
import type { ShownTag } from "./scene/shown-tags.ts";

/** The running delta of the newest bar, in lots. */
export interface CvdAnswer {
  /** Start of the bar, epoch milliseconds, as are all times here. */
  readonly time: number;
  readonly deltaLots: number;
  readonly openLots: number;
  readonly highLots: number;
  readonly lowLots: number;
  readonly closeLots: number;
}

/** The average price at the newest bar and the bands that are drawn, in the instrument's unit. */
export interface VwapAnswer {
  readonly time: number;
  readonly vwap: number;
  readonly bands: readonly { readonly sigmas: number; readonly upper: number; readonly lower: number }[];
}

/** The profile's rows that traded, ascending, and what is read from them. A row is named by its lowest tick. */
export interface ProfileAnswer {
  readonly rowTicks: number;
  readonly rows: readonly { readonly lowTicks: number; readonly bidLots: number; readonly askLots: number }[];
  readonly pocTicks: number | null;
  readonly vahTicks: number | null;
  readonly valTicks: number | null;
  readonly highNodeTicks: readonly number[];
  readonly lowNodeTicks: readonly number[];
}

/** A diagonal imbalance whose cell is edged. */
export interface ImbalanceAnswer {
  readonly time: number;
  readonly lowTicks: number;
  readonly side: "buy" | "sell";
  readonly bidLots: number;
  readonly askLots: number;
}

/** A bar's point of control and sums. */
export interface FootprintBarAnswer {
  readonly time: number;
  readonly pocTicks: number;
  readonly volumeLots: number;
  readonly deltaLots: number;
  readonly minDeltaLots: number;
  readonly maxDeltaLots: number;
}

/** A cell with its number written in it. */
export interface CellNumberAnswer {
  readonly time: number;
  readonly lowTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

/** A signal that has a pill, or a share in one, where its moment is in sight. */
export interface SignalAnswer {
  readonly kind: OrderFlowEventKind;
  readonly time: number;
  readonly priceTicks: number;
  /** What the pill says. */
  readonly label: string;
  /** It is the chosen one. */
  readonly chosen: boolean;
}

/** A pill as drawn. */
export interface PillAnswer {
  readonly kind: OrderFlowEventKind;
  /** Of the signal whose pill it is, epoch milliseconds. */
  readonly time: number;
  /** How many other signals it stands for. */
  readonly hidden: number;
  readonly chosen: boolean;
  /** Device pixels of the plot. */
  readonly box: Box;
}

/** What the studies show on the chart: null or empty where one is off or not told yet. Lists ascend by time, then price. */
export interface StudiesAnswer {
  /** Length of the bars that CVD, VWAP, footprint and imbalances count, and the height of their rows. */
  readonly barSec: number;
  readonly rowTicks: number;
  /** The tags on the axes, as drawn: their words, and where they stand in device pixels of their axis. */
  readonly tags: readonly ShownTag[];
  readonly cvd: CvdAnswer | null;
  readonly vwap: VwapAnswer | null;
  readonly profile: ProfileAnswer | null;
  readonly imbalances: readonly ImbalanceAnswer[];
  readonly footprint: readonly FootprintBarAnswer[];
  readonly signals: readonly SignalAnswer[];
  /** Pills of signals in sight and around it, those of buyers first. */
  readonly pills: readonly PillAnswer[];
  /** The cells in sight and around it, where they are large enough for numbers. */
  readonly cells: readonly CellNumberAnswer[];
}

const MS_PER_SEC = 1000;

/** Reads what is drawn of the studies. */
export function readStudies({ studies, cellNumbers }: SceneState, instrument: ParsedInstrument, tags: readonly ShownTag[], pills: readonly SeenPill[]): StudiesAnswer {
  return {
    barSec: studies.barSec,
    rowTicks: studies.ticksPerRow,
    tags,
    cvd: readCvd(studies),
    vwap: studies.vwap === null ? null : readVwap(studies.vwap, instrument),
    profile: studies.profile === null ? null : readProfile(studies.profile),
    imbalances: readImbalances(studies),
    footprint: readFootprint(studies),
    signals: readSignals(studies),
    pills: pills.map((pill) => readPill(pill, studies)),
    cells: cellNumbers === null ? [] : readCells(cellNumbers),
  };
}

function readCvd({ cvd }: SceneStudies): CvdAnswer | null {
  if (cvd === null || cvd.series.length === 0) return null;
  const { columns, length } = cvd.series;
  const row = length - 1;
  return {
    time: columns.timeSec[row] * MS_PER_SEC,
    deltaLots: columns.deltaLots[row],
    openLots: columns.openLots[row],
    highLots: columns.highLots[row],
    lowLots: columns.lowLots[row],
    closeLots: columns.closeLots[row],
  };
}

function readVwap({ series, bands }: VwapPicture, { tick }: ParsedInstrument): VwapAnswer | null {
  if (series.length === 0) return null;
  const { columns, length } = series;
  const row = length - 1;
  const price = (sigmas: number): number => stepsToNumber(columns.vwapTicks[row] + sigmas * columns.sigmaTicks[row], tick);
  const drawn = [1, 2, 3].filter((_, index) => bands[index]);
  return {
    time: columns.timeSec[row] * MS_PER_SEC,
    vwap: price(0),
    bands: drawn.map((sigmas) => ({ sigmas, upper: price(sigmas), lower: price(-sigmas) })),
  };
}

function readProfile({ ticksPerRow, row, bidLots, askLots, valueArea, nodes }: ProfilePicture): ProfileAnswer {
  const ticksOf = (at: number | undefined): number | null => (at === undefined ? null : at * ticksPerRow);
  return {
    rowTicks: ticksPerRow,
    rows: Array.from(row, (at, index) => ({ lowTicks: at * ticksPerRow, bidLots: bidLots[index], askLots: askLots[index] })),
    pocTicks: ticksOf(valueArea?.pocRow),
    vahTicks: ticksOf(valueArea?.highRow),
    valTicks: ticksOf(valueArea?.lowRow),
    highNodeTicks: nodes?.highRows.map((at) => at * ticksPerRow) ?? [],
    lowNodeTicks: nodes?.lowRows.map((at) => at * ticksPerRow) ?? [],
  };
}

function readImbalances({ imbalances, ticksPerRow }: SceneStudies): readonly ImbalanceAnswer[] {
  if (imbalances === null) return [];
  const { timeSec, row, side, bidLots, askLots } = imbalances.columns;
  return Array.from({ length: imbalances.length }, (_, at) => ({
    time: timeSec[at] * MS_PER_SEC,
    lowTicks: row[at] * ticksPerRow,
    side: side[at] > 0 ? "buy" : "sell",
    bidLots: bidLots[at],
    askLots: askLots[at],
  }));
}

function readFootprint({ footprint, ticksPerRow }: SceneStudies): readonly FootprintBarAnswer[] {
  if (footprint === null) return [];
  const { timeSec, pocRow, volumeLots, deltaLots, minDeltaLots, maxDeltaLots } = footprint.columns;
  return Array.from({ length: footprint.length }, (_, at) => ({
    time: timeSec[at] * MS_PER_SEC,
    pocTicks: pocRow[at] * ticksPerRow,
    volumeLots: volumeLots[at],
    deltaLots: deltaLots[at],
    minDeltaLots: minDeltaLots[at],
    maxDeltaLots: maxDeltaLots[at],
  }));
}

function readCells({ key, column, row, bidLots, askLots, trades }: CellNumbers): readonly CellNumberAnswer[] {
  return Array.from(column, (at, index) => ({
    time: at * key.columnSec * MS_PER_SEC,
    lowTicks: row[index] * key.ticksPerRow,
    bidLots: bidLots[index],
    askLots: askLots[index],
    trades: trades[index],
  }));
}

function readPill({ signal, box }: SeenPill, { chosenSignal }: SceneStudies): PillAnswer {
  const { event } = signal.mark;
  return { kind: event.kind, time: event.timeSec * MS_PER_SEC, hidden: signal.hidden, chosen: event === chosenSignal, box };
}

function readSignals({ signals, chosenSignal }: SceneStudies): readonly SignalAnswer[] {
  return signals
    .flatMap((event): SignalAnswer[] => {
      const mark = markOf(event);
      return mark === null ? [] : [{ kind: event.kind, time: event.timeSec * MS_PER_SEC, priceTicks: mark.priceTicks, label: mark.label, chosen: event === chosenSignal }];
    })
    .sort((a, b) => a.time - b.time || a.priceTicks - b.priceTicks);
}
