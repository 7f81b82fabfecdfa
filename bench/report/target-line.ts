/** One target beside its measured figure. */
export interface TargetLine {
  readonly bench: string;
  readonly what: string;
  /** `<= 3x`, `>= 58`: relation, figure, unit. */
  readonly target: string;
  /** Null: the bench got no figure, so the target is missed. */
  readonly measured: number | null;
  /** `true`: `measured` is a lower bound of the true figure. */
  readonly isAtLeast?: boolean;
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
  /** Name of the row that says what the least such work takes: told beside the target. */
  readonly leastRow?: string;
}
