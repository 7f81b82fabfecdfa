import type { SessionRule } from "../../../../core/market/instrument.ts";
import { AnchorPeriods, type AnchorRule } from "../../../../core/orderflow/flow/anchor-periods.ts";
import { firstRowFrom } from "../../../../core/view/time-rows.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { INCOMPLETE_OPACITY } from "../../incomplete-sum.ts";
import { imageColor } from "../../primitives/color.ts";
import { textWidthPx } from "../../primitives/glyph-face.ts";
import { dashX, SOLID } from "../../primitives/quad-list.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import type { VwapPicture } from "../../scene-studies.ts";
import { bandNamesShown, packBandNames, packVwapLine, type VwapLineStyle } from "./vwap-pack.ts";
import { VwapPoints } from "./vwap-points.ts";

const LINE_CSS_PX = 2;
/** Of the average where it is incomplete. */
const THIN_LINE_CSS_PX = 1;
const LABEL_PAD_CSS_PX = 6;
/** What the names of the tags take at the plot's right edge. */
const TAG_NAMES_CSS_PX = 42;
const WIDEST_NAME = "+1σ";
const NO_BANDS = [false, false, false] as const;
/** How strong the bands are, from the inner to the outer; where the average is doubtful, everything is weaker. */
const BAND_OPACITIES = [0.75, 0.55, 0.42] as const;

/** The volume-weighted average price with its bands, and the bands' names at the right end. */
export class VwapLayer implements Layer {
  readonly name = "vwap";
  readonly #lines = new Batch("plot", "over", { x: "time", y: "price" });
  /** Names behind the newest bar, and names held at the plot's right edge. */
  readonly #names = new Batch("plot", "over", { x: "time", y: "price" });
  readonly #edgeNames = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly batches = [this.#lines, this.#names, this.#edgeNames];
  readonly #window = new PackWindow();
  readonly #points = new VwapPoints();
  #vwap: VwapPicture | null = null;
  #gaps: Float64Array | null = null;
  #periods: AnchorPeriods | null = null;
  #session: SessionRule | null = null;
  #reset: AnchorRule | null = null;
  #labelledRow = -1;
  #isAtEdge = false;
  #namesShown = 0;
  #scale: PixelScale | null = null;

  prepare(frame: FrameContext): void {
    const { vwap } = frame.state.studies;
    const covered = this.#window.stillCovers(frame, false);
    const isSame = covered && vwap === this.#vwap && frame.state.gaps === this.#gaps;
    if (!isSame) this.#packLines(frame, vwap);
    this.#prepareNames(frame, vwap, isSame);
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
    const drawnSec = barSec * Math.max(1, Math.floor(1 / (barSec * frame.scale.pxPerSec)));
    this.#points.read(vwap.series, { fromSec, toSec, barSec, drawnSec, gaps, periods: this.#periodsOf(vwap, session ?? instrument.session) });
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
      packVwapLine(this.#lines, this.#points, band + 1, style);
      packVwapLine(this.#lines, this.#points, -(band + 1), style);
    }
    const widthPx = LINE_CSS_PX * frame.layout.pixelRatio;
    packVwapLine(this.#lines, this.#points, 0, { color: imageColor(theme.vwap), dim: imageColor(theme.vwap, INCOMPLETE_OPACITY), widthPx, dimWidthPx: THIN_LINE_CSS_PX * frame.layout.pixelRatio, dash: SOLID });
  }

  #prepareNames(frame: FrameContext, vwap: VwapPicture | null, isSame: boolean): void {
    const { view, scale, layout, faces } = frame;
    const { timeSec, vwapTicks, sigmaTicks } = vwap?.series.columns ?? NO_COLUMNS;
    const { barSec } = frame.state.studies;
    const row = vwap === null ? -1 : firstRowFrom(timeSec, vwap.series.length, view.toSec) - 1;
    const padPx = Math.round(LABEL_PAD_CSS_PX * layout.pixelRatio);
    const endPx = row < 0 ? 0 : (timeSec[row] + barSec - view.fromSec) * scale.pxPerSec;
    const edgePx = layout.plot.width - Math.round(TAG_NAMES_CSS_PX * layout.pixelRatio);
    const isAtEdge = endPx + 2 * padPx + textWidthPx(faces.cellBold, WIDEST_NAME) > edgePx;
    const vwapPx = row < 0 ? 0 : scale.plotHeightPx - (vwapTicks[row] - view.lowTicks) * scale.pxPerTick;
    const place = { vwapPx, plotHeightPx: scale.plotHeightPx, pxPerTick: scale.pxPerTick, sigmaTicks: row < 0 ? Number.NaN : sigmaTicks[row], bands: vwap?.bands ?? NO_BANDS, face: faces.cellBold };
    const namesShown = bandNamesShown(place);
    if (isSame && row === this.#labelledRow && isAtEdge === this.#isAtEdge && namesShown === this.#namesShown && scale === this.#scale) return;
    this.#labelledRow = row;
    this.#isAtEdge = isAtEdge;
    this.#namesShown = namesShown;
    this.#scale = scale;
    this.#names.clear();
    this.#edgeNames.clear();
    if (vwap === null || row < 0 || endPx < 0 || Number.isNaN(vwapTicks[row])) return;
    const batch = isAtEdge ? this.#edgeNames : this.#names;
    batch.originSec = timeSec[row];
    batch.originTicks = Math.round(vwapTicks[row]);
    packBandNames(batch, {
      ...place,
      x: isAtEdge ? edgePx : barSec,
      dx: isAtEdge ? -padPx : padPx,
      isRightAligned: isAtEdge,
      vwapTicks: vwapTicks[row],
      text: imageColor(frame.state.theme.vwap, 0.9),
    });
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

const NONE = new Float64Array(0);
const NO_COLUMNS = { timeSec: NONE, vwapTicks: NONE, sigmaTicks: NONE };

function isSameRule(a: AnchorRule, b: AnchorRule | null): boolean {
  if (typeof a === "string" || typeof b === "string" || b === null) return a === b;
  return a.hours === b.hours;
}
