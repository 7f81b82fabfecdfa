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

/** Thickness of the gap, and of gap and ring together, hairlines. */
const GAP_HAIRLINES = 1;
const RING_HAIRLINES = 3;
/** Where the round ends are stamped to make them thicker: a half circle's directions, away from the middle of the pill. */
const OUTWARDS = [-2, -1, 0, 1, 2].map((eighth) => ({ x: Math.cos((eighth * Math.PI) / 4), y: Math.sin((eighth * Math.PI) / 4) }));

/** A pill and, to its price, a stem one hairline thick; it ends `stemEndPx` before, at the edge of the bar, where it would cross numbers. */
export function packPill(batch: Batch, placed: PlacedPill, look: PillLook, stemEndPx: number): void {
  const { hairlinePx } = look.pill;
  packStem(batch, placed, look.stem, 0, hairlinePx, stemEndPx);
  pushPill(batch, placed.mark.sec - batch.originSec, placed.mark.priceTicks - batch.originTicks, placed.dx, placed.dy, placed.pill, look.pill);
}

/** The chosen pill: the same with a ring around it and a stem three times as thick. */
export function packChosenPill(batch: Batch, placed: PlacedPill, look: PillLook, { ring, gap }: RingLook, stemEndPx: number): void {
  const { hairlinePx } = look.pill;
  packStem(batch, placed, look.stem, -hairlinePx, 2 * hairlinePx, stemEndPx);
  packSwollen(batch, placed, look.pill, RING_HAIRLINES * hairlinePx, ring);
  packSwollen(batch, placed, look.pill, GAP_HAIRLINES * hairlinePx, gap);
  pushPill(batch, placed.mark.sec - batch.originSec, placed.mark.priceTicks - batch.originTicks, placed.dx, placed.dy, placed.pill, look.pill);
}

function packStem(batch: Batch, { mark, dy, heightPx }: PlacedPill, color: ImageColor, leftPx: number, rightPx: number, endPx: number): void {
  const x = mark.sec - batch.originSec;
  const y = mark.priceTicks - batch.originTicks;
  if (mark.side === "sell") batch.quads.push(x, y, x, y, leftPx, dy + heightPx, rightPx, -endPx, color);
  else batch.quads.push(x, y, x, y, leftPx, endPx, rightPx, dy, color);
}

/** The shape of a pill that reaches `byPx` farther on all sides. */
function packSwollen(batch: Batch, { mark, dx, dy, widthPx, heightPx }: PlacedPill, { marks }: PillStyle, byPx: number, color: ImageColor): void {
  const x = mark.sec - batch.originSec;
  const y = mark.priceTicks - batch.originTicks;
  const { pillCapWidthPx: capPx, filledCaps: caps } = marks;
  const rightPx = dx + widthPx - capPx;
  batch.quads.push(x, y, x, y, dx + capPx, dy - byPx, rightPx, dy + heightPx + byPx, color);
  for (const outwards of OUTWARDS) {
    const [awayPx, downPx] = [Math.round(outwards.x * byPx), Math.round(outwards.y * byPx)];
    batch.glyphs.push(x, y, dx - awayPx, dy + downPx, caps.left, color);
    batch.glyphs.push(x, y, rightPx + awayPx, dy + downPx, caps.right, color);
  }
}
