import { seededRandom } from "../seeded-random.ts";

/** What to draw, as the page is told: a seeded market, or a recording that the page fetches from `address`. */
export interface GridRequest {
  readonly columns: number;
  readonly rows: number;
  /** Columns after the first `columns`, to be appended one by one. */
  readonly spareColumns: number;
  readonly source: SeededCells | { readonly kind: "recording"; readonly address: string };
}

/** A market from a seed: which share of a column's rows is traded, and how many spikes there are in all. */
interface SeededCells {
  readonly kind: "seeded";
  readonly seed: number;
  readonly fill: number;
  readonly spikes: number;
}

/**
 * Cells as every library gets them: one byte each, already a shade of the same ramp of 256 colours, so that nobody pays for a scale and all pictures agree.
 */
export interface CellGrid {
  /** Columns there are at first. */
  readonly columns: number;
  readonly totalColumns: number;
  readonly rows: number;
  /** [totalColumns x rows] column-major, rows upwards; 0 is a cell without trade, {@link SPIKE_SHADE} one that must not be lost. */
  readonly shades: Uint8Array;
  /** [totalColumns] the rows that hold anything: from `lowRow` up to, and without, `endRow`. */
  readonly lowRow: Int32Array;
  readonly endRow: Int32Array;
  /** Flat pairs of column and row: the spikes among the first `columns`. */
  readonly spikes: Int32Array;
}

/** The ramp's last shade, which only spikes have. */
export const SPIKE_SHADE = 255;
/** The ramp's largest shade of an ordinary cell. */
const NOISE_SHADES = 160;
const MOST_ROWS_PER_STEP = 2;

/** Builds or fetches a grid. The same request gives the same grid in every page. */
export async function loadGrid(request: GridRequest): Promise<CellGrid> {
  const { columns, rows, source } = request;
  const totalColumns = columns + request.spareColumns;
  if (source.kind === "seeded") return index(columns, rows, seedShades(totalColumns, rows, columns, source));
  const answer = await fetch(source.address);
  const shades = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || shades.length !== totalColumns * rows) throw new Error(`the recording has ${shades.length} cells, expected ${totalColumns} x ${rows}`);
  return index(columns, rows, shades);
}

/** A band of `fill` of the rows that wanders up and down, every cell of it traded, and spikes in seeded places of the first `columns` columns. */
function seedShades(totalColumns: number, rows: number, columns: number, source: SeededCells): Uint8Array {
  const random = seededRandom(source.seed);
  const shades = new Uint8Array(totalColumns * rows);
  const height = Math.max(1, Math.round(rows * source.fill));
  const bands = new Int32Array(totalColumns);
  let low = (rows - height) >> 1;
  for (let column = 0; column < totalColumns; column++) {
    low += Math.floor(random() * (2 * MOST_ROWS_PER_STEP + 1)) - MOST_ROWS_PER_STEP;
    low = Math.max(0, Math.min(rows - height, low));
    bands[column] = low;
    const first = column * rows + low;
    for (let cell = first; cell < first + height; cell++) shades[cell] = 1 + Math.floor(NOISE_SHADES * random() ** 2);
  }
  for (let spike = 0; spike < source.spikes; spike++) {
    const column = Math.floor(random() * columns);
    shades[column * rows + bands[column] + Math.floor(random() * height)] = SPIKE_SHADE;
  }
  return shades;
}

function index(columns: number, rows: number, shades: Uint8Array): CellGrid {
  const totalColumns = shades.length / rows;
  const lowRow = new Int32Array(totalColumns);
  const endRow = new Int32Array(totalColumns);
  const spikes: number[] = [];
  for (let column = 0; column < totalColumns; column++) {
    let low = 0;
    let end = rows;
    while (end > 0 && shades[column * rows + end - 1] === 0) end--;
    while (low < end && shades[column * rows + low] === 0) low++;
    lowRow[column] = low;
    endRow[column] = end;
    for (let row = low; column < columns && row < end; row++) if (shades[column * rows + row] === SPIKE_SHADE) spikes.push(column, row);
  }
  return { columns, totalColumns, rows, shades, lowRow, endRow, spikes: Int32Array.from(spikes) };
}
