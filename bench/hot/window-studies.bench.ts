import type { BarView } from "../../core/market/bar-view.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import { SessionCalendar } from "../../core/market/session.ts";
import type { StudyChoices, StudySelection } from "../../protocol/studies.ts";
import { GapList } from "../../workers/gap-list.ts";
import { StudyShelf } from "../../workers/studies/study-shelf.ts";
import { WindowStudies } from "../../workers/studies/window-studies.ts";
import { SymbolColumns } from "../../workers/symbol-columns.ts";
import { median } from "../measure/statistics.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";
import { sumRows } from "./row-sums.ts";

// Every study over a full day, as a window asks for it, against the least that any study of levels must do: read every level once. On a machine that reads them in
// 2.6 ms, a switch may take 100 ms and a live bar 0.3 ms: the limits are these as ratios.

/** Midnight UTC, so that the day is one session. */
const FIRST_SEC = 1_700_006_400;
const DAY_SEC = 86_400;
const LEVELS = 20;
const ROUNDS = 5;
const HISTORY_SEC = DAY_SEC - 3000;
const WHOLE_DAY = { from: FIRST_SEC, to: FIRST_SEC + DAY_SEC };
const ALL: StudyChoices = { cvd: {}, vwap: {}, footprint: {}, imbalances: {}, absorption: {}, exhaustion: {}, bursts: {}, sweeps: {}, tape: {}, prints: {}, profile: {} };

let sink = 0;
function readLevels({ levelPriceTicks, levelBidLots, levelAskLots }: BarView): void {
  let sum = 0;
  for (let level = 0; level < levelPriceTicks.length; level++) sum += levelPriceTicks[level] + levelBidLots[level] + levelAskLots[level];
  sink = sum;
}

function begin(columns: SymbolColumns): void {
  columns.begin({
    type: "subAck",
    id: 1,
    resumed: false,
    streamId: 1,
    symbol: "TEST",
    epoch: "e1",
    firstSec: null,
    liveFromSeq: 0,
    backlogSeq: { from: 0, to: 0 },
    backlogLevels: 0,
    closedThroughSec: null,
    clock: "replay",
  });
}

/** A symbol with the bars `0..count-1`. */
function shelfOf(bars: BarView, count: number): StudyShelf {
  const columns = new SymbolColumns();
  begin(columns);
  columns.applyClosed(0, part(bars, 0, count));
  const calendar = new SessionCalendar(ALL_DAY_UTC);
  return new StudyShelf({ columns, gaps: new GapList() }, ALL_DAY_UTC, () => calendar.boundsOf(FIRST_SEC));
}

function part(bars: BarView, from: number, to: number): BarView {
  return {
    ...bars,
    length: to - from,
    timeSec: bars.timeSec.subarray(from, to),
    openTicks: bars.openTicks.subarray(from, to),
    highTicks: bars.highTicks.subarray(from, to),
    lowTicks: bars.lowTicks.subarray(from, to),
    closeTicks: bars.closeTicks.subarray(from, to),
    volumeLots: bars.volumeLots.subarray(from, to),
    bidLots: bars.bidLots.subarray(from, to),
    askLots: bars.askLots.subarray(from, to),
    trades: bars.trades.subarray(from, to),
    openInterest: bars.openInterest.subarray(from, to),
    estimated: bars.estimated.subarray(from, to),
    levelOffsets: bars.levelOffsets.subarray(from, to + 1),
  };
}

/** Works in slices as the engine does until nothing is left, and takes the patch. @returns the longest slice, milliseconds. */
function settle(studies: WindowStudies, shelf: StudyShelf, sliceMs = 5): number {
  let longestMs = 0;
  for (let isMore = true; isMore; ) {
    const startMs = performance.now();
    isMore = studies.work(shelf, WHOLE_DAY, startMs + sliceMs);
    longestMs = Math.max(longestMs, performance.now() - startMs);
  }
  if (studies.take(WHOLE_DAY) === null) throw new Error("settled studies must have something to tell");
  return longestMs;
}

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
console.log(`a day: ${day.length} bars, ${day.levelPriceTicks.length} levels`);
const readDay = (): void => readLevels(day);
const bench = new HotBench("window-studies", "Every study of a day as a window asks for it, from nothing, after a switch and for one live bar, against reading each level once");
const { measure } = bench.against("reading a day's levels", readDay, { rounds: ROUNDS });
const longestSlicesMs: number[] = [];

const select = (timeframeSec: number, ticksPerRow: number, studies: StudyChoices = ALL): StudySelection => ({ timeframeSec, ticksPerRow, studies });

const whole = shelfOf(day, DAY_SEC);
function measureFromNothing(name: string, selection: StudySelection): void {
  measure(name, () => {
    const studies = new WindowStudies();
    studies.request(selection);
    longestSlicesMs.push(settle(studies, whole.aside()));
  });
}
/** Until the newest bars of every table have been told; the rest goes on behind. */
function measureFirstAnswer(name: string, selection: StudySelection): void {
  const tables = Object.keys(selection.studies).filter((study) => study !== "exhaustion");
  measure(name, () => {
    const studies = new WindowStudies();
    const shelf = whole.aside();
    const told = new Set<string>();
    studies.request(selection);
    while (!tables.every((study) => told.has(study)) && studies.work(shelf, WHOLE_DAY, performance.now() + 5)) {
      for (const { study, tail } of studies.take(WHOLE_DAY)?.changes ?? []) if (tail !== null) told.add(study);
    }
  });
}
for (const [timeframeSec, ticksPerRow] of [
  [1, 1],
  [60, 1],
  [60, 10],
] as const) {
  measureFromNothing(`all studies from nothing, ${timeframeSec} s x ${ticksPerRow} ticks`, select(timeframeSec, ticksPerRow));
}
for (const name of Object.keys(ALL)) measureFromNothing(`${name}, 60 s x 1 tick`, select(60, 1, { [name]: {} }));

/** What depends on the length of a bar, and on the height of a row; the rest stands. */
const OF_TIMEFRAME: StudyChoices = { cvd: {}, vwap: {}, footprint: {}, imbalances: {}, exhaustion: {} };
const OF_ROWS: StudyChoices = { footprint: {}, imbalances: {}, profile: {} };
for (const timeframeSec of [1, 5, 15, 60, 300, 3600]) {
  measure(`bare loop: a day's levels added to the rows of bars of ${timeframeSec} s`, () => {
    sink = sumRows(day, timeframeSec, 10);
  });
  if (timeframeSec === 1) measureFirstAnswer(`switch of a day to bars of 1 s, 10 ticks, until the newest`, select(1, 10, OF_TIMEFRAME));
  measureFromNothing(`switch of a day to bars of ${timeframeSec} s, 10 ticks`, select(timeframeSec, 10, OF_TIMEFRAME));
}
for (const ticksPerRow of [1, 5, 50]) {
  measureFromNothing(`switch of a day to rows of ${ticksPerRow} ticks, 60 s`, select(60, ticksPerRow, OF_ROWS));
}

for (const [timeframeSec, ticksPerRow] of [
  [1, 1],
  [60, 10],
] as const) {
  const live = shelfOf(day, HISTORY_SEC);
  const studies = new WindowStudies();
  studies.request(select(timeframeSec, ticksPerRow));
  settle(studies, live);
  measure(`one live bar through all studies, ${timeframeSec} s x ${ticksPerRow} ticks, and its patch`, (round) => {
    live.source.columns.applyClosed(HISTORY_SEC + round, part(day, HISTORY_SEC + round, HISTORY_SEC + round + 1));
    settle(studies, live);
  }, 2000);
}
console.log(`longest slice of a run, median of ${longestSlicesMs.length} runs: ${median(longestSlicesMs).toFixed(1)} ms`);
bench.finish();
if (Number.isNaN(sink)) throw new Error("the baseline's sum is a number");
