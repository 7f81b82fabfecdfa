import type { ImageColor } from "./color.ts";
import {
  type PolylineRuns,
  RUN_BASE,
  RUN_BELOW_COLOR,
  RUN_COLOR,
  RUN_DASH,
  RUN_FIRST,
  RUN_KIND,
  RUN_KINDS,
  RUN_STRIDE,
  RUN_WIDTH,
} from "./polyline-runs.ts";
import { PolylineSpans } from "./polyline-spans.ts";
import { type QuadPattern, SOLID } from "./quad-list.ts";

/** The look of a line. */
export interface PolylineLook {
  /** Its opacity counts once wherever the line bends, turns back or runs into itself within a pixel. */
  readonly color: ImageColor;
  /** Thickness in device pixels, 1 or more; a crisp line's is a whole number. */
  readonly widthPx: number;
  /** `dashX(shown, hidden)` of quad-list.ts. Dashes stand still in the market: neither panning nor new points move them. */
  readonly dash?: QuadPattern;
  /** Moves corners to whole pixels, without anti-aliasing: for lines of level stretches and steps, which are sharp then. */
  readonly crisp?: boolean;
}

/**
 * Lines through points, and areas between such a line and a level, in typed arrays. Points are in the batch's space and go from left to right within a run.
 *
 * A layer packs them when its data or the zoom changed, and touches nothing while panning:
 *
 *     batch.lines.beginArea(0, above, below);               // optional: the space between the points and y = 0
 *     for (...) batch.lines.push(sec - batch.originSec, value - batch.originValue);
 *     batch.lines.beginLine({ color, widthPx: 1.5 * pixelRatio, dash: dashX(4, 3) });
 *     for (...) batch.lines.push(...);                      // the same points, so that the line lies on its area
 *     batch.lines.breakRun();                               // a gap in the data: the next point is not joined to the last
 *
 * Runs are painted in the order they were begun, all of a batch's lines after its quads and before its glyphs. More points than pixels cost little: each
 * pixel column shows the whole range of its points. Points far outside of the view cost nothing but the search for the first visible one.
 */
export class PolylineList implements PolylineRuns {
  pointCount = 0;
  runCount = 0;
  /** Counts changes, so that a painter knows when to look again. */
  version = 0;
  points = new Float32Array(0);
  runWords = new Uint32Array(0);
  runFloats = new Float32Array(0);
  /** The pixels that the lines cover, for painters. */
  readonly spans = new PolylineSpans();

  /** Empties the list. */
  clear(): void {
    if (this.runCount === 0) return;
    this.pointCount = 0;
    this.runCount = 0;
    this.version++;
  }

  /** Begins a line. A run of one point is a dot. */
  beginLine(look: PolylineLook): void {
    const kind = look.crisp === true ? RUN_KINDS.crispLine : RUN_KINDS.line;
    const widthPx = Math.max(1, look.crisp === true ? Math.round(look.widthPx) : look.widthPx);
    this.#begin(kind, look.color, 0, look.dash ?? SOLID, widthPx, 0);
  }

  /** Begins an area between the points that follow and the level `baseY`: one colour for what lies above it on the screen, one for what lies below. */
  beginArea(baseY: number, above: ImageColor, below: ImageColor): void {
    this.#begin(RUN_KINDS.area, above, below, SOLID, 1, baseY);
  }

  /** Adds a point. Its x is not less than that of the point before. */
  push(x: number, y: number): void {
    if (this.pointCount * 2 + 2 > this.points.length) this.#growPoints();
    this.points[this.pointCount * 2] = x;
    this.points[this.pointCount * 2 + 1] = y;
    this.pointCount++;
    this.version++;
  }

  /** Ends the run and begins another one of the same look. */
  breakRun(): void {
    if (this.runCount === 0) return;
    const run = (this.runCount - 1) * RUN_STRIDE;
    if (this.runWords[run + RUN_FIRST] === this.pointCount) return;
    this.#growRuns();
    this.runWords.copyWithin(run + RUN_STRIDE, run, run + RUN_STRIDE);
    this.runWords[run + RUN_STRIDE + RUN_FIRST] = this.pointCount;
    this.runCount++;
  }

  #begin(kind: number, color: number, belowColor: number, dash: number, widthPx: number, base: number): void {
    this.#growRuns();
    const run = this.runCount * RUN_STRIDE;
    this.runWords[run + RUN_FIRST] = this.pointCount;
    this.runWords[run + RUN_KIND] = kind;
    this.runWords[run + RUN_COLOR] = color;
    this.runWords[run + RUN_BELOW_COLOR] = belowColor;
    this.runWords[run + RUN_DASH] = dash;
    this.runFloats[run + RUN_WIDTH] = widthPx;
    this.runFloats[run + RUN_BASE] = base;
    this.runCount++;
    this.version++;
  }

  #growPoints(): void {
    const points = new Float32Array(Math.max(256, this.points.length * 2));
    points.set(this.points);
    this.points = points;
  }

  #growRuns(): void {
    if ((this.runCount + 1) * RUN_STRIDE <= this.runWords.length) return;
    const words = new Uint32Array(Math.max(4 * RUN_STRIDE, this.runWords.length * 2));
    words.set(this.runWords);
    this.runWords = words;
    this.runFloats = new Float32Array(words.buffer);
  }
}
