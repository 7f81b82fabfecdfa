import type { Theme } from "../../../../core/view/theme.ts";
import { contrastOf, type ImageColor, imageColor, themeColor } from "../../primitives/color.ts";

/** Text colours that can be read on one cell. None of them tells a side: a side's colour on its own ramp is what can be read least. */
export interface CellInks {
  readonly plain: ImageColor;
  /** Marks between numbers. */
  readonly faint: ImageColor;
}

/** Contrast from which text in the theme's own, quieter colour is taken (WCAG AAA); below it, black or white, whichever differs more. */
const CALM = 7;
const WHITE = 0xffffff;
const BLACK = 0x000000;

/** Chooses text colours by the cell's own colour, whatever palette and theme. Remembers them: a palette has few hundred colours. */
export class CellInkTable {
  readonly #theme: Theme;
  readonly #known = new Map<ImageColor, CellInks>();

  constructor(theme: Theme) {
    this.#theme = theme;
  }

  inksOn(cell: ImageColor): CellInks {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const inks = makeInks(themeColor(cell), this.#theme);
    this.#known.set(cell, inks);
    return inks;
  }
}

function makeInks(cell: number, theme: Theme): CellInks {
  const plain = contrastOf(theme.text, cell) >= CALM ? theme.text : contrastOf(WHITE, cell) >= contrastOf(BLACK, cell) ? WHITE : BLACK;
  return { plain: imageColor(plain), faint: imageColor(plain, 0.6) };
}
