/** How a cell becomes a colour. The numbers are the shader's, too (shaders/heat-colour.glsl). */
export const HEAT_FORMULAS = {
  /** bid + ask on the heat ramp. Serves `trades` pools as well. */
  total: 0,
  /** |ask - bid| on the ramp of its sign. */
  delta: 1,
  /** The larger side on its own ramp. */
  side: 2,
  /**
   * Distance of the two heat codes, that is the logarithm of how many times the larger side is the smaller, on the ramp of the larger side. The smaller side
   * counts as no less than `lowCode`: where next to nothing traded, no ratio is worth a colour.
   */
  ratio: 3,
} as const;
export type HeatFormula = (typeof HEAT_FORMULAS)[keyof typeof HEAT_FORMULAS];

/** Colours per ramp. */
export const RAMP_SIZE = 256;
/** Rows of the palette: heat ramp, sell ramp (bid side), buy ramp (ask side). */
export const RAMP_HEAT = 0;
export const RAMP_SELL = 1;
export const RAMP_BUY = 2;
export const RAMP_COUNT = 3;

/**
 * Everything but the pool that decides a pixel. Integers only, so that both rasterisers agree bit for bit:
 * `index = min(255, (max(0, code - lowCode) * scale) >>> 16)`.
 */
export interface HeatStyle {
  readonly formula: HeatFormula;
  /** Code drawn with colour 0; of ratios, the least that the smaller side counts as. */
  readonly lowCode: number;
  /** Code drawn with colour 255 and above; at least `lowCode + 256`. */
  readonly highCode: number;
  /** `true`: each column is scaled to its own largest cell (header's max code) instead of `highCode`. */
  readonly perColumn: boolean;
  /** Leave one background pixel between columns and between rows (set when cells are large). */
  readonly gapX: boolean;
  readonly gapY: boolean;
  /** [RAMP_COUNT x RAMP_SIZE] opaque RGBA bytes, little-endian (`0xAABBGGRR`). */
  readonly palette: Uint32Array;
  /** Colour of a pixel without trade, same byte order. */
  readonly background: number;
}

/** Least distance between low and high code: keeps `scale` below 2^16 and products below 2^32. */
export const MIN_CODE_SPAN = 256;

/** The multiplier that maps `lowCode..highCode` to 0..255 in 16.16 fixed point. Shader twin: `rampScale`. */
export function rampScale(lowCode: number, highCode: number): number {
  return Math.floor((255 * 65536) / Math.max(MIN_CODE_SPAN, highCode - lowCode));
}
