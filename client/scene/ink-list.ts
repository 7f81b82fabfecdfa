import type { GlyphInk } from "./canvas/paint-glyphs.ts";
import type { Glyph } from "./primitives/glyph-face.ts";

/** The inked pixels of glyphs, which may be added to. */
export class InkList {
  #ink: GlyphInk = { start: new Uint32Array(1), place: new Uint16Array(0), coverage: new Uint8Array(0) };

  /** The ink of all glyphs until now. */
  read(): GlyphInk {
    return this.#ink;
  }

  /**
   * @param glyphs those that follow, by id, the ones that are there.
   * @param coverage the whole atlas, `widthPx` wide.
   */
  add(glyphs: readonly Glyph[], coverage: Uint8Array, widthPx: number): void {
    const old = this.#ink;
    const room = glyphs.reduce((sum, { width, height }) => sum + width * height, old.place.length);
    const start = new Uint32Array(old.start.length + glyphs.length);
    const place = new Uint16Array(room);
    const strength = new Uint8Array(room);
    start.set(old.start);
    place.set(old.place);
    strength.set(old.coverage);
    let count = old.place.length;
    for (const glyph of glyphs) {
      for (let y = 0; y < glyph.height; y++) {
        const line = (glyph.y + y) * widthPx + glyph.x;
        for (let x = 0; x < glyph.width; x++) {
          const value = coverage[line + x];
          if (value === 0) continue;
          place[count] = x | (y << 8);
          strength[count++] = value;
        }
      }
      start[glyph.id + 1] = count;
    }
    this.#ink = { start, place: place.slice(0, count), coverage: strength.slice(0, count) };
  }
}
