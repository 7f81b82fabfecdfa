import { heatCodeDifference, heatCodeSum } from "./heat-code.ts";
import { HEAT_FORMULAS, type HeatFormula, RAMP_BUY, RAMP_HEAT, RAMP_SELL, RAMP_SIZE } from "./heat-style.ts";

const SIDE_RAMP_STEP = (RAMP_BUY - RAMP_SELL) * RAMP_SIZE;

/**
 * Colours of the cells `from..to-1`, written to the same places of `colours`. Shader twin: `colourOf` in heat-colour.glsl. Integers only, in signed arrays,
 * which engines keep in registers; masks instead of branches on a cell's sides, which alternate at random.
 *
 * @param lowCode code of colour 0 (of ratios: of the least smaller side), and @param scale 16.16 multiplier above it (rampScale).
 * @param background colour of a cell without trade.
 */
export function shadeCells(
  cells: Int32Array,
  colours: Int32Array,
  from: number,
  to: number,
  formula: HeatFormula,
  lowCode: number,
  scale: number,
  palette: Int32Array,
  background: number,
): void {
  for (let at = from; at < to; at++) {
    const cell = cells[at];
    if (cell === 0) {
      colours[at] = background;
      continue;
    }
    const bid = cell & 0xffff;
    const ask = cell >>> 16;
    const selling = (ask - bid) >> 31;
    let ramp = RAMP_BUY * RAMP_SIZE - (selling & SIDE_RAMP_STEP);
    let code = 0;
    let base = lowCode;
    if (formula === HEAT_FORMULAS.total) {
      ramp = RAMP_HEAT * RAMP_SIZE;
      code = heatCodeSum(bid, ask);
    } else if (formula === HEAT_FORMULAS.delta) code = heatCodeDifference(bid, ask);
    else if (formula === HEAT_FORMULAS.side) code = ask + ((bid - ask) & selling);
    else {
      code = ask + ((bid - ask) & selling);
      const less = bid + ask - code;
      base = less > lowCode ? less : lowCode;
    }
    const above = code - base;
    const index = Math.imul(above & ~(above >> 31), scale) >>> 16;
    colours[at] = palette[ramp + (index > 255 ? 255 : index)];
  }
}
