import { BarColumns } from "../core/market/bar-columns.ts";
import type { BarView } from "../core/market/bar-view.ts";
import { CellPoolBuilder } from "../core/view/cell-pool-builder.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import { HeatScale } from "../core/view/heat-scale.ts";
import { coarserKeyFor } from "../core/view/pool-budget.ts";
import { RatioTable, timeInTurns, timeRuns } from "./ratio-table.ts";
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
const readAndWriteDay = (): void => readAndWrite(day, dayCells);
const table = new RatioTable("reading a day's levels and writing its cells", timeRuns(ROUNDS, readAndWriteDay));

function measure(name: string, rounds: number, mostRatio: number, run: (round: number) => void): void {
  const { timesMs, baselineMs } = timeInTurns(rounds, run, readAndWriteDay);
  table.add(name, timesMs, mostRatio, baselineMs);
}

for (const [columnSec, ticksPerRow, most] of [
  [1, 1, 3],
  [1, 5, 3],
  [1, 64, 3],
  [5, 1, 3],
  [60, 1, 3],
  [60, 10, 3],
  [3600, 1, 3],
  [3600, 100, 3],
] as const) {
  measure(`pack a day, ${columnSec} s x ${ticksPerRow} ticks`, ROUNDS, most, () => pack(day, key(columnSec, ticksPerRow)));
}
measure("choose a key for a day within the budget", ROUNDS, 0.3, () => coarserKeyFor(day, key(1, 1)));

const scaled = pack(day, key(1, 1));
const scale = (): HeatScale => {
  const fresh = new HeatScale(scaled.pool);
  fresh.noteChange(FIRST_SEC, FIRST_SEC + DAY_SEC);
  fresh.read(FIRST_SEC, FIRST_SEC + DAY_SEC);
  return fresh;
};
measure("first colour scale of a day", ROUNDS, 5, scale);
const counted = scale();
const readVisible = (): void => {
  counted.read(FIRST_SEC + 40_000, FIRST_SEC + 41_920);
};
measure("colour scale of the visible 1,920 columns", ROUNDS, 0.02, readVisible);

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
  measure(`one live second, columns of ${columnSec} s`, 2000, 0.003, liveSecond);
}

const large = buildSpreadBars(FIRST_SEC, 250_000, 40);
const largeKey = coarserKeyFor(large, key(1, 1));
console.log(`10 M levels, at ${largeKey.columnSec} s and ${largeKey.ticksPerRow} ticks: ${pack(large, largeKey).pool.cellCount} cells`);
measure("pack 10 M levels", 3, 20, () => pack(large, largeKey));
table.finish();
if (Number.isNaN(sink)) throw new Error("the baseline's sum is a number");
