import type { BarFootprint } from "../core/orderflow/footprint/bar-footprint.ts";
import type { ImbalanceParameters } from "../core/orderflow/footprint/diagonal-imbalance.ts";

/** A bar by a second of it, and by what its rows are compared with. Its length is the parameters' timeframe. */
export interface BarFootprintQuery extends ImbalanceParameters {
  readonly symbol: string;
  readonly timeSec: number;
  /** Nothing from this second on is read, as on a paused picture; null or absent: all there is. */
  readonly untilSec?: number | null;
}

/** What the engine holds of one bar. */
export interface BarFootprintReading {
  readonly symbol: string;
  readonly startSec: number;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** Starts of the nearest bars with trades; null where none is held. */
  readonly previousSec: number | null;
  readonly nextSec: number | null;
  /** The bar's seconds touch a gap, or are not all closed yet. */
  readonly gap: boolean;
  readonly forming: boolean;
  /** The second before which it was read; null: without such an end. */
  readonly untilSec: number | null;
  /** Null without a trade. */
  readonly bar: BarFootprint | null;
}
