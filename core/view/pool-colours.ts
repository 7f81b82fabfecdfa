import { type CellPool, HEADER_COUNT, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import { shadeCells } from "./heat-shade.ts";
import { type HeatStyle, rampScale } from "./heat-style.ts";

const NOTHING: Int32Array = new Int32Array(0);

/**
 * The colours of a pool's cells under a style, worked out column by column when first looked at and kept until the column or the style changes: panning and
 * zooming then only copy pixels. A pool without column versions is worked out anew for every frame. Takes as much memory as the cells looked at.
 */
export class PoolColours {
  #pool: CellPool | null = null;
  #style: HeatStyle | null = null;
  #emptyColour = 0;
  #unsignedCells: Uint32Array | null = null;
  /** The pool's cells and the style's palette as signed integers: the same memory. */
  #cells = NOTHING;
  #palette = NOTHING;
  #colours = NOTHING;
  /** [columns] version of the column's cells whose colours are known; 0: none. */
  #known = NOTHING;

  /** [cells] a colour for every cell of the columns shaded; as long as the pool's cells or longer. Replaced by {@link begin} when the pool grows. */
  get colours(): Int32Array {
    return this.#colours;
  }

  /**
   * Turns to a pool and a style; forgets what is known of others.
   * @param emptyColour colour of a cell without trade.
   * @returns `true` when cells have other colours than they had before.
   */
  begin(pool: CellPool, style: HeatStyle, emptyColour: number): boolean {
    const { cells, columnVersions } = pool;
    const areSame = pool === this.#pool && emptyColour === this.#emptyColour && this.#style !== null && sameColours(this.#style, style);
    let keeps = areSame;
    if (cells !== this.#unsignedCells) {
      this.#unsignedCells = cells;
      this.#cells = signed(cells);
    }
    if (cells.length > this.#colours.length) {
      this.#colours = new Int32Array(cells.length);
      keeps = false;
    }
    if (columnVersions !== undefined && columnVersions.length > this.#known.length) {
      this.#known = new Int32Array(columnVersions.length);
      keeps = false;
    }
    if (style.palette !== this.#style?.palette) this.#palette = signed(style.palette);
    this.#pool = pool;
    this.#style = style;
    this.#emptyColour = emptyColour;
    if (!keeps) this.#known.fill(0);
    return !areSame;
  }

  /** Makes sure that the colours of a column are known. */
  shade(column: number): void {
    const pool = this.#pool;
    const style = this.#style;
    if (pool === null || style === null) return;
    const { columnVersions } = pool;
    if (columnVersions !== undefined) {
      const version = columnVersions[column];
      if (version === this.#known[column]) return;
      this.#known[column] = version;
    }
    const header = column * HEADER_STRIDE;
    const offset = pool.headers[header + HEADER_OFFSET];
    const scale = rampScale(style.lowCode, style.perColumn ? pool.headers[header + HEADER_MAX_CODE] : style.highCode);
    const end = offset + pool.headers[header + HEADER_COUNT];
    shadeCells(this.#cells, this.#colours, offset, end, style.formula, style.lowCode, scale, this.#palette, this.#emptyColour);
  }
}

function sameColours(a: HeatStyle, b: HeatStyle): boolean {
  return (
    a === b ||
    (a.formula === b.formula &&
      a.lowCode === b.lowCode &&
      a.highCode === b.highCode &&
      a.perColumn === b.perColumn &&
      a.palette === b.palette)
  );
}

function signed(values: Uint32Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length);
}
