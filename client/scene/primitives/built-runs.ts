import { type PolylineRuns, RUN_BASE, RUN_FIRST, RUN_KIND, RUN_STRIDE } from "./polyline-runs.ts";
import { firstSpanFrom, SPAN_STRIDE } from "./span-words.ts";

/** The runs that spans were built from, and those spans: what has not changed of a run is copied instead of built again. */
export class BuiltRuns {
  #runCount = 0;
  #pointCount = 0;
  #runWords = new Uint32Array(0);
  #points = new Float32Array(0);
  /** [runs + 1] first span of each run. */
  #firstSpan: Int32Array = new Int32Array(0);
  #spans: Int32Array = new Int32Array(0);

  forget(): void {
    this.#runCount = 0;
  }

  /** How many points of a list's run, from its first one on, are those that were built; 0 where its look is another. */
  equalPoints(list: PolylineRuns, run: number): number {
    if (run >= this.#runCount) return 0;
    const at = run * RUN_STRIDE;
    for (let word = at + RUN_KIND; word <= at + RUN_BASE; word++) if (list.runWords[word] !== this.#runWords[word]) return 0;
    const from = list.runWords[at + RUN_FIRST];
    const known = this.#runWords[at + RUN_FIRST];
    const most = Math.min(endOfRun(list.runWords, list.runCount, list.pointCount, run) - from, this.#endOf(run) - known);
    const { points } = list;
    for (let word = 0; word < most * 2; word++) if (points[from * 2 + word] !== this.#points[known * 2 + word]) return word >> 1;
    return most;
  }

  /** Points of a run when it was built. */
  pointsOf(run: number): number {
    return this.#endOf(run) - this.#runWords[run * RUN_STRIDE + RUN_FIRST];
  }

  /** The words of a run's spans left of a pixel column. */
  spansLeftOf(run: number, column: number): Int32Array {
    const from = this.#firstSpan[run];
    const to = firstSpanFrom(this.#spans, from, this.#firstSpan[run + 1], column);
    return this.#spans.subarray(from * SPAN_STRIDE, to * SPAN_STRIDE);
  }

  /** Remembers what was built. Takes the spans over. @returns memory for those of the next time. */
  remember(list: PolylineRuns, firstSpan: Int32Array, spans: Int32Array): { readonly firstSpan: Int32Array; readonly spans: Int32Array } {
    const free = { firstSpan: this.#firstSpan, spans: this.#spans };
    if (this.#points.length < list.pointCount * 2) this.#points = new Float32Array(list.points.length);
    if (this.#runWords.length < list.runCount * RUN_STRIDE) this.#runWords = new Uint32Array(list.runWords.length);
    this.#points.set(list.points.subarray(0, list.pointCount * 2));
    this.#runWords.set(list.runWords.subarray(0, list.runCount * RUN_STRIDE));
    this.#pointCount = list.pointCount;
    this.#runCount = list.runCount;
    this.#firstSpan = firstSpan;
    this.#spans = spans;
    return free;
  }

  #endOf(run: number): number {
    return endOfRun(this.#runWords, this.#runCount, this.#pointCount, run);
  }
}

/** The point behind a run's last one. */
export function endOfRun(runWords: Uint32Array, runCount: number, pointCount: number, run: number): number {
  return run + 1 < runCount ? runWords[(run + 1) * RUN_STRIDE + RUN_FIRST] : pointCount;
}
