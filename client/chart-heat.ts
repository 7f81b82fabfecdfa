import { samePoolKey } from "../core/view/cell-pool.ts";
import { CELL_MODE_DRAWING, type CellMode } from "../core/view/cell-text.ts";
import { type ScaleScope, type SettledScale, settleScale } from "../core/view/heat-scale.ts";
import type { HeatStyle } from "../core/view/heat-style.ts";
import { buildPalette, opaquePixel, type PaletteName } from "../core/view/palette.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Theme } from "../core/view/theme.ts";
import type { ScaleReading } from "../protocol/worker-api.ts";

/** What decides the colours. */
export interface HeatSource {
  readonly mode: CellMode;
  readonly scope: ScaleScope;
  readonly locked: boolean;
  readonly theme: Theme;
  readonly palette: PaletteName;
  /** The cells lie upon a heat trail. */
  readonly overTrail: boolean;
  /** The engine's newest reading, of whatever pool; null before the first. */
  readonly scale: ScaleReading | null;
  readonly pool: PoolMirror | null;
  /** Size of a drawn cell. */
  readonly columnCssPx: number;
  readonly rowCssPx: number;
}

/** Before the first reading: nothing is known, so the least span there is. */
const NO_READING = { visibleHighCode: new Int32Array(8), sessionHighCode: new Int32Array(8) };
/** Cells from this size on are told apart by a line of background. */
const GAP_CSS_PX = 5;

/** The colours of the cells: settles the scale, keeps it when locked, and makes a new style only when something differs. */
export class ChartHeat {
  readonly #scales = new Map<CellMode, SettledScale>();
  #style: HeatStyle | null = null;
  #paletteName = "";
  #palette: Uint32Array = new Uint32Array(0);

  /** The style for these circumstances: the same object as before when nothing differs. */
  style(source: HeatSource): HeatStyle {
    const { formula, lowCode, highCode, perColumn } = this.#scaleFor(source);
    const next: HeatStyle = {
      formula,
      lowCode,
      highCode,
      perColumn,
      gapX: source.columnCssPx >= GAP_CSS_PX,
      gapY: source.rowCssPx >= GAP_CSS_PX,
      palette: this.#paletteFor(source),
      background: opaquePixel(source.theme.background),
    };
    if (this.#style === null || !sameStyle(this.#style, next)) this.#style = next;
    return this.#style;
  }

  /** Forgets what the scale was: another market has other volumes. */
  forget(): void {
    this.#scales.clear();
  }

  #scaleFor({ mode, scope, locked, scale, pool }: HeatSource): SettledScale {
    const { formula, content } = CELL_MODE_DRAWING[mode];
    const known = this.#scales.get(mode) ?? null;
    const isCurrent = scale !== null && pool !== null && scale.key.content === content && samePoolKey(scale.key, pool);
    if (!isCurrent && known !== null) return known;
    const settled = settleScale(known, isCurrent ? scale : NO_READING, { formula, scope, locked });
    if (isCurrent) this.#scales.set(mode, settled);
    return settled;
  }

  #paletteFor({ theme, palette, overTrail }: HeatSource): Uint32Array {
    const name = `${theme.name} ${palette} ${overTrail}`;
    if (name !== this.#paletteName) {
      this.#paletteName = name;
      this.#palette = buildPalette(theme, palette, overTrail);
    }
    return this.#palette;
  }
}

function sameStyle(a: HeatStyle, b: HeatStyle): boolean {
  return (
    a.formula === b.formula &&
    a.lowCode === b.lowCode &&
    a.highCode === b.highCode &&
    a.perColumn === b.perColumn &&
    a.gapX === b.gapX &&
    a.gapY === b.gapY &&
    a.palette === b.palette &&
    a.background === b.background
  );
}
