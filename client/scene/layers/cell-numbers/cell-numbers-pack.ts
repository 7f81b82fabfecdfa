import type { CellPool } from "../../../../core/view/cell-pool.ts";
import type { CellMode } from "../../../../core/view/cell-text.ts";
import { heatCodeOf, lotsOfHeatCode } from "../../../../core/view/heat-code.ts";
import type { HeatStyle } from "../../../../core/view/heat-style.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFaces, textWidthPx } from "../../primitives/glyph-face.ts";
import type { CellNumbers } from "../../scene-state.ts";
import { colourUnder, highCodeOf } from "./cell-colours.ts";
import type { CellInkTable } from "./cell-inks.ts";
import type { CellTexts } from "./cell-texts.ts";

/** Where text may stand in a cell, device pixels from the cell's left top corner. */
export interface CellRoom {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly baseline: number;
  /** Half the distance between bid and ask, where the mark stands. */
  readonly markHalfPx: number;
  /** Thickness of the line under an emphasised side; 0 where there is no room for one. */
  readonly underlinePx: number;
}

/** What the numbers are written with. */
export interface CellNumberStyle {
  readonly mode: CellMode;
  readonly room: CellRoom;
  readonly faces: GlyphFaces;
  readonly inks: CellInkTable;
  readonly texts: CellTexts;
  readonly heat: HeatStyle;
}

const MARK = "×";
/** One side is emphasised when it is this many times the other and its colour lies beyond this share of the ramp. */
const EMPHASIS_RATIO = 3;
const EMPHASIS_SHARE = 0.8;

/** Writes the exact numbers of cells into them. The pool gives each column's scale; it must be of the numbers' own level of detail. */
export function packCellNumbers(batch: Batch, numbers: CellNumbers, pool: CellPool, style: CellNumberStyle): void {
  const { column, row, bidLots, askLots, trades, key } = numbers;
  const { lowCode } = style.heat;
  for (let cell = 0; cell < column.length; cell++) {
    const bid = bidLots[cell];
    const ask = askLots[cell];
    const highCode = highCodeOf(pool, column[cell], style.heat);
    const background = colourUnder(numbers, cell, style.heat, highCode);
    const strongCode = lowCode + (highCode - lowCode) * EMPHASIS_SHARE;
    const x = column[cell] * key.columnSec - batch.originSec;
    const y = (row[cell] + 1) * key.ticksPerRow - 0.5 - batch.originTicks;
    if (style.mode === "bidAsk") packBidAsk(batch, x, y, bid, ask, background, strongCode, style);
    else packSingle(batch, x, y, bid, ask, trades[cell], background, strongCode, style);
  }
}

function packBidAsk(batch: Batch, x: number, y: number, bid: number, ask: number, background: number, strongCode: number, style: CellNumberStyle): void {
  const { room, faces, texts } = style;
  const inks = style.inks.inksOn(background);
  const centre = (room.left + room.right) >> 1;
  const sold = bid >= ask * EMPHASIS_RATIO && heatCodeOf(bid) >= strongCode;
  const bought = ask >= bid * EMPHASIS_RATIO && heatCodeOf(ask) >= strongCode;
  const bidText = texts.volume(bid);
  packSide(batch, bidText, x, y, centre - room.markHalfPx - textWidthPx(sold ? faces.cellBold : faces.cell, bidText), sold, inks.plain, style);
  batch.glyphs.pushText(faces.cell, MARK, x, y, centre - (textWidthPx(faces.cell, MARK) >> 1), room.baseline, inks.faint);
  packSide(batch, texts.volume(ask), x, y, centre + room.markHalfPx, bought, inks.plain, style);
}

/** One side's number; an emphasised one is bold and underlined, on its own side of the mark. */
function packSide(batch: Batch, text: string, x: number, y: number, left: number, isStrong: boolean, ink: ImageColor, { room, faces }: CellNumberStyle): void {
  const face = isStrong ? faces.cellBold : faces.cell;
  batch.glyphs.pushText(face, text, x, y, left, room.baseline, ink);
  if (!isStrong || room.underlinePx === 0) return;
  const top = room.baseline + 2 * room.underlinePx;
  batch.quads.push(x, y, x, y, left, top, left + textWidthPx(face, text), top + room.underlinePx, ink);
}

function packSingle(
  batch: Batch,
  x: number,
  y: number,
  bid: number,
  ask: number,
  trades: number,
  background: number,
  strongCode: number,
  style: CellNumberStyle,
): void {
  const { room, faces, mode } = style;
  const inks = style.inks.inksOn(background);
  const text = textOf(mode, bid, ask, trades, style.texts);
  const strong = heatCodeOf(sizeOf(mode, bid, ask, trades)) >= strongCode || (mode === "imbalance" && isLopsided(bid, ask, style.heat));
  const face = strong ? faces.cellBold : faces.cell;
  const left = room.left + ((room.right - room.left - textWidthPx(face, text)) >> 1);
  batch.glyphs.pushText(face, text, x, y, left, room.baseline, inks.plain);
}

function textOf(mode: CellMode, bid: number, ask: number, trades: number, texts: CellTexts): string {
  if (mode === "trades") return texts.trades(trades);
  if (mode === "delta") return texts.delta(ask - bid);
  if (mode === "imbalance") return texts.ratio(bid, ask);
  return texts.volume(bid + ask);
}

function sizeOf(mode: CellMode, bid: number, ask: number, trades: number): number {
  if (mode === "trades") return trades;
  if (mode === "delta") return Math.abs(ask - bid);
  return mode === "imbalance" ? 0 : bid + ask;
}

/** By the colour's own measure: the smaller side counts as no less than the scale says. */
function isLopsided(bid: number, ask: number, { lowCode }: HeatStyle): boolean {
  return Math.max(bid, ask) >= Math.max(Math.min(bid, ask), lotsOfHeatCode(lowCode)) * EMPHASIS_RATIO;
}
