import { INCOMPLETE_OPACITY } from "../../incomplete-sum.ts";
import { imageColor } from "../../primitives/color.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { drawnStepSec, KeptSteps } from "../../row-steps.ts";
import type { CvdPicture } from "../../scene-studies.ts";
import { CvdBars } from "./cvd-bars.ts";
import { type CvdInk, type CvdStyle, packCvdCandles, packCvdLine } from "./cvd-pack.ts";

const LINE_CSS_PX = 1.5;
/** Candles are joined as long as they stay narrower than this. */
const CANDLE_CSS_PX = 6;
const BODY_SHARE = 0.7;
const MOST_BODY_CSS_PX = 13;
const AREA_OPACITY = 0.13;
/** Of the line where the sum is incomplete. */
const THIN_LINE_CSS_PX = 1;

/** The running delta in the pane below the plot, as a line with its area or as candles. */
export class CvdLayer implements Layer {
  readonly name = "cvd";
  readonly #batch = new Batch("pane", "over", { x: "time", y: "value" });
  readonly batches = [this.#batch];
  readonly #window = new PackWindow("time");
  readonly #steps = new KeptSteps<CvdBars>();
  #cvd: CvdPicture | null = null;
  #gaps: Float64Array | null = null;
  #isEmpty = true;

  prepare(frame: FrameContext): void {
    const { cvd, barSec } = frame.state.studies;
    const { gaps } = frame.state;
    const isShown = cvd !== null && frame.pane.heightPx > 0;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && cvd === this.#cvd && gaps === this.#gaps && this.#isEmpty === !isShown) return;
    this.#cvd = cvd;
    this.#gaps = gaps;
    this.#isEmpty = !isShown;
    this.#batch.clear();
    if (cvd === null || !isShown) return;
    const { fromSec, toSec } = this.#window.window;
    this.#batch.originSec = this.#window.originSec;
    this.#batch.originValue = Math.round(frame.pane.lowValue + frame.pane.heightPx / frame.pane.pxPerUnit / 2);
    const stepSec = drawnStepSec(barSec, frame.scale.pxPerSec, cvd.style === "candles" ? CANDLE_CSS_PX * frame.layout.pixelRatio : 1);
    const bars = this.#steps.get(stepSec, [cvd.series, barSec, gaps], () => new CvdBars(cvd.series, barSec, stepSec, gaps));
    bars.update();
    const range = bars.within(fromSec, toSec);
    const style = styleOf(frame, stepSec * frame.scale.pxPerSec);
    if (cvd.style === "candles") packCvdCandles(this.#batch, bars, range, style);
    else packCvdLine(this.#batch, bars, range, style);
  }
}

function styleOf(frame: FrameContext, barPx: number): CvdStyle {
  const { theme } = frame.state;
  const { pixelRatio } = frame.layout;
  return {
    above: inkOf(theme.buy),
    below: inkOf(theme.sell),
    linePx: LINE_CSS_PX * pixelRatio,
    dimLinePx: THIN_LINE_CSS_PX * pixelRatio,
    hairlinePx: frame.hairlinePx,
    bodyPx: Math.max(frame.hairlinePx, Math.round(Math.min(barPx * BODY_SHARE, MOST_BODY_CSS_PX * pixelRatio))),
  };
}

function inkOf(color: number): CvdInk {
  return { line: imageColor(color), dim: imageColor(color, INCOMPLETE_OPACITY), area: imageColor(color, AREA_OPACITY) };
}
