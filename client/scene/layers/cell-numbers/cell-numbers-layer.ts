import { samePoolKey } from "../../../../core/view/cell-pool.ts";
import type { CellMode } from "../../../../core/view/cell-text.ts";
import type { HeatStyle } from "../../../../core/view/heat-style.ts";
import { MIN_VOLUME_CHARS } from "../../../../core/view/number-format.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { outlineWidthPx } from "../../outline-width.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { type GlyphFaces, textWidthPx } from "../../primitives/glyph-face.ts";
import type { CellNumbers, SceneState } from "../../scene-state.ts";
import { CellInkTable } from "./cell-inks.ts";
import { type CellRoom, packCellNumbers } from "./cell-numbers-pack.ts";
import { CellTexts } from "./cell-texts.ts";

const WHOLE_NUMBERS = { mantissa: 1, decimals: 0 };

/** The exact numbers, written into cells that are large enough. */
export class CellNumbersLayer implements Layer {
  readonly name = "cell-numbers";
  readonly #batch = new Batch("plot", "over", { x: "time", y: "price" });
  readonly batches = [this.#batch];
  #numbers: CellNumbers | null = null;
  #mode: CellMode = "volume";
  #outline: SceneState["outline"] = "off";
  #heat: HeatStyle | null = null;
  #theme: Theme | null = null;
  #scale: PixelScale | null = null;
  #faces: GlyphFaces | null = null;
  #inks: CellInkTable | null = null;
  #texts: CellTexts | null = null;

  prepare(frame: FrameContext): void {
    if (!this.#hasChanged(frame)) return;
    this.#batch.clear();
    const { cellNumbers, pool, instrument, mode, style, theme } = frame.state;
    if (cellNumbers === null || cellNumbers.column.length === 0 || pool === null || !samePoolKey(cellNumbers.key, pool)) return;
    const room = roomIn(frame, cellNumbers);
    const chars = charsIn(room, mode, textWidthPx(frame.faces.cell, "0"));
    if (chars < MIN_VOLUME_CHARS || room.height < frame.faces.cell.capHeightPx) return;
    const rules = { mode, key: cellNumbers.key, lot: instrument?.lot ?? WHOLE_NUMBERS, maxChars: chars };
    if (this.#texts === null || !this.#texts.serves(rules)) this.#texts = new CellTexts(rules);
    this.#texts.fit(cellNumbers);
    this.#inks ??= new CellInkTable(theme);
    this.#batch.originSec = cellNumbers.column[0] * cellNumbers.key.columnSec;
    this.#batch.originTicks = Math.round(frame.view.lowTicks);
    packCellNumbers(this.#batch, cellNumbers, pool, { mode, room, faces: frame.faces, inks: this.#inks, texts: this.#texts, heat: style });
  }

  #hasChanged(frame: FrameContext): boolean {
    const { cellNumbers, mode, outline, style, theme } = frame.state;
    const same =
      cellNumbers === this.#numbers &&
      mode === this.#mode &&
      outline === this.#outline &&
      style === this.#heat &&
      theme === this.#theme &&
      frame.scale === this.#scale &&
      frame.faces === this.#faces;
    if (same) return false;
    if (theme !== this.#theme) this.#inks = null;
    this.#numbers = cellNumbers;
    this.#mode = mode;
    this.#outline = outline;
    this.#heat = style;
    this.#theme = theme;
    this.#scale = frame.scale;
    this.#faces = frame.faces;
    return true;
  }
}

/** The part of a cell that neither the outline nor the space between cells takes. */
function roomIn(frame: FrameContext, numbers: CellNumbers): CellRoom {
  const { outline, style } = frame.state;
  const line = frame.hairlinePx;
  const columnPx = Math.floor(numbers.key.columnSec * frame.scale.pxPerSec);
  const rowPx = Math.floor(numbers.key.ticksPerRow * frame.scale.pxPerTick);
  const gapTop = style.gapY ? 1 : 0;
  const { capHeightPx } = frame.faces.cell;
  const baseline = gapTop + ((rowPx - gapTop + capHeightPx) >> 1);
  return {
    left: outlineWidthPx(outline, line) + line,
    right: columnPx - (style.gapX ? 1 : 0) - line,
    height: rowPx - gapTop,
    baseline,
    underlinePx: baseline + 3 * line < rowPx ? line : 0,
    markHalfPx: Math.round(textWidthPx(frame.faces.cell, "0") * 0.8),
  };
}

function charsIn(room: CellRoom, mode: CellMode, charPx: number): number {
  const wide = room.right - room.left;
  return Math.floor((mode === "bidAsk" ? wide / 2 - room.markHalfPx : wide) / charPx);
}
