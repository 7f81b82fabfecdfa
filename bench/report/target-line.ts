/** One target beside its measured figure. */
export interface TargetLine {
  readonly bench: string;
  readonly what: string;
  /** `<= 3x`, `>= 58`: relation, figure, unit. */
  readonly target: string;
  readonly measured: number;
  readonly unit: string;
  readonly holds: boolean;
  /** A breach fails `npm run bench`; others are reported, because they say something about the machine as well. */
  readonly isGate: boolean;
}

/** A target for a median that no run on another machine can be held to. */
export interface Goal {
  readonly what: string;
  readonly bench: string;
  /** Name of the row that is measured for it. */
  readonly row: string;
  readonly most: number;
  readonly unit: string;
}
