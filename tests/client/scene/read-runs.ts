import type { PolylineList } from "../../../client/scene/primitives/polyline-list.ts";
import { RUN_COLOR, RUN_FIRST, RUN_STRIDE } from "../../../client/scene/primitives/polyline-runs.ts";

/** A run of a polyline list in words that a test can read. */
export interface PlainRun {
  readonly color: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The runs that have points. */
export function readRuns(list: PolylineList): PlainRun[] {
  return Array.from({ length: list.runCount }, (_, run) => {
    const at = run * RUN_STRIDE;
    const from = list.runWords[at + RUN_FIRST];
    const to = run + 1 < list.runCount ? list.runWords[at + RUN_STRIDE + RUN_FIRST] : list.pointCount;
    const points = Array.from({ length: to - from }, (_unused, index) => [list.points[(from + index) * 2], list.points[(from + index) * 2 + 1]] as const);
    return { color: list.runWords[at + RUN_COLOR], points };
  }).filter(({ points }) => points.length > 0);
}
