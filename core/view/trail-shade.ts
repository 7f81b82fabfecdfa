import { type HeatStyle, RAMP_HEAT, RAMP_SIZE, rampScale } from "./heat-style.ts";
import { STRIP_PX } from "./strip-runs.ts";

const CODES = 0x10000;

/**
 * The colour of every heat code under a trail's style, as one table: a trail fills the frame, so each cell may cost one look-up and no arithmetic. The rule is
 * that of shadeCells; code 0, no volume, is the background.
 */
export class TrailColours {
  /** [codes] `0xAABBGGRR`, signed. */
  readonly colours = new Int32Array(CODES);
  #lowCode = Number.NaN;
  #highCode = Number.NaN;
  #background = 0;
  #palette: Uint32Array | null = null;

  /** Brings the table up to a style. Formula `total`, not per column. @returns `true` when colours have changed. */
  begin({ lowCode, highCode, background, palette }: HeatStyle): boolean {
    if (lowCode === this.#lowCode && highCode === this.#highCode && background === this.#background && palette === this.#palette) return false;
    this.#lowCode = lowCode;
    this.#highCode = highCode;
    this.#background = background;
    this.#palette = palette;
    const { colours } = this;
    const scale = rampScale(lowCode, highCode);
    for (let code = 0; code < CODES; code++) {
      const index = Math.imul(Math.max(0, code - lowCode), scale) >>> 16;
      colours[code] = palette[RAMP_HEAT * RAMP_SIZE + Math.min(RAMP_SIZE - 1, index)];
    }
    colours[0] = background;
    return true;
  }
}

/** Puts the colours of a trail's column into a tile (strip-tile.ts): of the cells `base + rows[slot]`, for `run` pixel columns from `at` on. */
export function shadeTrail(
  tile: Int32Array,
  at: number,
  run: number,
  from: number,
  to: number,
  cells: Uint16Array,
  rows: Int32Array,
  base: number,
  colours: Int32Array,
): void {
  let place = from * STRIP_PX + at;
  if (run === 1) {
    for (let slot = from; slot < to; slot++, place += STRIP_PX) tile[place] = colours[cells[base + rows[slot]]];
    return;
  }
  for (let slot = from; slot < to; slot++, place += STRIP_PX) {
    const colour = colours[cells[base + rows[slot]]];
    tile[place] = colour;
    for (let pixel = 1; pixel < run; pixel++) tile[place + pixel] = colour;
  }
}
