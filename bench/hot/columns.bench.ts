import { BarColumns } from "../../core/market/bar-columns.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

// A symbol's growing columns: a day in chunks, history before them, and one live second at a time.

const FIRST_SEC = 1_700_000_000;
const DAY_SEC = 86_400;
const LEVELS = 20;
const CHUNK_SEC = 1200;
const LIVE_SEC = 2000;

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);

const LEVEL_KEYS = ["levelPriceTicks", "levelBidLots", "levelAskLots", "levelTrades"] as const;
const KEYS = [...LEVEL_KEYS, "timeSec", "openTicks", "highTicks", "lowTicks", "closeTicks", "volumeLots", "bidLots", "askLots", "trades", "openInterest", "estimated", "levelOffsets"] as const;
const copies = KEYS.map((key) => day[key].slice());

/** The least: every column copied once into memory of its own. */
function copyColumns(): void {
  for (const [index, key] of KEYS.entries()) copies[index] = day[key].slice();
}

function appendDay(): BarColumns {
  const columns = new BarColumns();
  for (let from = 0; from < DAY_SEC; from += CHUNK_SEC) columns.append(day, from, from + CHUNK_SEC);
  return columns;
}

function prependDay(columns: BarColumns): BarColumns {
  for (let to = DAY_SEC; to > 0; to -= CHUNK_SEC) columns.prepend(day, to - CHUNK_SEC, to);
  return columns;
}

const bench = new HotBench("columns", "A day of bars appended and prepended in chunks of 20 minutes, and second by second, against copying every column once");
const whole = bench.against("copy a day's columns", copyColumns);
whole.measure("append a day in chunks", appendDay);
whole.measure("prepend a day in chunks, room known", () => prependDay(new BarColumns(DAY_SEC, DAY_SEC * LEVELS)));
whole.measure("prepend a day in chunks, room unknown", () => prependDay(new BarColumns()));

const live = new BarColumns();
live.append(day, 0, DAY_SEC - LIVE_SEC - 1);
const one = bench.against("copy one second's levels", () => {
  for (const [index, key] of LEVEL_KEYS.entries()) copies[index].set(day[key].subarray(0, LEVELS));
}, { rounds: 60, batch: 30 });
one.measure("append one second, and its view", () => {
  if (live.length === DAY_SEC) live.truncate(LIVE_SEC);
  live.append(day, live.length, live.length + 1);
  if (live.view().length !== live.length) throw new Error("the view must hold every bar");
});
bench.finish();
