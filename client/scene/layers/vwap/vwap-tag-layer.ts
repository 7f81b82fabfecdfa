import type { ParsedInstrument } from "../../../../core/market/instrument.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { pricePadPx, priceTagHeightPx, priceTagText, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";

/** The newest VWAP on the price axis, beside the last price where both are close. */
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
    const { theme, instrument } = frame.state;
    const tag = priceTags(frame).find(({ name }) => name === "VWAP");
    const ticks = tag?.priceTicks ?? Number.NaN;
    const top = tag?.span?.from ?? null;
    const widthPx = frame.layout.priceAxis.width;
    if (top === this.#top && Object.is(ticks, this.#ticks) && theme === this.#theme && instrument === this.#instrument && widthPx === this.#widthPx) return;
    this.#top = top;
    this.#ticks = ticks;
    this.#theme = theme;
    this.#instrument = instrument;
    this.#widthPx = widthPx;
    this.#tag.clear();
    if (tag === undefined || top === null || instrument === null) return;
    const { hairlinePx, faces } = frame;
    const height = priceTagHeightPx(frame);
    pushTagBox(this.#tag, 0, 0, { left: hairlinePx, top, width: widthPx - 2 * hairlinePx, height }, 2 * hairlinePx, imageColor(theme.vwap));
    const baseline = top + ((height + faces.labelBold.capHeightPx) >> 1);
    this.#tag.glyphs.pushText(faces.labelBold, priceTagText(tag, instrument), 0, 0, pricePadPx(frame), baseline, imageColor(theme.onFill));
  }
}
