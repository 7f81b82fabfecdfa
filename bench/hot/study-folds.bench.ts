import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import { ABSORPTION_DEFAULTS, type AbsorptionEvent, AbsorptionFold } from "../../core/orderflow/signals/absorption.ts";
import { createCvdSeries, DeltaCvdFold } from "../../core/orderflow/flow/delta-cvd.ts";
import { EXHAUSTION_DEFAULTS, type ExhaustionEvent, ExhaustionFold } from "../../core/orderflow/signals/exhaustion.ts";
import { Footprint, FootprintFold } from "../../core/orderflow/footprint/footprint.ts";
import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { createImbalanceSeries } from "../../core/orderflow/footprint/imbalance-series.ts";
import { type LiquiditySweepEvent, LiquiditySweepFold } from "../../core/orderflow/signals/liquidity-sweep.ts";
import { type BurstFlowEvent, MicroPullbackFold } from "../../core/orderflow/signals/micro-pullback.ts";
import { profileNodes } from "../../core/orderflow/profile/profile-nodes.ts";
import { createVwapSeries, SessionVwapFold } from "../../core/orderflow/flow/session-vwap.ts";
import { type ImbalanceOutput, STACKED_IMBALANCE_DEFAULTS, StackedImbalanceFold } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { createTapeSeries, TapeFold } from "../../core/orderflow/flow/tape.ts";
import { valueArea } from "../../core/orderflow/profile/value-area.ts";
import { ProfileWindow } from "../../core/orderflow/profile/volume-profile.ts";
import { buildAdjacentBars } from "../markets/adjacent-bars.ts";
import { HotBench } from "../measure/hot-bench.ts";

// Every study of a day of bars, against the least that any study of levels must do: read each of them once. And one live second through all of them.

const FIRST_SEC = 1_699_920_000;
const DAY_SEC = 86_400;
const LEVELS = 20;
const ROUNDS = 7;
const LIVE_SECONDS = 2000;
/** What the whole day and a live second may cost where nothing else runs; printed beside the ratios, which are what fails. */
const TARGET_DAY_MS = 1500;
const TARGET_LIVE_MS = 0.3;

/** A study that takes seconds in, at some timeframe and row height. */
type Feed = (bars: BarView, from: number, to: number) => void;

const session = ALL_DAY_UTC;
const events: object[][] = [];
function eventList<Event extends object>(): Event[] {
  const list: Event[] = [];
  events.push(list);
  return list;
}

const STUDIES: Readonly<Record<string, (timeframeSec: number, ticksPerRow: number) => Feed>> = {
  "delta and CVD": (timeframeSec) => {
    const [fold, series] = [new DeltaCvdFold({ timeframeSec, session, reset: "session" }), createCvdSeries()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, series);
  },
  "session VWAP": (timeframeSec) => {
    const [fold, series] = [new SessionVwapFold({ timeframeSec, session, reset: "session" }), createVwapSeries()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, series);
  },
  "session profile, POC, value area, nodes": (_, ticksPerRow) => {
    const window = new ProfileWindow(ticksPerRow);
    return (bars) => {
      window.moveTo(bars, FIRST_SEC, FIRST_SEC + DAY_SEC);
      const { rows } = window.read(NO_GAPS);
      valueArea(rows);
      profileNodes(rows, "peaks");
    };
  },
  "profile of the last 30 minutes": (_, ticksPerRow) => {
    const window = new ProfileWindow(ticksPerRow);
    return (bars, _from, to) => {
      const endSec = bars.timeSec[to - 1] + 1;
      window.moveTo(bars, endSec - 1800, endSec);
      valueArea(window.read(NO_GAPS).rows);
    };
  },
  footprint: (timeframeSec, ticksPerRow) => {
    const [fold, output] = [new FootprintFold({ timeframeSec, ticksPerRow }), new Footprint(ticksPerRow)];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, output);
  },
  "imbalances, stacks and zones": (timeframeSec, ticksPerRow) => {
    const output: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: eventList() };
    const fold = new StackedImbalanceFold({ ...STACKED_IMBALANCE_DEFAULTS, timeframeSec, ticksPerRow });
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, output);
  },
  tape: () => {
    const [fold, series] = [new TapeFold(), createTapeSeries()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, series);
  },
  "bursts, pullbacks and pushes": () => {
    const [fold, list] = [new MicroPullbackFold(), eventList<BurstFlowEvent>()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, list);
  },
  absorption: (_, ticksPerRow) => {
    const [fold, list] = [new AbsorptionFold({ ...ABSORPTION_DEFAULTS, ticksPerRow }), eventList<AbsorptionEvent>()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, list);
  },
  exhaustion: (timeframeSec) => {
    const [fold, list] = [new ExhaustionFold({ ...EXHAUSTION_DEFAULTS, timeframeSec }), eventList<ExhaustionEvent>()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, list);
  },
  "liquidity sweeps": () => {
    const [fold, list] = [new LiquiditySweepFold(), eventList<LiquiditySweepEvent>()];
    return (bars, from, to) => fold.append(bars, from, to, NO_GAPS, list);
  },
};

/** What changes with the timeframe or the row height, for a switch of either. */
const OF_A_TIMEFRAME = ["delta and CVD", "session VWAP", "footprint", "imbalances, stacks and zones", "exhaustion"];

function runAll(bars: BarView, timeframeSec: number, ticksPerRow: number, names = Object.keys(STUDIES)): void {
  events.length = 0;
  for (const name of names) STUDIES[name](timeframeSec, ticksPerRow)(bars, 0, bars.length);
}

let sink = 0;
function readLevels(bars: BarView): void {
  const { levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = bars;
  let sum = 0;
  for (let level = 0; level < levelPriceTicks.length; level++) sum += levelPriceTicks[level] + levelBidLots[level] + levelAskLots[level] + levelTrades[level];
  sink = sum;
}

const day = buildAdjacentBars(FIRST_SEC, DAY_SEC, LEVELS);
console.log(`a day: ${day.length} bars, ${day.levelPriceTicks.length} levels`);
const readDay = (): void => readLevels(day);
const bench = new HotBench("study-folds", "Every study of a day of bars and of one live second, against reading each level once");
const { measure } = bench.against("reading a day's levels", readDay, { rounds: ROUNDS });

for (const [name, create] of Object.entries(STUDIES)) {
  if (name === "profile of the last 30 minutes") continue;
  measure(`a day of ${name}`, () => create(1, 1)(day, 0, day.length));
}
const allOfDay = measure("a day of all studies from nothing, 1 s, 1 tick", () => runAll(day, 1, 1));
measure("a day of all studies from nothing, 60 s, 10 ticks", () => runAll(day, 60, 10));
measure("switch to 5 s: what depends on timeframe and row height", () => runAll(day, 5, 1, OF_A_TIMEFRAME));
measure("switch to 60 s and 10 ticks", () => runAll(day, 60, 10, OF_A_TIMEFRAME));

/** Feeds that know the day but its last {@link LIVE_SECONDS}. @returns takes one second more in. */
function followLive(timeframeSec: number, ticksPerRow: number, names = Object.keys(STUDIES)): () => void {
  const before = DAY_SEC - LIVE_SECONDS - 10;
  const columns = new BarColumns();
  columns.append(day, 0, before);
  events.length = 0;
  const feeds = names.map((name) => STUDIES[name](timeframeSec, ticksPerRow));
  for (const feed of feeds) feed(columns.view(), 0, before);
  return () => {
    const from = columns.length;
    columns.append(day, from, from + 1);
    for (const feed of feeds) feed(columns.view(), from, from + 1);
  };
}

for (const name of Object.keys(STUDIES)) measure(`one live second of ${name}`, followLive(1, 1, [name]), LIVE_SECONDS);
let liveMs = 0;
for (const [timeframeSec, ticksPerRow] of [[1, 1], [60, 10]]) {
  const live = followLive(timeframeSec, ticksPerRow);
  const { median } = measure(`one live second through all studies, ${timeframeSec} s, ${ticksPerRow} ticks`, live, LIVE_SECONDS);
  liveMs = Math.max(liveMs, median);
}
bench.finish();
console.log(`all studies of a day: ${allOfDay.median.toFixed(0)} ms (target ${TARGET_DAY_MS}); one live second: ${liveMs.toFixed(3)} ms (target ${TARGET_LIVE_MS})`);
if (Number.isNaN(sink)) throw new Error("the baseline's sum is a number");
