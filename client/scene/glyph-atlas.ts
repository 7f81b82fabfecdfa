import { GlyphSheet, type GlyphAtlas } from "./glyph-sheet.ts";
import { addMarks } from "./mark-shapes.ts";
import type { GlyphFace, GlyphFaces, MarkGlyphs } from "./primitives/glyph-face.ts";

/** The face of all text on the chart. Declared by the page (self-hosted); the glyphs wait for it. */
export const CHART_FONT = "JetBrains Mono Variable";
const FALLBACK_FONTS = "ui-monospace, Menlo, Consolas, monospace";

const CELL_CSS_PX = 11;
const LABEL_CSS_PX = 12;
const REGULAR = 450;
const BOLD = 750;

/** Latin text plus what the chart writes: signs, minus, multiplication, delta. */
const CHARACTERS = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}·×÷±−–…Δ°σ`;

/** Resolves when the chart's font can be drawn; a page without it gets the system's monospaced face after the browser has given up. */
export async function loadChartFont(): Promise<void> {
  const weights = [REGULAR, BOLD].map((weight) => document.fonts.load(fontOf(weight, CELL_CSS_PX), CHARACTERS));
  await Promise.allSettled(weights);
}

function fontOf(weight: number, sizePx: number): string {
  return `${weight} ${sizePx}px "${CHART_FONT}", ${FALLBACK_FONTS}`;
}

/**
 * The glyphs of the chart at one device-pixel ratio. A face is drawn when it is first asked for, which for the five of them together takes some 20 ms in a page
 * that has just been opened: layers ask while they prepare a frame, and what they asked for is in the atlas when the frame is drawn.
 */
export class ChartGlyphs implements GlyphFaces {
  readonly pixelRatio: number;
  readonly #sheet = new GlyphSheet();
  readonly #cellPx: number;
  readonly #labelPx: number;
  #cell: GlyphFace | null = null;
  #cellBold: GlyphFace | null = null;
  #label: GlyphFace | null = null;
  #labelBold: GlyphFace | null = null;
  #marks: MarkGlyphs | null = null;

  constructor(pixelRatio: number) {
    this.pixelRatio = pixelRatio;
    this.#cellPx = Math.max(CELL_CSS_PX, Math.round(CELL_CSS_PX * pixelRatio));
    this.#labelPx = Math.max(CELL_CSS_PX, Math.round(LABEL_CSS_PX * pixelRatio));
  }

  get cell(): GlyphFace {
    return (this.#cell ??= this.#addFace(REGULAR, this.#cellPx));
  }

  get cellBold(): GlyphFace {
    return (this.#cellBold ??= this.#addFace(BOLD, this.#cellPx));
  }

  get label(): GlyphFace {
    return (this.#label ??= this.#addFace(REGULAR, this.#labelPx));
  }

  get labelBold(): GlyphFace {
    return (this.#labelBold ??= this.#addFace(BOLD, this.#labelPx));
  }

  get marks(): MarkGlyphs {
    return (this.#marks ??= addMarks(this.#sheet, this.pixelRatio));
  }

  /** Everything asked for until now: the same object until a face is added. */
  atlas(): GlyphAtlas {
    return this.#sheet.atlas();
  }

  #addFace(weight: number, sizePx: number): GlyphFace {
    return this.#sheet.addFace(fontOf(weight, sizePx), sizePx, CHARACTERS);
  }
}

let lastGlyphs: ChartGlyphs | null = null;

/** The glyphs for a device-pixel ratio: all charts of a page share those that were asked for last. Call it when the font is there ({@link loadChartFont}). */
export function glyphsFor(pixelRatio: number): ChartGlyphs {
  if (lastGlyphs?.pixelRatio !== pixelRatio) lastGlyphs = new ChartGlyphs(pixelRatio);
  return lastGlyphs;
}
