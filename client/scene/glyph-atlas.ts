import { GLYPH_TEXTURE_WIDTH } from "../../shaders/layouts.ts";
import type { GlyphInk } from "./canvas/paint-glyphs.ts";
import { addMarks, type MarkSheet } from "./mark-shapes.ts";
import { ARROW_DOWN, ARROW_UP, type Glyph, type GlyphFace, type GlyphFaces } from "./primitives/glyph-face.ts";

/** The face of all text on the chart. Declared by the page (self-hosted); the atlas waits for it. */
export const CHART_FONT = "JetBrains Mono Variable";
const FALLBACK_FONTS = "ui-monospace, Menlo, Consolas, monospace";

const CELL_CSS_PX = 11;
const LABEL_CSS_PX = 12;
const REGULAR = 450;
const BOLD = 750;

/** Latin text plus what the chart writes: signs, minus, multiplication, delta. */
const CHARACTERS = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}·×÷±−–…Δ°σ`;

/**
 * Every glyph of the chart as coverage, drawn once per device-pixel ratio at device-pixel size. The same bytes serve both renderers: as a texture
 * on the GPU, as lists of inked pixels on the CPU.
 */
export interface GlyphAtlas {
  readonly faces: GlyphFaces;
  readonly widthPx: number;
  readonly heightPx: number;
  /** [height x width] coverage 0..255. */
  readonly coverage: Uint8Array;
  readonly ink: GlyphInk;
  readonly pixelRatio: number;
}

/** Resolves when the chart's font can be drawn; a page without it gets the system's monospaced face after the browser has given up. */
export async function loadChartFont(): Promise<void> {
  const weights = [REGULAR, BOLD].map((weight) => document.fonts.load(fontOf(weight, CELL_CSS_PX), CHARACTERS));
  await Promise.allSettled(weights);
}

/** Draws the atlas. Takes a few milliseconds. */
export function drawGlyphAtlas(pixelRatio: number): GlyphAtlas {
  const sheet = new GlyphSheet();
  const cellPx = Math.max(CELL_CSS_PX, Math.round(CELL_CSS_PX * pixelRatio));
  const labelPx = Math.max(CELL_CSS_PX, Math.round(LABEL_CSS_PX * pixelRatio));
  const faces = {
    cell: sheet.addFace(REGULAR, cellPx),
    cellBold: sheet.addFace(BOLD, cellPx),
    label: sheet.addFace(REGULAR, labelPx),
    labelBold: sheet.addFace(BOLD, labelPx),
    marks: addMarks(sheet, pixelRatio),
  };
  return { faces, pixelRatio, ...sheet.finish() };
}

function fontOf(weight: number, sizePx: number): string {
  return `${weight} ${sizePx}px "${CHART_FONT}", ${FALLBACK_FONTS}`;
}

const SHEET_WIDTH = GLYPH_TEXTURE_WIDTH;
/** Room around a glyph for ink that leaves its advance width. */
const PADDING = 1;

/** Lays glyphs out in rows on one canvas, then reads the coverage back. */
class GlyphSheet implements MarkSheet {
  readonly #context: CanvasRenderingContext2D;
  readonly #glyphs: Glyph[] = [];
  #penX = 0;
  #penY = 0;
  #rowHeight = 0;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = SHEET_WIDTH;
    canvas.height = 2048;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) throw new Error("This browser gives no 2D canvas context, which the chart needs to draw text");
    this.#context = context;
  }

  addFace(weight: number, sizePx: number): GlyphFace {
    const context = this.#context;
    context.font = fontOf(weight, sizePx);
    context.textBaseline = "alphabetic";
    context.fillStyle = "#fff";
    const digit = context.measureText("0");
    const ascentPx = Math.ceil(Math.max(digit.actualBoundingBoxAscent, sizePx)) + PADDING;
    const heightPx = ascentPx + Math.ceil(sizePx * 0.3) + PADDING;
    const capHeightPx = Math.round(digit.actualBoundingBoxAscent);
    const advancePx = Math.max(1, Math.round(digit.width));
    const table = new Map<number, Glyph>();
    for (const character of CHARACTERS) {
      const glyph = this.#place(advancePx, character === " " ? 0 : advancePx + 2 * PADDING, heightPx);
      context.fillText(character, glyph.x + PADDING, glyph.y + ascentPx);
      table.set(character.charCodeAt(0), glyph);
    }
    for (const arrow of [ARROW_UP, ARROW_DOWN]) {
      const glyph = this.#place(advancePx + PADDING, advancePx + 2 * PADDING, heightPx);
      drawArrow(context, arrow, glyph.x + PADDING, glyph.y + ascentPx, advancePx, capHeightPx);
      table.set(arrow.charCodeAt(0), glyph);
    }
    return { capHeightPx, ascentPx, glyphOf: glyphLookup(table) };
  }

  addShape(widthPx: number, heightPx: number, draw: (context: CanvasRenderingContext2D) => void): Glyph {
    const context = this.#context;
    const glyph = this.#place(widthPx, widthPx, heightPx);
    context.save();
    context.fillStyle = context.strokeStyle = "#fff";
    context.translate(glyph.x, glyph.y);
    context.beginPath();
    context.rect(0, 0, widthPx, heightPx);
    context.clip();
    context.beginPath();
    draw(context);
    context.restore();
    return glyph;
  }

  finish(): { widthPx: number; heightPx: number; coverage: Uint8Array; ink: GlyphInk } {
    const heightPx = this.#penY + this.#rowHeight;
    const rgba = this.#context.getImageData(0, 0, SHEET_WIDTH, heightPx).data;
    const coverage = new Uint8Array(SHEET_WIDTH * heightPx);
    for (let index = 0; index < coverage.length; index++) coverage[index] = rgba[index * 4 + 3];
    return { widthPx: SHEET_WIDTH, heightPx, coverage, ink: collectInk(this.#glyphs, coverage) };
  }

  #place(advancePx: number, width: number, height: number): Glyph {
    if (this.#penX + width > SHEET_WIDTH) {
      this.#penX = 0;
      this.#penY += this.#rowHeight;
      this.#rowHeight = 0;
    }
    const glyph = { id: this.#glyphs.length, x: this.#penX, y: this.#penY, width, height, advancePx };
    this.#penX += width;
    this.#rowHeight = Math.max(this.#rowHeight, height);
    this.#glyphs.push(glyph);
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

function collectInk(glyphs: readonly Glyph[], coverage: Uint8Array): GlyphInk {
  const start = new Uint32Array(glyphs.length + 1);
  const place: number[] = [];
  const strength: number[] = [];
  for (const glyph of glyphs) {
    for (let y = 0; y < glyph.height; y++) {
      for (let x = 0; x < glyph.width; x++) {
        const value = coverage[(glyph.y + y) * SHEET_WIDTH + glyph.x + x];
        if (value === 0) continue;
        place.push(x | (y << 8));
        strength.push(value);
      }
    }
    start[glyph.id + 1] = place.length;
  }
  return { start, place: Uint16Array.from(place), coverage: Uint8Array.from(strength) };
}
