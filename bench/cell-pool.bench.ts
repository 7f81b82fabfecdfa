import { BarColumns } from "../core/market/bar-columns.ts";
import type { BarView } from "../core/market/bar-view.ts";
import { CellPoolBuilder } from "../core/view/cell-pool-builder.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import { HeatScale } from "../core/view/heat-scale.ts";
import { coarserKeyFor } from "../core/view/pool-budget.ts";
import { RatioTable, timeRuns } from "./ratio-table.ts";
import { buildSpreadBars } from "./spread-bars.ts";

// Packing a day of bars into a cell pool, against the least that any packing must do: read every level once and write every cell once.

const FIRST_SEC = 1_700_000_000;
const DAY_SEC = 86_400;
const LEVELS = 20;
const ROUNDS = 9;

const key = (columnSec: number, ticksPerRow: number): PoolKey => ({ columnSec, ticksPerRow, content: "volume" });

function pack(bars: BarView, poolKey: PoolKey): CellPoolBuilder {
  const builder = new CellPoolBuilder(poolKey, FIRST_SEC);
  builder.pack(bars, FIRST_SEC, FIRST_SEC + bars.length);
  return builder;
}

let sink = 0;
function readAndWrite(bars: BarView, cells: number): void {
  const { levelPriceTicks, levelBidLots, levelAskLots } = bars;
  const written = new Uint32Array(cells);
  for (let level = 0; level < levelPriceTicks.length; level++) sink += levelPriceTicks[level] + levelBidLots[level] + levelAskLots[level];
  for (let cell = 0; cell < cells; cell++) written[cell] = cell;
  sink += written[cells - 1];
}

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
const dayCells = pack(day, key(1, 1)).pool.cellCount;
console.log(`a day: ${day.length} bars, ${day.levelPriceTicks.length} levels, ${dayCells} cells at 1 s and 1 tick`);
const table = new RatioTable("reading a day's levels and writing its cells", timeRuns(ROUNDS, () => readAndWrite(day, dayCells)));
for (const [columnSec, ticksPerRow, most] of [
  [1, 1, 14],
  [1, 5, 10],
  [1, 64, 10],
  [5, 1, 10],
  [60, 1, 10],
  [60, 10, 10],
  [3600, 1, 10],
  [3600, 100, 10],
] as const) {
  table.add(`pack a day, ${columnSec} s x ${ticksPerRow} ticks`, timeRuns(ROUNDS, () => pack(day, key(columnSec, ticksPerRow))), most);
}
table.add("choose a key for a day within the budget", timeRuns(ROUNDS, () => coarserKeyFor(day, key(1, 1))), 1);

const scaled = pack(day, key(1, 1));
const scale = (): HeatScale => {
  const fresh = new HeatScale(scaled.pool);
  fresh.noteChange(FIRST_SEC, FIRST_SEC + DAY_SEC);
  fresh.read(FIRST_SEC, FIRST_SEC + DAY_SEC);
  return fresh;
};
table.add("first colour scale of a day", timeRuns(ROUNDS, scale));
const counted = scale();
table.add("colour scale of the visible 1,920 columns", timeRuns(ROUNDS, () => counted.read(FIRST_SEC + 40_000, FIRST_SEC + 41_920)), 0.1);

for (const columnSec of [1, 60, 3600]) {
  const live = new BarColumns();
  live.append(day, 0, 80_000);
  const builder = pack(live.view(), key(columnSec, 1));
  const fresh = new HeatScale(builder.pool);
  const liveSecond = (round: number): void => {
    const bar = 80_000 + round;
    live.append(day, bar, bar + 1);
    builder.pack(live.view(), FIRST_SEC + bar, FIRST_SEC + bar + 1);
    fresh.noteChange(FIRST_SEC + bar, FIRST_SEC + bar + 1);
    if (builder.takeChanges() === null) throw new Error("a live second must change the pool");
  };
  liveSecond(0);
  table.add(`one live second, columns of ${columnSec} s`, timeRuns(2000, (round) => liveSecond(round + 1), 200), 0.03);
}

const large = buildSpreadBars(FIRST_SEC, 250_000, 40);
const largeKey = coarserKeyFor(large, key(1, 1));
console.log(`10 M levels, at ${largeKey.columnSec} s and ${largeKey.ticksPerRow} ticks: ${pack(large, largeKey).pool.cellCount} cells`);
table.add("pack 10 M levels", timeRuns(3, () => pack(large, largeKey), 1), 70);
table.finish();
if (Number.isNaN(sink)) throw new Error("the baseline's sum is a number");
