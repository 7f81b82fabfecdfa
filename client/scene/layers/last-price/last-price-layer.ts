import { formatPrice } from "../../../../core/view/number-format.ts";
import { pixelOfTicks, pricePadPx, priceTagHeightPx, startOfCentred } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { PackWindow } from "../../pack-window.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { packPriceLine, packPriceTag } from "./last-price-pack.ts";

/** The last price: a dotted line across the plot, under the heat so that it strikes no number out, and a filled tag on the axis that never leaves it. */
export class LastPriceLayer implements Layer {
  readonly name = "last-price";
  readonly #line = new Batch("plot", "under", { x: "screen", y: "price" });
  /** The tag at its price, and the tag held at an edge of the axis. */
  readonly #tag = new Batch("priceAxis", "over", { x: "screen", y: "price" });
  readonly #edgeTag = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#line, this.#tag, this.#edgeTag];
  readonly #window = new PackWindow();
  #ticks: number | null = null;
  #direction = 0;
  /** Top of a tag that is held at an edge, null for one that moves with its price. */
  #edgeTop: number | null = null;

  prepare(frame: FrameContext): void {
    const { lastPriceTicks, lastDirection, instrument } = frame.state;
    const edgeTop = edgeTopOf(frame);
    const covered = this.#window.stillCovers(frame, true);
    if (covered && lastPriceTicks === this.#ticks && lastDirection === this.#direction && edgeTop === this.#edgeTop) return;
    this.#ticks = lastPriceTicks;
    this.#direction = lastDirection;
    this.#edgeTop = edgeTop;
    for (const batch of this.batches) {
      batch.clear();
      batch.originTicks = lastPriceTicks ?? 0;
    }
    if (lastPriceTicks === null || instrument === null) return;
    const { theme } = frame.state;
    const color = lastDirection > 0 ? theme.buy : lastDirection < 0 ? theme.sell : theme.muted;
    const heightPx = priceTagHeightPx(frame);
    packPriceLine(this.#line, frame.layout.plot.width, frame.hairlinePx, imageColor(color, 0.75));
    packPriceTag(edgeTop === null ? this.#tag : this.#edgeTag, edgeTop ?? -(heightPx >> 1), formatPrice(lastPriceTicks, instrument.tick), lastDirection, {
      fill: imageColor(color),
      text: imageColor(theme.onFill),
      face: frame.faces.labelBold,
      hairlinePx: frame.hairlinePx,
      padPx: pricePadPx(frame),
      axisWidthPx: frame.layout.priceAxis.width,
      heightPx,
    });
  }
}

function edgeTopOf(frame: FrameContext): number | null {
  const { lastPriceTicks } = frame.state;
  if (lastPriceTicks === null) return null;
  const heightPx = priceTagHeightPx(frame);
  const centre = pixelOfTicks(frame, lastPriceTicks);
  const top = startOfCentred(centre, heightPx, frame.layout.priceAxis.height);
  return top === centre - (heightPx >> 1) ? null : top;
}
