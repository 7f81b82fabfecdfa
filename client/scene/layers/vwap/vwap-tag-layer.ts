import type { ParsedInstrument } from "../../../../core/market/instrument.ts";
import type { ChartLayout } from "../../../../core/view/chart-layout.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { type PriceTag, pricePadPx, priceTagHeightPx, priceTagText, priceTags } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import { pushTagBox } from "../../primitives/tag.ts";
import { TagNames } from "../../tag-names.ts";

/** The newest VWAP on the price axis, beside the last price where both are close, and its name next to it. */
export class VwapTagLayer implements Layer {
  readonly name = "vwap-tag";
  readonly #tag = new Batch("priceAxis", "over", { x: "screen", y: "screen" });
  readonly #names = new TagNames();
  readonly batches = [this.#tag, ...this.#names.batches];
  #top: number | null = null;
  #text = "";
  #ticks = 0;
  #theme: Theme | null = null;
  #instrument: ParsedInstrument | null = null;
  #layout: ChartLayout | null = null;

  prepare(frame: FrameContext): void {
    const { theme, instrument } = frame.state;
    const tag = priceTags(frame).find(isAverage);
    const ticks = tag?.priceTicks ?? Number.NaN;
    const top = tag?.span?.from ?? null;
    const { layout } = frame;
    const text = isIncomplete(frame) ? "VWAP incomplete" : "VWAP";
    if (text === this.#text && top === this.#top && Object.is(ticks, this.#ticks) && theme === this.#theme && instrument === this.#instrument && layout === this.#layout) return;
    this.#top = top;
    this.#ticks = ticks;
    this.#theme = theme;
    this.#instrument = instrument;
    this.#layout = layout;
    this.#text = text;
    this.#tag.clear();
    this.#names.clear();
    if (tag === undefined || top === null || instrument === null) return;
    const { hairlinePx, faces } = frame;
    const height = priceTagHeightPx(frame);
    pushTagBox(this.#tag, 0, 0, { left: hairlinePx, top, width: layout.priceAxis.width - 2 * hairlinePx, height }, 2 * hairlinePx, imageColor(theme.vwap));
    const baseline = top + ((height + faces.labelBold.capHeightPx) >> 1);
    this.#tag.glyphs.pushText(faces.labelBold, priceTagText(tag, instrument), 0, 0, pricePadPx(frame), baseline, imageColor(theme.onFill));
    this.#names.push(frame, "VWAP", { from: top, to: top + height }, text);
  }
}

const isAverage = ({ name }: PriceTag): boolean => name === "VWAP";

/** A gap is missing in the newest average. */
function isIncomplete({ state: { studies } }: FrameContext): boolean {
  const series = studies.vwap?.series;
  return series !== undefined && series.length > 0 && series.columns.reliable[series.length - 1] === 0;
}
