/** Words per run: first point, kind, colour, colour below the base, dash; then two floats: width, base. */
export const RUN_STRIDE = 8;
export const RUN_FIRST = 0;
export const RUN_KIND = 1;
export const RUN_COLOR = 2;
export const RUN_BELOW_COLOR = 3;
export const RUN_DASH = 4;
export const RUN_WIDTH = 5;
export const RUN_BASE = 6;

/** What the points of a run bound. */
export const RUN_KINDS = { line: 0, crispLine: 1, area: 2 } as const;

/** The content of a polyline list. A run's points end where those of the next begin. */
export interface PolylineRuns {
  readonly pointCount: number;
  readonly runCount: number;
  readonly version: number;
  /** [pointCount x 2] x, y in the batch's space. */
  readonly points: Float32Array;
  /** [runCount x RUN_STRIDE] the runs, and the same memory as floats. */
  readonly runWords: Uint32Array;
  readonly runFloats: Float32Array;
}
