import type { Theme } from "../../../../core/view/theme.ts";
import { contrastOf, type ImageColor, imageColor, mixColors, themeColor } from "../../primitives/color.ts";

/** Text colours that can be read on one cell. */
export interface CellInks {
  readonly plain: ImageColor;
  /** Marks between numbers. */
  readonly faint: ImageColor;
  readonly buy: ImageColor;
  readonly sell: ImageColor;
}

/** Contrast from which text in the theme's own, quieter colour is taken; least contrast of coloured text with its cell (WCAG AA). */
const CALM = 7;
const READABLE = 4.5;
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
  const side = (color: number): number => [color, mixColors(color, plain, 0.5)].find((tint) => contrastOf(tint, cell) >= READABLE) ?? plain;
  return {
    plain: imageColor(plain),
    faint: imageColor(plain, 0.6),
    buy: imageColor(side(theme.buy)),
    sell: imageColor(side(theme.sell)),
  };
}
