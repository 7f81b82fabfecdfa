import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { Footprint, FootprintFold } from "../../core/orderflow/footprint/footprint.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";
import { sumRows } from "./row-sums.ts";

// Seconds merged into longer bars and ticks into rows: price rows with their volumes, trades, point of control and flags.

const FIRST_SEC = 1_700_006_400;
const DAY_SEC = 86_400;
const LEVELS = 20;
const TICKS_PER_ROW = 10;

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
let sink = 0;

const bench = new HotBench("timeframe-merge", "A day of seconds into footprints of longer bars, against adding each level to its row and reading each row once");
for (const timeframeSec of [1, 5, 60, 300, 3600]) {
  const { measure } = bench.against(`levels added to the rows of bars of ${timeframeSec} s`, () => {
    sink = sumRows(day, timeframeSec, TICKS_PER_ROW);
  });
  measure(`footprints of ${timeframeSec} s, rows of ${TICKS_PER_ROW} ticks`, () => {
    const footprint = new Footprint(TICKS_PER_ROW);
    new FootprintFold({ timeframeSec, ticksPerRow: TICKS_PER_ROW }).append(day, 0, day.length, NO_GAPS, footprint);
  });
}
bench.finish();
if (Number.isNaN(sink)) throw new Error("the sums are numbers");
