import type { CellPool } from "./cell-pool.ts";
import { type HeatStyle, rampScale } from "./heat-style.ts";
import type { AxisSteps, PoolCamera } from "./pool-camera.ts";

/** Bits of `uHeat.w`. */
export const FLAG_PER_COLUMN = 1;
export const FLAG_GAP_X = 2;
export const FLAG_GAP_Y = 4;

/** The uniforms of shaders/heatmap.vert and heatmap.frag that follow from pool, camera and style; names and shapes as in shaders/layouts.ts. */
export interface HeatUniforms {
  /** Origin, fraction, step and shift of the time axis; of the price axis. */
  readonly uTime: Int32Array;
  readonly uPrice: Int32Array;
  /** Formula, low code, ramp scale, flags. */
  readonly uHeat: Int32Array;
  uColumnCount: number;
  /** Red, green, blue, alpha, 0..1. */
  readonly uBackground: Float32Array;
}

/** Uniforms that draw nothing. */
export function createHeatUniforms(): HeatUniforms {
  return {
    uTime: new Int32Array(4),
    uPrice: new Int32Array(4),
    uHeat: new Int32Array(4),
    uColumnCount: 0,
    uBackground: new Float32Array(4),
  };
}

/** Writes the uniforms of one frame into `uniforms`; allocates nothing. @param columnShift what is added to the camera's column for one of the pool. */
export function writeHeatUniforms(uniforms: HeatUniforms, pool: Pick<CellPool, "columnCount">, camera: PoolCamera, style: HeatStyle, columnShift = 0): void {
  writeAxis(uniforms.uTime, camera.time);
  uniforms.uTime[0] += columnShift;
  writeAxis(uniforms.uPrice, camera.price);
  uniforms.uHeat[0] = style.formula;
  uniforms.uHeat[1] = style.lowCode;
  uniforms.uHeat[2] = rampScale(style.lowCode, style.highCode);
  uniforms.uHeat[3] = (style.perColumn ? FLAG_PER_COLUMN : 0) | (style.gapX ? FLAG_GAP_X : 0) | (style.gapY ? FLAG_GAP_Y : 0);
  uniforms.uColumnCount = pool.columnCount;
  for (let channel = 0; channel < 4; channel++) uniforms.uBackground[channel] = ((style.background >>> (8 * channel)) & 255) / 255;
}

function writeAxis(target: Int32Array, axis: AxisSteps): void {
  target[0] = axis.origin;
  target[1] = axis.fraction;
  target[2] = axis.step;
  target[3] = axis.shift;
}
