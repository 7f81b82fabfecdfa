/** The new content of some columns and cells of a pool, as sent from the thread that packs it. */
export interface PoolRanges {
  readonly reset: boolean;
  readonly firstColumn: number;
  readonly columnCount: number;
  readonly cellCount: number;
  readonly columnStart: number;
  readonly headers: Int32Array;
  readonly candles: Int32Array;
  readonly cellStart: number;
  readonly cells: Uint32Array;
  readonly complete: boolean;
}
