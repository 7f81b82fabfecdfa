import { formatPrice } from "../../core/view/number-format.ts";
import { lastPriceSpan, type PriceTag, priceTagText, priceTags } from "./axis-tags.ts";
import type { FrameContext } from "./frame-context.ts";
import { formatPaneValue, lastPaneValue, lastValueSpan } from "./pane-value.ts";
import type { TagSpan } from "./place-tags.ts";

/** A tag as it stands on an axis. */
export interface ShownTag extends TagSpan {
  readonly axis: "price" | "value";
  readonly name: "last" | "CVD" | PriceTag["name"];
  readonly text: string;
}

/** The tags of the market on both axes as a frame shows them, those of the crosshair left out. */
export function shownTags(frame: FrameContext): readonly ShownTag[] {
  const { instrument, lastPriceTicks } = frame.state;
  if (instrument === null) return [];
  const tags: ShownTag[] = [];
  const last = lastPriceSpan(frame);
  if (last !== null && lastPriceTicks !== null) tags.push({ axis: "price", name: "last", text: formatPrice(lastPriceTicks, instrument.tick), ...last });
  for (const tag of priceTags(frame)) {
    if (tag.span !== null) tags.push({ axis: "price", name: tag.name, text: priceTagText(tag, instrument), ...tag.span });
  }
  const value = lastPaneValue(frame);
  const valueSpan = lastValueSpan(frame);
  if (value !== null && valueSpan !== null) tags.push({ axis: "value", name: "CVD", text: formatPaneValue(value, instrument.lot), ...valueSpan });
  return tags;
}
