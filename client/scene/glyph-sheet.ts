import { GLYPH_TEXTURE_WIDTH } from "../../shaders/layouts.ts";
import type { GlyphInk } from "./canvas/paint-glyphs.ts";
import { InkList } from "./ink-list.ts";
import type { MarkSheet } from "./mark-shapes.ts";
import { ARROW_DOWN, ARROW_UP, type Glyph, type GlyphFace } from "./primitives/glyph-face.ts";

/** Glyphs as coverage, drawn at device-pixel size. The same bytes serve both renderers: as a texture on the GPU, as lists of inked pixels on the CPU. */
export interface GlyphAtlas {
  readonly widthPx: number;
  /** At least 1. */
  readonly heightPx: number;
  /** [height x width] coverage 0..255. */
  readonly coverage: Uint8Array;
  readonly ink: GlyphInk;
}

type Drawing = (context: CanvasRenderingContext2D) => void;

const SHEET_WIDTH = GLYPH_TEXTURE_WIDTH;
/** Room around a glyph for ink that leaves its advance width. */
const PADDING = 1;

/**
 * Lays glyphs out in rows below those that are there, and draws them when the atlas is asked for: on one canvas, which is no higher than what is added. The memory
 * of a canvas costs more than the text on it.
 */
export class GlyphSheet implements MarkSheet {
  readonly #context: CanvasRenderingContext2D;
  readonly #ink = new InkList();
  #atlas: GlyphAtlas = { widthPx: SHEET_WIDTH, heightPx: 1, coverage: new Uint8Array(SHEET_WIDTH), ink: this.#ink.read() };
  /** Rows that are drawn. */
  #drawnPx = 0;
  #glyphCount = 0;
  #added: Glyph[] = [];
  /** In the rows below those that are drawn, from their top. */
  #drawings: Drawing[] = [];
  #penX = 0;
  #penY = 0;
  #rowHeight = 0;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = SHEET_WIDTH;
    canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser gives no 2D canvas context, which the chart needs to draw text");
    this.#context = context;
  }

  /** Adds a face with `characters` and the arrows. @param font as CSS writes it. */
  addFace(font: string, sizePx: number, characters: string): GlyphFace {
    const context = this.#context;
    context.font = font;
    const digit = context.measureText("0");
    const ascentPx = Math.ceil(Math.max(digit.actualBoundingBoxAscent, sizePx)) + PADDING;
    const heightPx = ascentPx + Math.ceil(sizePx * 0.3) + PADDING;
    const capHeightPx = Math.round(digit.actualBoundingBoxAscent);
    const advancePx = Math.max(1, Math.round(digit.width));
    const top = this.#drawnPx;
    const table = new Map<number, Glyph>();
    const letters = Array.from(characters, (character) => {
      const glyph = this.#place(advancePx, character === " " ? 0 : advancePx + 2 * PADDING, heightPx);
      table.set(character.charCodeAt(0), glyph);
      return { character, x: glyph.x + PADDING, y: glyph.y - top + ascentPx };
    });
    this.#drawings.push((drawn) => {
      drawn.font = font;
      drawn.textBaseline = "alphabetic";
      for (const { character, x, y } of letters) drawn.fillText(character, x, y);
    });
    for (const arrow of [ARROW_UP, ARROW_DOWN]) {
      const glyph = this.#place(advancePx + PADDING, advancePx + 2 * PADDING, heightPx);
      this.#drawings.push((drawn) => drawArrow(drawn, arrow, glyph.x + PADDING, glyph.y - top + ascentPx, advancePx, capHeightPx));
      table.set(arrow.charCodeAt(0), glyph);
    }
    return { capHeightPx, ascentPx, glyphOf: glyphLookup(table) };
  }

  addShape(widthPx: number, heightPx: number, draw: Drawing): Glyph {
    const glyph = this.#place(widthPx, widthPx, heightPx);
    const top = this.#drawnPx;
    this.#drawings.push((context) => {
      context.save();
      context.strokeStyle = "#fff";
      context.translate(glyph.x, glyph.y - top);
      context.beginPath();
      context.rect(0, 0, widthPx, heightPx);
      context.clip();
      context.beginPath();
      draw(context);
      context.restore();
    });
    return glyph;
  }

  /** Everything added until now: the same object until something is. */
  atlas(): GlyphAtlas {
    if (this.#added.length > 0) this.#draw();
    return this.#atlas;
  }

  #draw(): void {
    const heightPx = this.#penY + this.#rowHeight;
    const addedPx = heightPx - this.#drawnPx;
    const context = this.#context;
    context.canvas.height = addedPx;
    context.fillStyle = "#fff";
    for (const draw of this.#drawings) draw(context);
    const rgba = context.getImageData(0, 0, SHEET_WIDTH, addedPx).data;
    const first = this.#drawnPx * SHEET_WIDTH;
    const coverage = new Uint8Array(SHEET_WIDTH * heightPx);
    coverage.set(this.#atlas.coverage.subarray(0, first));
    for (let index = first, alpha = 3; index < coverage.length; index++, alpha += 4) coverage[index] = rgba[alpha];
    this.#ink.add(this.#added, coverage, SHEET_WIDTH);
    this.#atlas = { widthPx: SHEET_WIDTH, heightPx, coverage, ink: this.#ink.read() };
    this.#added = [];
    this.#drawings = [];
    this.#drawnPx = this.#penY = heightPx;
    this.#penX = this.#rowHeight = 0;
  }

  #place(advancePx: number, width: number, height: number): Glyph {
    if (this.#penX + width > SHEET_WIDTH) {
      this.#penX = 0;
      this.#penY += this.#rowHeight;
      this.#rowHeight = 0;
    }
    const glyph = { id: this.#glyphCount++, x: this.#penX, y: this.#penY, width, height, advancePx };
    this.#penX += width;
    this.#rowHeight = Math.max(this.#rowHeight, height);
    this.#added.push(glyph);
    return glyph;
  }
}

/** Glyphs by character: an array for the plain ones, which make up nearly all text, a map for the rest. */
function glyphLookup(table: ReadonlyMap<number, Glyph>): (charCode: number) => Glyph {
  const unknown = table.get("?".charCodeAt(0));
  if (unknown === undefined) throw new Error("The glyph atlas needs a question mark");
  const plain = Array.from({ length: 128 }, (_, charCode) => table.get(charCode) ?? unknown);
  return (charCode) => (charCode < 128 ? plain[charCode] : (table.get(charCode) ?? unknown));
}

/** Arrows are drawn as triangles: the font's subset has none. */
function drawArrow(context: CanvasRenderingContext2D, arrow: string, x: number, baseline: number, width: number, capHeight: number): void {
  const height = Math.min(capHeight, width);
  const top = baseline - Math.round((capHeight + height) / 2);
  context.beginPath();
  const [tip, base] = arrow === ARROW_UP ? [0, height] : [height, 0];
  context.moveTo(x, top + base);
  context.lineTo(x + width / 2, top + tip);
  context.lineTo(x + width, top + base);
  context.fill();
}
