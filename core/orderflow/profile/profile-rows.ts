const MIN_ROWS = 64;

/** Which volume of a row counts. */
export type RowVolume = "total" | "bid" | "ask";

/**
 * The traded rows of a profile or of bar after bar, ascending by price within each, as columns read up to `length`. A row that was not traded has no entry; between the
 * first and the last it counts as a row of volume 0 wherever a rule counts rows.
 */
export class ProfileRows {
  /** Row height. Row `r` holds the ticks `r * ticksPerRow .. (r + 1) * ticksPerRow - 1`; its price is that of its lowest tick. */
  readonly ticksPerRow: number;
  length = 0;
  /** [rows] row index, `floorDiv(priceTicks, ticksPerRow)`. Columns are replaced as they grow. */
  row: Int32Array = new Int32Array(MIN_ROWS);
  bidLots: Float64Array = new Float64Array(MIN_ROWS);
  askLots: Float64Array = new Float64Array(MIN_ROWS);
  /** [rows] number of trades. */
  trades: Float64Array = new Float64Array(MIN_ROWS);

  constructor(ticksPerRow: number) {
    this.ticksPerRow = ticksPerRow;
  }

  /** Forgets all rows; keeps the room. */
  clear(): void {
    this.length = 0;
  }

  /** Adds a row at the end: within a profile or bar above the one before. */
  push(row: number, bidLots: number, askLots: number, trades: number): void {
    if (this.length === this.row.length) this.reserve(1);
    const at = this.length++;
    this.row[at] = row;
    this.bidLots[at] = bidLots;
    this.askLots[at] = askLots;
    this.trades[at] = trades;
  }

  /** Adds all rows of another of the same height. */
  append({ row, bidLots, askLots, trades, length }: ProfileRows): void {
    this.reserve(length);
    for (let from = 0, at = this.length; from < length; from++, at++) {
      this.row[at] = row[from];
      this.bidLots[at] = bidLots[from];
      this.askLots[at] = askLots[from];
      this.trades[at] = trades[from];
    }
    this.length += length;
  }

  /** Makes room for `count` more rows, which may then be written to the columns; `length` is to be set after that. */
  reserve(count: number): void {
    if (this.length + count <= this.row.length) return;
    const capacity = Math.max(this.row.length * 2, this.length + count);
    const row = new Int32Array(capacity);
    row.set(this.row);
    this.row = row;
    this.bidLots = larger(this.bidLots, capacity);
    this.askLots = larger(this.askLots, capacity);
    this.trades = larger(this.trades, capacity);
  }

  /** Lots of entry `at`. */
  volumeAt(at: number, volume: RowVolume = "total"): number {
    if (volume === "total") return this.bidLots[at] + this.askLots[at];
    return volume === "bid" ? this.bidLots[at] : this.askLots[at];
  }
}

function larger(column: Float64Array, capacity: number): Float64Array {
  const copy = new Float64Array(capacity);
  copy.set(column);
  return copy;
}
