import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { HeatScale } from "../../core/view/heat-scale.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

// The percentiles behind the colours: of a whole day, of what is visible, and after one live second.

const FIRST_SEC = 1_700_000_000;
const DAY_SEC = 86_400;
const LEVELS = 20;
const VISIBLE_COLUMNS = 1920;
const LIVE_ROUNDS = 1000;

const day = buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS);
const builder = new CellPoolBuilder({ columnSec: 1, ticksPerRow: 1, content: "volume" }, FIRST_SEC);
builder.pack(day, FIRST_SEC, FIRST_SEC + DAY_SEC);
const { pool } = builder;

const bins = new Uint32Array(256);
/** The least a percentile of all cells needs: each of them counted in a bin, once. */
function countCells(): void {
  for (let at = 0; at < pool.cells.length; at++) bins[(pool.cells[at] >>> 8) & 0xff]++;
}

function scaleOfDay(): HeatScale {
  const scale = new HeatScale(pool);
  scale.noteChange(FIRST_SEC, FIRST_SEC + DAY_SEC);
  scale.read(FIRST_SEC, FIRST_SEC + DAY_SEC);
  return scale;
}

const bench = new HotBench("colour-scale", "Percentiles for the colours of a day's cells, four formulas and two scopes at a time, against counting each cell once");
const { measure } = bench.against("counting a day's cells in 256 bins", countCells);
measure("first colour scale of a day", scaleOfDay);

const counted = scaleOfDay();
const visibleFromSec = FIRST_SEC + DAY_SEC - VISIBLE_COLUMNS;
measure("colour scale of the visible 1,920 columns", () => counted.read(visibleFromSec, FIRST_SEC + DAY_SEC), LIVE_ROUNDS);
const liveSecond = (): void => {
  counted.noteChange(FIRST_SEC + DAY_SEC - 1, FIRST_SEC + DAY_SEC);
  counted.read(visibleFromSec, FIRST_SEC + DAY_SEC);
};
measure("colour scale after one live second", liveSecond, LIVE_ROUNDS);
bench.finish();
