import type { ParsedInstrument } from "../../core/market/instrument.ts";
import type { ChartLayout } from "../../core/view/chart-layout.ts";
import { formatPrice } from "../../core/view/number-format.ts";
import { cellOfPixel } from "../../core/view/pool-camera.ts";
import { formatCrosshairTime } from "./crosshair-time.ts";
import type { FrameContext } from "./frame-context.ts";
import { placeTags, spansMeet, type TagSpan } from "./place-tags.ts";
import { type ProfileLevel, profileLevels } from "./profile-levels.ts";
import type { PixelScale } from "./pixel-grid.ts";
import { ROUNDING_BIAS } from "./primitives/pixel-transform.ts";
import { type GlyphFaces, textWidthPx } from "./primitives/glyph-face.ts";
import type { SceneState } from "./scene-state.ts";
import type { ProfilePicture } from "./scene-studies.ts";

const PRICE_PAD_CSS_PX = 7;
const TIME_PAD_CSS_PX = 6;

/** Space before the text of the price axis and of its tags. */
export function pricePadPx(frame: FrameContext): number {
  return Math.round(PRICE_PAD_CSS_PX * frame.layout.pixelRatio);
}

/** Space on both sides of the text of a tag on the time axis. */
export function timePadPx(frame: FrameContext): number {
  return Math.round(TIME_PAD_CSS_PX * frame.layout.pixelRatio);
}

/** Height of a tag on the price axis. */
export function priceTagHeightPx(frame: FrameContext): number {
  return frame.faces.label.capHeightPx + 2 * Math.round(5 * frame.layout.pixelRatio);
}

/** Pixel line of a price, as batches in `price` space round it. */
export function pixelOfTicks(frame: FrameContext, ticks: number): number {
  return Math.floor(frame.scale.plotHeightPx - (ticks - frame.view.lowTicks) * frame.scale.pxPerTick + 0.5 + ROUNDING_BIAS);
}

/** Where the last price's tag lies: at its price, or at the edge of the axis nearest to it. Null without a price. */
export function lastPriceSpan(frame: FrameContext): TagSpan | null {
  const { lastPriceTicks } = frame.state;
  if (lastPriceTicks === null) return null;
  return centredSpan(pixelOfTicks(frame, lastPriceTicks), priceTagHeightPx(frame), frame.layout.priceAxis.height);
}

/** Where the crosshair's price tag lies: at the pointer, or beside the last price's tag, which it never hides; null when the pointer is not on the plot. */
export function crosshairPriceSpan(frame: FrameContext): TagSpan | null {
  const { crosshair } = frame.state;
  if (crosshair === null || !isOnPlot(frame, crosshair.xPx, crosshair.yPx)) return null;
  const { height } = frame.layout.priceAxis;
  const span = centredSpan(Math.floor(crosshair.yPx), priceTagHeightPx(frame), height);
  const last = lastPriceSpan(frame);
  return last === null ? span : spanBeside(span, last, height);
}

/** The newest VWAP, in parts of a tick too; NaN without one. */
function newestVwapTicks({ state }: FrameContext): number {
  const series = state.studies.vwap?.series;
  return series === undefined || series.length === 0 ? Number.NaN : series.columns.vwapTicks[series.length - 1];
}

/** A price whose tag gives way to the last price's and to the crosshair's. */
export interface PriceTag {
  readonly name: "VWAP" | ProfileLevel["name"];
  /** The price it says, and its place on the axis; null where it has none. */
  readonly priceTicks: number;
  readonly span: TagSpan | null;
  /** Decimals beyond those of the tick: an average lies between ticks. */
  readonly moreDecimals: 0 | 1;
}

/** How far a tag may lie from its price to stand clear of a more important one, in heights of a tag. */
const REACH_TAGS = 1.5;

/** What the places of tags follow from, and the tags. */
interface PlacedTags {
  readonly profile: ProfilePicture | null;
  readonly vwapTicks: number;
  readonly lastPriceTicks: number | null;
  readonly crosshair: SceneState["crosshair"];
  readonly lowTicks: number;
  readonly scale: PixelScale;
  readonly faces: GlyphFaces;
  readonly tags: readonly PriceTag[];
}

/** Of each chart, which has a layout of its own. */
const placedTags = new WeakMap<ChartLayout, PlacedTags>();

/** The tags of the average price and of the profile's levels, the most important first: beside each other where their prices are close, and none under the crosshair's. The same array while they say the same in the same places. */
export function priceTags(frame: FrameContext): readonly PriceTag[] {
  const { studies, lastPriceTicks, crosshair } = frame.state;
  const vwapTicks = newestVwapTicks(frame);
  const known = placedTags.get(frame.layout);
  const isSame =
    known !== undefined &&
    known.profile === studies.profile &&
    Object.is(known.vwapTicks, vwapTicks) &&
    known.lastPriceTicks === lastPriceTicks &&
    known.crosshair === crosshair &&
    known.lowTicks === frame.view.lowTicks &&
    known.scale === frame.scale &&
    known.faces === frame.faces;
  if (isSame) return known.tags;
  const placed = placePriceTags(frame, vwapTicks);
  const tags = known !== undefined && sameTags(placed, known.tags) ? known.tags : placed;
  placedTags.set(frame.layout, { profile: studies.profile, vwapTicks, lastPriceTicks, crosshair, lowTicks: frame.view.lowTicks, scale: frame.scale, faces: frame.faces, tags });
  return tags;
}

function sameTags(a: readonly PriceTag[], b: readonly PriceTag[]): boolean {
  return a.length === b.length && a.every((tag, index) => sameTag(tag, b[index]));
}

function sameTag(a: PriceTag, b: PriceTag): boolean {
  return a.name === b.name && a.priceTicks === b.priceTicks && a.span?.from === b.span?.from && a.span?.to === b.span?.to && a.moreDecimals === b.moreDecimals;
}

function placePriceTags(frame: FrameContext, vwapTicks: number): readonly PriceTag[] {
  const { lastPriceTicks, studies } = frame.state;
  const levels = profileLevels(frame.state);
  const wanted = [{ ticks: vwapTicks, priceTicks: vwapTicks }, ...levels].map(({ ticks, priceTicks }) => ({ centrePx: pixelOfTicks(frame, ticks), order: -priceTicks }));
  const height = priceTagHeightPx(frame);
  const last = lastPriceSpan(frame);
  const taken = last === null || lastPriceTicks === null ? [] : [{ ...last, order: -lastPriceTicks }];
  const halfRowPx = ((studies.profile?.ticksPerRow ?? 1) * frame.scale.pxPerTick) / 2;
  const spans = placeTags(wanted, taken, height, frame.layout.priceAxis.height, height * REACH_TAGS + halfRowPx);
  const cross = crosshairPriceSpan(frame);
  const spanAt = (index: number): TagSpan | null => (spansMeet(spans[index], cross) ? null : spans[index]);
  const tags: PriceTag[] = levels.map(({ name, priceTicks }, index) => ({ name, priceTicks, span: spanAt(index + 1), moreDecimals: 0 }));
  if (!Number.isNaN(vwapTicks)) tags.unshift({ name: "VWAP", priceTicks: vwapTicks, span: spanAt(0), moreDecimals: averageDecimals(frame, vwapTicks) });
  return tags;
}

/** One where the axis has room for it. */
function averageDecimals(frame: FrameContext, priceTicks: number): PriceTag["moreDecimals"] {
  const { instrument } = frame.state;
  if (instrument === null) return 0;
  const text = priceTagText({ priceTicks, moreDecimals: 1 }, instrument);
  return textWidthPx(frame.faces.labelBold, text) + pricePadPx(frame) + frame.hairlinePx <= frame.layout.priceAxis.width ? 1 : 0;
}

/** What a tag says. */
export function priceTagText({ priceTicks, moreDecimals }: Pick<PriceTag, "priceTicks" | "moreDecimals">, { tick }: ParsedInstrument): string {
  if (moreDecimals === 0) return formatPrice(Math.round(priceTicks), tick);
  return formatPrice(Math.round(priceTicks * tick.mantissa * 10), { mantissa: 1, decimals: tick.decimals + 1 });
}

/** The price of the row under the crosshair: that of its lowest tick. Empty without an instrument. */
export function crosshairPriceText(frame: FrameContext): string {
  const { crosshair, instrument, pool } = frame.state;
  if (crosshair === null || instrument === null) return "";
  const fromBottom = frame.scale.plotHeightPx - 1 - Math.floor(crosshair.yPx);
  if (frame.camera !== null && pool !== null) return formatPrice(cellOfPixel(frame.camera.price, fromBottom) * pool.ticksPerRow, instrument.tick);
  return formatPrice(Math.round(frame.view.lowTicks + fromBottom / frame.scale.pxPerTick), instrument.tick);
}

/** The start of the column under the crosshair. */
export function crosshairTimeText(frame: FrameContext): string {
  const { crosshair, pool, utcOffsetSec } = frame.state;
  if (crosshair === null) return "";
  const x = Math.floor(crosshair.xPx);
  if (frame.camera === null || pool === null) return formatCrosshairTime(Math.floor(frame.view.fromSec + x / frame.scale.pxPerSec) + utcOffsetSec);
  return formatCrosshairTime((pool.firstColumn + cellOfPixel(frame.camera.time, x)) * pool.columnSec + utcOffsetSec);
}

/** Where the crosshair's time tag lies; null when the pointer is neither on the plot nor in the pane below it. */
export function crosshairTimeSpan(frame: FrameContext): TagSpan | null {
  const { crosshair } = frame.state;
  if (crosshair === null || !(isOnPlot(frame, crosshair.xPx, crosshair.yPx) || isOnPane(frame, crosshair.xPx, crosshair.yPx))) return null;
  const widthPx = textWidthPx(frame.faces.label, crosshairTimeText(frame)) + 2 * timePadPx(frame);
  return centredSpan(Math.floor(crosshair.xPx), widthPx, frame.layout.timeAxis.width);
}

/** `true` when a point of the canvas lies on the plot. */
export function isOnPlot(frame: FrameContext, xPx: number, yPx: number): boolean {
  const { plot } = frame.layout;
  return xPx >= plot.x && xPx < plot.x + plot.width && yPx >= plot.y && yPx < plot.y + plot.height;
}

/** `true` when a point of the canvas lies in the pane. */
export function isOnPane({ layout: { pane } }: FrameContext, xPx: number, yPx: number): boolean {
  return xPx >= pane.x && xPx < pane.x + pane.width && yPx >= pane.y && yPx < pane.y + pane.height;
}

/** A span of `size` around a centre, moved into `0..limit`. */
export function centredSpan(centre: number, size: number, limit: number): TagSpan {
  const from = startOfCentred(centre, size, limit);
  return { from, to: from + size };
}

/** Where {@link centredSpan} begins. */
export function startOfCentred(centre: number, size: number, limit: number): number {
  return Math.max(0, Math.min(limit - size, centre - (size >> 1)));
}

/** A span moved out of the place of another one: to the side on which its centre lies, unless it would leave `0..limit` there. */
export function spanBeside(span: TagSpan, taken: TagSpan, limit: number): TagSpan {
  if (span.to <= taken.from || span.from >= taken.to) return span;
  const size = span.to - span.from;
  const above = { from: taken.from - size, to: taken.from };
  const below = { from: taken.to, to: taken.to + size };
  const prefersAbove = span.from + span.to < taken.from + taken.to;
  if (above.from < 0) return below;
  return prefersAbove || below.to > limit ? above : below;
}
