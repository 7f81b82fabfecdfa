import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { TapeReading } from "./app/chart-snapshot.ts";
import type { KnownStudy, StudyStore } from "./data/study-store.ts";

/** The share of the prints shown that counts as large where no size was chosen. */
const LARGE_SHARE = 0.05;

/** A copy of what the engine has told of the tape: the store's own columns change with every patch. Null before the first. @param largeLots null: the largest twentieth. */
export function tapeReading(studies: StudyStore, { tick, lot }: ParsedInstrument, largeLots: number | null): TapeReading | null {
  const known = studies.study("prints")?.series ?? null;
  if (known === null) return null;
  const { columns, length } = known;
  const lots = columns.lots.slice(0, length);
  const oldestSec = length === 0 ? Number.POSITIVE_INFINITY : columns.timeSec[length - 1];
  return {
    tick,
    lot,
    prints: {
      timeSec: columns.timeSec.slice(0, length),
      priceTicks: columns.priceTicks.slice(0, length),
      side: columns.side.slice(0, length),
      lots,
      trades: columns.trades.slice(0, length),
    },
    seconds: secondsFrom(studies.study("tape"), oldestSec),
    largeLots: largeLots ?? largestShare(lots),
  };
}

function secondsFrom(known: KnownStudy<"tape"> | undefined, fromSec: number): TapeReading["seconds"] {
  const series = known?.series ?? null;
  if (series === null) return { timeSec: NONE, trades: NONE, averageLots: NONE, side: NONE, aggressive: NONE };
  const { columns, length } = series;
  let from = length;
  while (from > 0 && columns.timeSec[from - 1] >= fromSec) from--;
  return {
    timeSec: columns.timeSec.slice(from, length),
    trades: columns.trades.slice(from, length),
    averageLots: columns.averageLots.slice(from, length),
    side: columns.side.slice(from, length),
    aggressive: columns.aggressive.slice(from, length),
  };
}

const NONE = new Float64Array(0);

function largestShare(lots: Float64Array): number {
  if (lots.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = lots.slice().sort();
  return sorted[Math.floor(sorted.length * (1 - LARGE_SHARE))];
}
