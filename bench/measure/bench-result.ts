/** One figure of a bench, over all its measured steps. */
export interface BenchRow {
  readonly name: string;
  /** Null: what was to be measured failed. */
  readonly median: number | null;
  /** Null, like `mad`, where the bench knows the median alone. */
  readonly p95: number | null;
  /** Median of the absolute deviations from the median: how far single steps lie apart. */
  readonly mad: number | null;
  /** Of `median`, `p95` and `mad`. */
  readonly unit: string;
  /** The median as a multiple of the lower bound's, measured in turns with it; null for a figure without one. */
  readonly ratio: number | null;
  /** Median of the lower bound in those turns, of `unit`: what `median` is `ratio` times. Left out where the bound has a row of its own that was measured once for all. */
  readonly bound?: number;
  /** `true`: `ratio` is a lower bound, because its divisor is below what the clock can tell. */
  readonly isAtLeast?: boolean;
  /** What `ratio` (or, where there is none, `median`) may be at most; null: for information. */
  readonly target: number | null;
}

/** A row whose figure is there. */
export type MeasuredRow = BenchRow & { readonly median: number };

/** What one bench found, as it stands in its JSON file. */
export interface BenchResult {
  readonly name: string;
  /** A sentence: what is measured, against what. */
  readonly title: string;
  readonly rows: readonly BenchRow[];
  /** What does not fit into rows of times. */
  readonly tables?: readonly FigureTable[];
  /** Sentences about what has no figure. */
  readonly notes?: readonly string[];
}

/** A table of its own kind. */
export interface FigureTable {
  readonly title: string;
  /** One for each column; the first ones name the row. */
  readonly head: readonly string[];
  /** Text names something, numbers are figures, null is what nobody knows. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}
