import { heatCodeDifference, heatCodeSum } from "./heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_BUY, RAMP_HEAT, RAMP_SELL, RAMP_SIZE, rampScale } from "./heat-style.ts";

/**
 * The colour, `0xAABBGGRR`, of one cell given by its two heat codes: the rule of both rasterisers in its plainest form, for text and legends that must know
 * what lies under them.
 * @param highCode code of the strongest colour: the style's, or the column's own largest for a style per column.
 */
export function cellColour(bidCode: number, askCode: number, style: HeatStyle, highCode: number): number {
  if (bidCode === 0 && askCode === 0) return style.background;
  const ramp = style.formula === HEAT_FORMULAS.total ? RAMP_HEAT : askCode >= bidCode ? RAMP_BUY : RAMP_SELL;
  const base = style.formula === HEAT_FORMULAS.ratio ? Math.max(style.lowCode, Math.min(bidCode, askCode)) : style.lowCode;
  const above = Math.max(0, shownCode(bidCode, askCode, style) - base);
  const index = Math.min(RAMP_SIZE - 1, Math.imul(above, rampScale(style.lowCode, highCode)) >>> 16);
  return style.palette[ramp * RAMP_SIZE + index];
}

function shownCode(bidCode: number, askCode: number, style: HeatStyle): number {
  switch (style.formula) {
    case HEAT_FORMULAS.total:
      return heatCodeSum(bidCode, askCode);
    case HEAT_FORMULAS.delta:
      return heatCodeDifference(bidCode, askCode);
    case HEAT_FORMULAS.side:
    case HEAT_FORMULAS.ratio:
      return Math.max(bidCode, askCode);
  }
}
