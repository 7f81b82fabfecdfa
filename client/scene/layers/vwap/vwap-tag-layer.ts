import type { ParsedInstrument } from "../../../../core/market/instrument.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { formatPrice } from "../../../../core/view/number-format.ts";
import { crosshairPriceSpan, lastPriceSpan, pixelOfTicks, pricePadPx, priceTagHeightPx, type TagSpan } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";

/** The newest VWAP on the price axis, where neither the last price nor the crosshair needs the place. */
export class VwapTagLayer implements Layer {
  readonly name = "vwap-tag";
  readonly #tag = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#tag];
  #top: number | null = null;
  #ticks = 0;
  #theme: Theme | null = null;
  #instrument: ParsedInstrument | null = null;
  #widthPx = 0;

  prepare(frame: FrameContext): void {
    const { theme, instrument, studies } = frame.state;
    const series = studies.vwap?.series;
    const ticks = series === undefined || series.length === 0 ? Number.NaN : Math.round(series.columns.vwapTicks[series.length - 1]);
    const top = topOf(frame, ticks);
    const widthPx = frame.layout.priceAxis.width;
    if (top === this.#top && Object.is(ticks, this.#ticks) && theme === this.#theme && instrument === this.#instrument && widthPx === this.#widthPx) return;
    this.#top = top;
    this.#ticks = ticks;
    this.#theme = theme;
    this.#instrument = instrument;
    this.#widthPx = widthPx;
    this.#tag.clear();
    if (top === null || instrument === null) return;
    const { hairlinePx, faces } = frame;
    const height = priceTagHeightPx(frame);
    pushTagBox(this.#tag, 0, 0, { left: hairlinePx, top, width: widthPx - 2 * hairlinePx, height }, 2 * hairlinePx, imageColor(theme.vwap));
    const baseline = top + ((height + faces.labelBold.capHeightPx) >> 1);
    this.#tag.glyphs.pushText(faces.labelBold, formatPrice(ticks, instrument.tick), 0, 0, pricePadPx(frame), baseline, imageColor(theme.onFill));
  }
}

/** Top of the tag; null where the average is not on the axis or its place is taken. */
function topOf(frame: FrameContext, ticks: number): number | null {
  if (Number.isNaN(ticks)) return null;
  const height = priceTagHeightPx(frame);
  const top = pixelOfTicks(frame, ticks) - (height >> 1);
  const isTaken = top < 0 || top + height > frame.layout.priceAxis.height || meets(lastPriceSpan(frame), top, height) || meets(crosshairPriceSpan(frame), top, height);
  return isTaken ? null : top;
}

function meets(span: TagSpan | null, top: number, height: number): boolean {
  return span !== null && span.from < top + height && span.to > top;
}
