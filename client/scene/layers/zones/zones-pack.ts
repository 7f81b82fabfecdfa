import type { Viewport } from "../../../../core/view/viewport.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { ARROW_DOWN, ARROW_UP, type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import type { ZoneSpan } from "./zone-spans.ts";

/** Colours of one side's zones, while they are open and after they have ended. */
export interface ZoneInk {
  readonly fill: ImageColor;
  readonly edge: ImageColor;
  readonly endedFill: ImageColor;
  readonly endedEdge: ImageColor;
  readonly text: ImageColor;
}

/** Which zones are wanted, and their look; sizes in device pixels. */
export interface ZonesStyle {
  readonly window: Viewport;
  /** Length of a bar. */
  readonly barSec: number;
  /** Where zones that are open end. */
  readonly liveSec: number;
  readonly scale: PixelScale;
  readonly edgePx: number;
  readonly padPx: number;
  readonly buy: ZoneInk;
  readonly sell: ZoneInk;
  readonly face: GlyphFace;
  readonly backing: ImageColor;
  /** From the newest second to the names of open zones. */
  readonly openNamePx: number;
  /** Zones that have ended have their names inside, where cells hold no numbers. */
  readonly namesInside: boolean;
}

/**
 * Packs the zones that reach into the window: a tint with an edge on the side at which it ends, below a buy zone and above a sell zone. An open zone has its
 * name, arrow and number of rows, behind the newest second, one that has ended behind its bar, where it has room. The batches are `time` by `price`.
 */
export function packZones(bands: Batch, names: Batch, zones: readonly ZoneSpan[], style: ZonesStyle): void {
  const { window, scale, liveSec } = style;
  const taken: number[] = [];
  for (let at = zones.length - 1; at >= 0; at--) {
    const zone = zones[at];
    const toSec = zone.toSec ?? liveSec;
    if (zone.fromSec >= window.toSec || toSec <= Math.max(zone.fromSec, window.fromSec)) continue;
    if (zone.highTicks + 1 <= window.lowTicks || zone.lowTicks >= window.highTicks + 1) continue;
    if ((toSec - zone.fromSec) * scale.pxPerSec < 1) continue;
    packBand(bands, zone, Math.max(zone.fromSec, window.fromSec), Math.min(toSec, window.toSec), style);
    if (zone.toSec === null) packOpenName(names, zone, style, taken);
    else if (style.namesInside) packInsideName(names, zone, toSec, style);
  }
}

function packBand(batch: Batch, zone: ZoneSpan, fromSec: number, toSec: number, { edgePx, buy, sell }: ZonesStyle): void {
  const isBuy = zone.side === "buy";
  const isOpen = zone.toSec === null;
  const ink = isBuy ? buy : sell;
  const left = fromSec - batch.originSec;
  const right = toSec - batch.originSec;
  const high = zone.highTicks + 0.5 - batch.originTicks;
  const low = zone.lowTicks - 0.5 - batch.originTicks;
  const edge = isBuy ? low : high;
  batch.quads.push(left, high, right, low, 0, isBuy ? 0 : edgePx, 0, isBuy ? -edgePx : 0, isOpen ? ink.fill : ink.endedFill);
  batch.quads.push(left, edge, right, edge, 0, isBuy ? -edgePx : 0, 0, isBuy ? 0 : edgePx, isOpen ? ink.edge : ink.endedEdge);
}

/** @param taken heights at which names stand already, pixels above tick 0. */
function packOpenName(batch: Batch, zone: ZoneSpan, style: ZonesStyle, taken: number[]): void {
  const { face, padPx, openNamePx, liveSec, window, scale } = style;
  const middle = (zone.lowTicks + zone.highTicks) / 2;
  const apartPx = face.capHeightPx + 2 * padPx;
  const place = middle * scale.pxPerTick;
  if (liveSec >= window.toSec || taken.some((other) => Math.abs(other - place) < apartPx)) return;
  taken.push(place);
  packName(batch, zone, liveSec - batch.originSec, middle - batch.originTicks, openNamePx, style);
}

function packInsideName(batch: Batch, zone: ZoneSpan, toSec: number, style: ZonesStyle): void {
  const { face, padPx, scale, edgePx, barSec } = style;
  const barEndSec = zone.fromSec + barSec;
  const hasRoom =
    (toSec - barEndSec) * scale.pxPerSec >= textWidthPx(face, nameOf(zone)) + 4 * padPx &&
    (zone.highTicks + 1 - zone.lowTicks) * scale.pxPerTick >= face.capHeightPx + 2 * padPx + edgePx;
  if (!hasRoom) return;
  packName(batch, zone, barEndSec - batch.originSec, (zone.lowTicks + zone.highTicks) / 2 - batch.originTicks, 2 * padPx, style);
}

function packName(batch: Batch, zone: ZoneSpan, x: number, y: number, dx: number, { face, padPx, backing, buy, sell }: ZonesStyle): void {
  const name = nameOf(zone);
  const half = face.capHeightPx >> 1;
  batch.quads.push(x, y, x, y, dx - padPx, -half - padPx, dx + textWidthPx(face, name) + padPx, face.capHeightPx - half + padPx, backing);
  batch.glyphs.pushWord(face, name, x, y, dx, face.capHeightPx - half, (zone.side === "buy" ? buy : sell).text);
}

const nameOf = ({ side, rows }: ZoneSpan): string => `${side === "buy" ? ARROW_UP : ARROW_DOWN}${rows}`;
