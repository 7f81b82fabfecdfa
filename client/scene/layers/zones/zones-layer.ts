import type { ZoneEvent } from "../../../../core/orderflow/footprint/stacked-imbalance.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { SceneStudies } from "../../scene-studies.ts";
import { textWidthPx } from "../../primitives/glyph-face.ts";
import { type ZoneInk, packZones } from "./zones-pack.ts";
import { ZoneSpans } from "./zone-spans.ts";

const EDGE_CSS_PX = 2;
const PAD_CSS_PX = 3;
/** The average price has its name behind the newest second too; those of zones stand beside it. */
const VWAP_NAME = "VWAP";
const NONE: readonly ZoneEvent[] = [];

/** Stacked imbalances as zones: from their bar until price trades through them, they are too old, or the data end. */
export class ZonesLayer implements Layer {
  readonly name = "zones";
  readonly #bands = new Batch("plot", "over", { x: "time", y: "price" });
  readonly #names = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#bands, this.#names];
  readonly #window = new PackWindow();
  readonly #spans = new ZoneSpans();
  #studies: SceneStudies | null = null;
  #isEmpty = true;
  #liveSec = Number.NaN;
  #hasNumbers = false;

  prepare(frame: FrameContext): void {
    const { studies, liveEdge, cellNumbers } = frame.state;
    const events = liveEdge === null ? NONE : studies.zones;
    if (events.length === 0 && this.#isEmpty) return;
    const liveSec = liveEdge?.lastSec ?? Number.NaN;
    const hasNumbers = cellNumbers !== null;
    const isSame = studies === this.#studies && liveSec === this.#liveSec && hasNumbers === this.#hasNumbers;
    if (this.#window.stillCovers(frame, false) && isSame) return;
    this.#studies = studies;
    this.#isEmpty = events.length === 0;
    this.#liveSec = liveSec;
    this.#hasNumbers = hasNumbers;
    this.#pack(frame, events);
  }

  #pack(frame: FrameContext, events: readonly ZoneEvent[]): void {
    for (const batch of this.batches) {
      batch.clear();
      batch.originSec = this.#window.originSec;
      batch.originTicks = this.#window.originTicks;
    }
    const { theme, studies } = frame.state;
    const { pixelRatio } = frame.layout;
    const padPx = Math.round(PAD_CSS_PX * pixelRatio);
    const face = frame.faces.cellBold;
    packZones(this.#bands, this.#names, this.#spans.of(events), {
      window: this.#window.window,
      barSec: studies.barSec,
      liveSec: this.#liveSec,
      scale: frame.scale,
      edgePx: Math.max(frame.hairlinePx, Math.round(EDGE_CSS_PX * pixelRatio)),
      padPx,
      buy: inkOf(theme.buy),
      sell: inkOf(theme.sell),
      face,
      backing: imageColor(theme.background, 0.85),
      openNamePx: 2 * padPx + (studies.vwap === null ? 0 : textWidthPx(face, VWAP_NAME) + 4 * padPx),
      namesInside: !this.#hasNumbers,
    });
  }
}

function inkOf(color: number): ZoneInk {
  return {
    fill: imageColor(color, 0.16),
    edge: imageColor(color, 0.9),
    endedFill: imageColor(color, 0.08),
    endedEdge: imageColor(color, 0.4),
    text: imageColor(color),
  };
}
