import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type PillStyle, pushPill } from "../../primitives/pill.ts";
import type { PlacedPill } from "./place-signals.ts";

/** The look of a pill and of what ties it to its price. */
export interface PillLook {
  readonly pill: PillStyle;
  readonly stem: ImageColor;
}

/** The look of the ring around the chosen pill. */
export interface RingLook {
  readonly ring: ImageColor;
  /** Of the gap between the pill and its ring: opaque, so that the ring is one whatever lies below. */
  readonly gap: ImageColor;
}

const GAP_HAIRLINES = 1;
/** Thickness of gap and ring together, hairlines. */
export const RING_HAIRLINES = 3;
/** Where the round ends are stamped to make them thicker: a half circle's directions, away from the middle of the pill. */
const OUTWARDS = [-2, -1, 0, 1, 2].map((eighth) => ({ x: Math.cos((eighth * Math.PI) / 4), y: Math.sin((eighth * Math.PI) / 4) }));

/** Where a pill hangs in a batch. */
export interface PillAnchor {
  /** The mark's moment and price, in the batch's space. */
  x: number;
  y: number;
  /** From the anchor to the pill's top edge, device pixels. */
  dy: number;
  /** From the anchor to the end of the stem, device pixels: it ends at the edge of the bar where it would cross numbers. */
  stemEndPx: number;
}

/** A pill and, to its price, a stem one hairline thick; none where the pill covers its price. */
export function packPill(batch: Batch, placed: PlacedPill, anchor: PillAnchor, look: PillLook): void {
  packStem(batch, placed, anchor, look.stem, 0, look.pill.hairlinePx);
  pushPill(batch, anchor.x, anchor.y, placed.dx, anchor.dy, placed.pill, look.pill);
}

/** The chosen pill: the same with a ring around it and a stem three times as thick. */
export function packChosenPill(batch: Batch, placed: PlacedPill, anchor: PillAnchor, look: PillLook, { ring, gap }: RingLook): void {
  const { hairlinePx } = look.pill;
  packStem(batch, placed, anchor, look.stem, -hairlinePx, 2 * hairlinePx);
  packSwollen(batch, placed, anchor, look.pill, RING_HAIRLINES * hairlinePx, ring);
  packSwollen(batch, placed, anchor, look.pill, GAP_HAIRLINES * hairlinePx, gap);
  pushPill(batch, anchor.x, anchor.y, placed.dx, anchor.dy, placed.pill, look.pill);
}

function packStem(batch: Batch, { mark, heightPx }: PlacedPill, { x, y, dy, stemEndPx }: PillAnchor, color: ImageColor, leftPx: number, rightPx: number): void {
  const isAbove = mark.side === "sell";
  const topPx = isAbove ? dy + heightPx : stemEndPx;
  const bottomPx = isAbove ? -stemEndPx : dy;
  if (topPx < bottomPx) batch.quads.push(x, y, x, y, leftPx, topPx, rightPx, bottomPx, color);
}

/** The shape of a pill that reaches `byPx` farther on all sides. */
function packSwollen(batch: Batch, { dx, widthPx, heightPx }: PlacedPill, { x, y, dy }: PillAnchor, { marks }: PillStyle, byPx: number, color: ImageColor): void {
  const { pillCapWidthPx: capPx, filledCaps: caps } = marks;
  const rightPx = dx + widthPx - capPx;
  batch.quads.push(x, y, x, y, dx + capPx, dy - byPx, rightPx, dy + heightPx + byPx, color);
  for (let at = 0; at < OUTWARDS.length; at++) {
    const awayPx = Math.round(OUTWARDS[at].x * byPx);
    const downPx = Math.round(OUTWARDS[at].y * byPx);
    batch.glyphs.push(x, y, dx - awayPx, dy + downPx, caps.left, color);
    batch.glyphs.push(x, y, rightPx + awayPx, dy + downPx, caps.right, color);
  }
}
