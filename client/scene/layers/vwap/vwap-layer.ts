import type { SessionRule } from "../../../../core/market/instrument.ts";
import { AnchorPeriods, type AnchorRule } from "../../../../core/orderflow/flow/anchor-periods.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { INCOMPLETE_OPACITY } from "../../incomplete-sum.ts";
import { imageColor } from "../../primitives/color.ts";
import { dashX, SOLID } from "../../primitives/quad-list.ts";
import { drawnStepSec, KeptSteps } from "../../row-steps.ts";
import type { VwapPicture } from "../../scene-studies.ts";
import { packVwapLine, type VwapLineStyle } from "./vwap-pack.ts";
import { VwapPoints } from "./vwap-points.ts";

const LINE_CSS_PX = 2;
/** Of the average where it is incomplete. */
const THIN_LINE_CSS_PX = 1;
/** How strong the bands are, from the inner to the outer; where the average is doubtful, everything is weaker. */
const BAND_OPACITIES = [0.75, 0.55, 0.42] as const;

/** The volume-weighted average price with its bands. */
export class VwapLayer implements Layer {
  readonly name = "vwap";
  readonly #lines = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#lines];
  readonly #window = new PackWindow();
  readonly #steps = new KeptSteps<VwapPoints>();
  #vwap: VwapPicture | null = null;
  #gaps: Float64Array | null = null;
  #periods: AnchorPeriods | null = null;
  #session: SessionRule | null = null;
  #reset: AnchorRule | null = null;

  prepare(frame: FrameContext): void {
    const { vwap } = frame.state.studies;
    const covered = this.#window.stillCovers(frame, false);
    if (covered && vwap === this.#vwap && frame.state.gaps === this.#gaps) return;
    this.#packLines(frame, vwap);
  }

  #packLines(frame: FrameContext, vwap: VwapPicture | null): void {
    const { gaps, theme, studies, instrument, session } = frame.state;
    this.#vwap = vwap;
    this.#gaps = gaps;
    this.#lines.clear();
    if (vwap === null || instrument === null) return;
    this.#lines.originSec = this.#window.originSec;
    this.#lines.originTicks = this.#window.originTicks;
    const { fromSec, toSec } = this.#window.window;
    const { barSec } = studies;
    const { series } = vwap;
    const periods = this.#periodsOf(vwap, session ?? instrument.session);
    const stepSec = drawnStepSec(barSec, frame.scale.pxPerSec, 1);
    const points = this.#steps.get(stepSec, [series, barSec, gaps, periods], () => new VwapPoints({ series, barSec, gaps, periods }, stepSec));
    points.update();
    const range = points.within(fromSec, toSec);
    const { hairlinePx } = frame;
    for (let band = vwap.bands.length - 1; band >= 0; band--) {
      if (!vwap.bands[band]) continue;
      const style: VwapLineStyle = {
        color: imageColor(theme.vwap, BAND_OPACITIES[band]),
        dim: imageColor(theme.vwap, BAND_OPACITIES[band] * INCOMPLETE_OPACITY),
        widthPx: hairlinePx,
        dimWidthPx: hairlinePx,
        dash: dashX((5 - band) * hairlinePx, (3 + band) * hairlinePx),
      };
      packVwapLine(this.#lines, points, range, band + 1, style);
      packVwapLine(this.#lines, points, range, -(band + 1), style);
    }
    const widthPx = LINE_CSS_PX * frame.layout.pixelRatio;
    packVwapLine(this.#lines, points, range, 0, { color: imageColor(theme.vwap), dim: imageColor(theme.vwap, INCOMPLETE_OPACITY), widthPx, dimWidthPx: THIN_LINE_CSS_PX * frame.layout.pixelRatio, dash: SOLID });
  }

  #periodsOf(vwap: VwapPicture, session: SessionRule): AnchorPeriods {
    if (this.#periods === null || session !== this.#session || !isSameRule(vwap.reset, this.#reset)) {
      this.#periods = new AnchorPeriods(vwap.reset, session);
      this.#session = session;
      this.#reset = vwap.reset;
    }
    return this.#periods;
  }
}

function isSameRule(a: AnchorRule, b: AnchorRule | null): boolean {
  if (typeof a === "string" || typeof b === "string" || b === null) return a === b;
  return a.hours === b.hours;
}
