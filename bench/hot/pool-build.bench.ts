import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { HeatScale } from "../../core/view/heat-scale.ts";
import { coarserKeyFor } from "../../core/view/pool-budget.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

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
  let sum = 0;
  for (let level = 0; level < levelPriceTicks.length; level++) sum += levelPriceTicks[level] + levelBidLots[level] + levelAskLots[level];
  for (let cell = 0; cell < cells; cell++) written[cell] = cell;
  sink = sum + written[cells - 1];
}

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
const dayCells = pack(day, key(1, 1)).pool.cellCount;
console.log(`a day: ${day.length} bars, ${day.levelPriceTicks.length} levels, ${dayCells} cells at 1 s and 1 tick`);
const readAndWriteDay = (): void => readAndWrite(day, dayCells);
const bench = new HotBench("pool-build", "Cell pools of a day and of 10 M levels, at every level of detail, against reading the levels and writing the cells once");
const { measure } = bench.against("reading a day's levels and writing its cells", readAndWriteDay, { rounds: ROUNDS });

for (const [columnSec, ticksPerRow] of [
  [1, 1],
  [1, 5],
  [1, 64],
  [5, 1],
  [60, 1],
  [60, 10],
  [3600, 1],
  [3600, 100],
] as const) {
  measure(`pack a day, ${columnSec} s x ${ticksPerRow} ticks`, () => pack(day, key(columnSec, ticksPerRow)));
}
measure("choose a key for a day within the budget", () => coarserKeyFor(day, key(1, 1)));

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
  measure(`one live second, columns of ${columnSec} s`, liveSecond, 2000);
}

const large = buildSpreadBars(FIRST_SEC, 250_000, 40);
const largeKey = coarserKeyFor(large, key(1, 1));
console.log(`10 M levels, at ${largeKey.columnSec} s and ${largeKey.ticksPerRow} ticks: ${pack(large, largeKey).pool.cellCount} cells`);
measure("pack 10 M levels", () => pack(large, largeKey), 3);
bench.finish();
if (Number.isNaN(sink)) throw new Error("the baseline's sum is a number");
