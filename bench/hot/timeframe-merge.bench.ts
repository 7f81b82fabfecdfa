import type { BarView } from "../../core/market/bar-view.ts";
import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { Footprint, FootprintFold } from "../../core/orderflow/footprint/footprint.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

// Seconds merged into longer bars and ticks into rows: price rows with their volumes, trades, point of control and flags.

const FIRST_SEC = 1_700_006_400;
const DAY_SEC = 86_400;
const LEVELS = 20;
const TICKS_PER_ROW = 10;
const MOST_ROWS = 1 << 15;

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
const rows = new Float64Array(2 * MOST_ROWS);
let sink = 0;

/** The least that bars of `timeframeSec` need: every level added to its row, every row read once. */
function addLevels({ timeSec, levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, lowTicks, highTicks }: BarView, timeframeSec: number): void {
  let larger = 0;
  for (let from = 0; from < timeSec.length; from += timeframeSec) {
    const to = Math.min(timeSec.length, from + timeframeSec);
    let low = lowTicks[from];
    let high = highTicks[from];
    for (let bar = from + 1; bar < to; bar++) {
      if (lowTicks[bar] < low) low = lowTicks[bar];
      if (highTicks[bar] > high) high = highTicks[bar];
    }
    const firstRow = Math.floor(low / TICKS_PER_ROW);
    for (let level = levelOffsets[from]; level < levelOffsets[to]; level++) {
      const row = (Math.floor(levelPriceTicks[level] / TICKS_PER_ROW) - firstRow) * 2;
      rows[row] += levelBidLots[level];
      rows[row + 1] += levelAskLots[level];
    }
    const end = (Math.floor(high / TICKS_PER_ROW) - firstRow + 1) * 2;
    for (let row = 0; row < end; row += 2) if (rows[row] > rows[row + 1]) larger++;
    rows.fill(0, 0, end);
  }
  sink = larger;
}

const bench = new HotBench("timeframe-merge", "A day of seconds into footprints of longer bars, against adding each level to its row and reading each row once");
for (const timeframeSec of [1, 5, 60, 300, 3600]) {
  const { measure } = bench.against(`levels added to the rows of bars of ${timeframeSec} s`, () => addLevels(day, timeframeSec));
  measure(`footprints of ${timeframeSec} s, rows of ${TICKS_PER_ROW} ticks`, () => {
    const footprint = new Footprint(TICKS_PER_ROW);
    new FootprintFold({ timeframeSec, ticksPerRow: TICKS_PER_ROW }).append(day, 0, day.length, NO_GAPS, footprint);
  });
}
bench.finish();
if (Number.isNaN(sink)) throw new Error("the sums are numbers");
