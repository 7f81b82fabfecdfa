import { samePoolKey } from "../core/view/cell-pool.ts";
import { CELL_MODE_DRAWING, type CellMode } from "../core/view/cell-text.ts";
import type { DecimalStep } from "../core/market/decimal-step.ts";
import { DEFAULT_CUTOFFS, DEFAULT_SHARES, type HeatCutoffs, sameShares, type ScaleShares, sharesOf } from "../core/view/heat-cutoffs.ts";
import { type ScaleScope, type SettledScale, settleScale } from "../core/view/heat-scale.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../core/view/heat-style.ts";
import { buildPalette, buildRatioPalette, opaquePixel, type PaletteName } from "../core/view/palette.ts";
import { firstStrongColour } from "../core/view/ratio-scale.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Theme } from "../core/view/theme.ts";
import type { ScaleReading } from "../protocol/worker-api.ts";
import { type CutoffChoices, heatCutoffs } from "./state/cutoffs.ts";

/** What decides the colours. */
export interface HeatSource {
  readonly mode: CellMode;
  readonly scope: ScaleScope;
  readonly locked: boolean;
  readonly cutoffs: CutoffChoices;
  /** What the cells' volumes are multiples of; null before the instrument is known. */
  readonly lot: DecimalStep | null;
  readonly theme: Theme;
  readonly palette: PaletteName;
  /** The ratio of two sides in force, from which one dominates. */
  readonly imbalanceRatio: number;
  /** The cells lie upon a heat trail. */
  readonly overTrail: boolean;
  /** The engine's newest reading, of whatever pool; null before the first. */
  readonly scale: ScaleReading | null;
  readonly pool: PoolMirror | null;
  /** Size of a drawn cell. */
  readonly columnCssPx: number;
  readonly rowCssPx: number;
}

interface PaletteSource extends Pick<HeatSource, "theme" | "palette" | "overTrail"> {
  /** First colour of a dominating side in a ratio's palette; null for other formulas. */
  readonly firstStrong: number | null;
}

const NO_CODES = new Int32Array(8);
/** Before the first reading: nothing is known, so the least span there is. */
const NO_READING = { visibleHighCode: NO_CODES, sessionHighCode: NO_CODES, visibleLowCode: NO_CODES, sessionLowCode: NO_CODES };
/** Cells from this size on are told apart by a line of background. */
const GAP_CSS_PX = 5;

/** The colours of the cells: settles the scale, keeps it when locked, and makes a new style only when something differs. */
export class ChartHeat {
  readonly #scales = new Map<CellMode, SettledScale>();
  #style: HeatStyle | null = null;
  /** What the palette was made for. */
  #paletteOf: PaletteSource | null = null;
  #palette: Uint32Array = new Uint32Array(0);
  #cutoffs: HeatCutoffs = DEFAULT_CUTOFFS;
  #shares: ScaleShares = DEFAULT_SHARES;
  #cutoffsOf: { readonly choices: CutoffChoices; readonly lot: DecimalStep | null } | null = null;

  /** The style for these circumstances: the same object as before when nothing differs. */
  style(source: HeatSource): HeatStyle {
    const { formula, lowCode, highCode, perColumn } = this.#scaleFor(source);
    const gapX = source.columnCssPx >= GAP_CSS_PX;
    const gapY = source.rowCssPx >= GAP_CSS_PX;
    const palette = this.#paletteFor(source);
    const background = opaquePixel(source.theme.background);
    const known = this.#style;
    const isSame =
      known !== null &&
      formula === known.formula &&
      lowCode === known.lowCode &&
      highCode === known.highCode &&
      perColumn === known.perColumn &&
      gapX === known.gapX &&
      gapY === known.gapY &&
      palette === known.palette &&
      background === known.background;
    if (isSame) return known;
    this.#style = { formula, lowCode, highCode, perColumn, gapX, gapY, palette, background };
    return this.#style;
  }

  /** Forgets what the scale was: another market has other volumes. */
  forget(): void {
    this.#scales.clear();
  }

  #scaleFor(source: HeatSource): SettledScale {
    const { mode, scope, locked, scale, pool } = source;
    const { formula, content } = CELL_MODE_DRAWING[mode];
    const known = this.#scales.get(mode) ?? null;
    const cutoffs = this.#cutoffsFor(source);
    const isCurrent = scale !== null && pool !== null && scale.key.content === content && samePoolKey(scale.key, pool) && sameShares(scale.shares, this.#shares);
    if (!isCurrent && known !== null) return known;
    const settled = settleScale(known, isCurrent ? scale : NO_READING, { formula, scope, locked, cutoffs, isCount: content === "trades", threshold: source.imbalanceRatio });
    if (isCurrent) this.#scales.set(mode, settled);
    return settled;
  }

  /** The same object as before while the choice and the instrument's lot are the same. */
  #cutoffsFor({ cutoffs, lot }: HeatSource): HeatCutoffs {
    if (this.#cutoffsOf?.choices !== cutoffs || this.#cutoffsOf.lot !== lot) {
      this.#cutoffsOf = { choices: cutoffs, lot };
      this.#cutoffs = lot === null ? DEFAULT_CUTOFFS : heatCutoffs(cutoffs, lot);
      this.#shares = sharesOf(cutoffs);
    }
    return this.#cutoffs;
  }

  #paletteFor({ mode, theme, palette, overTrail, imbalanceRatio }: HeatSource): Uint32Array {
    const firstStrong = CELL_MODE_DRAWING[mode].formula === HEAT_FORMULAS.ratio ? firstStrongColour(imbalanceRatio) : null;
    const known = this.#paletteOf;
    if (known?.theme !== theme || known.palette !== palette || known.overTrail !== overTrail || known.firstStrong !== firstStrong) {
      this.#paletteOf = { theme, palette, overTrail, firstStrong };
      this.#palette = firstStrong === null ? buildPalette(theme, palette, overTrail) : buildRatioPalette(theme, palette, overTrail, firstStrong);
    }
    return this.#palette;
  }
}
