import type { Theme } from "../../../../core/view/theme.ts";
import { firstRowFrom } from "../../../../core/view/time-rows.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { type GlyphFaces, textWidthPx } from "../../primitives/glyph-face.ts";
import type { VwapPicture } from "../../scene-studies.ts";
import { bandNamesShown, packBandNames } from "./vwap-pack.ts";

const LABEL_PAD_CSS_PX = 6;
/** What the names of the tags take at the plot's right edge. */
const TAG_NAMES_CSS_PX = 42;
const WIDEST_NAME = "+1σ";
const NO_BANDS = [false, false, false] as const;

/** The names of the average's bands at their right end, over cells and their numbers. */
export class VwapNamesLayer implements Layer {
  readonly name = "vwap-names";
  /** Names behind the newest bar, and names held at the plot's right edge. */
  readonly #names = new Batch("plot", "over", { x: "time", y: "price" });
  readonly #edgeNames = new Batch("plot", "over", { x: "screen", y: "price" });
  readonly batches = [this.#names, this.#edgeNames];
  #vwap: VwapPicture | null = null;
  #theme: Theme | null = null;
  #faces: GlyphFaces | null = null;
  #labelledRow = -1;
  #isAtEdge = false;
  #namesShown = 0;
  #lowTicks = Number.NaN;
  #scale: PixelScale | null = null;

  prepare(frame: FrameContext): void {
    const { view, scale, layout, faces } = frame;
    const { theme, studies } = frame.state;
    const { vwap, barSec } = studies;
    if (vwap === null && this.#vwap === null) return;
    const { timeSec, vwapTicks, sigmaTicks } = vwap?.series.columns ?? NO_COLUMNS;
    const row = vwap === null ? -1 : firstRowFrom(timeSec, vwap.series.length, view.toSec) - 1;
    const padPx = Math.round(LABEL_PAD_CSS_PX * layout.pixelRatio);
    const endPx = row < 0 ? 0 : (timeSec[row] + barSec - view.fromSec) * scale.pxPerSec;
    const edgePx = layout.plot.width - Math.round(TAG_NAMES_CSS_PX * layout.pixelRatio);
    const isAtEdge = endPx + 2 * padPx + textWidthPx(faces.cellBold, WIDEST_NAME) > edgePx;
    const isSame = vwap === this.#vwap && theme === this.#theme && faces === this.#faces && row === this.#labelledRow && scale === this.#scale && isAtEdge === this.#isAtEdge;
    if (isSame && view.lowTicks === this.#lowTicks) return;
    this.#lowTicks = view.lowTicks;
    const vwapPx = row < 0 ? 0 : scale.plotHeightPx - (vwapTicks[row] - view.lowTicks) * scale.pxPerTick;
    const place = { vwapPx, plotHeightPx: scale.plotHeightPx, pxPerTick: scale.pxPerTick, sigmaTicks: row < 0 ? Number.NaN : sigmaTicks[row], bands: vwap?.bands ?? NO_BANDS, face: faces.cellBold };
    const namesShown = bandNamesShown(place);
    if (isSame && namesShown === this.#namesShown) return;
    this.#vwap = vwap;
    this.#theme = theme;
    this.#faces = faces;
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
      text: imageColor(theme.vwap, 0.9),
      ground: imageColor(theme.background, 0.85),
      groundPadPx: 2 * frame.hairlinePx,
    });
  }
}

const NONE = new Float64Array(0);
const NO_COLUMNS = { timeSec: NONE, vwapTicks: NONE, sigmaTicks: NONE };
