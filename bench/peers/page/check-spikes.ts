import type { CellGrid } from "./cell-grid.ts";
import { SPIKE_SHADE } from "./cell-grid.ts";
import { SHADE_PIXELS } from "./shade-colours.ts";

/** What has become of the spikes in a picture of all columns. */
export interface SpikeCheck {
  readonly spikes: number;
  /** Spikes without one pixel of the ramp's last colour where their cell lies. */
  readonly lost: number;
  /** Pixels of that colour where no spike lies. */
  readonly inventedPixels: number;
}

/** Pixels that a spike may be beside its exact place: a library may round, and may draw groups of columns. */
const REACH_PX = 2;
/** Levels per channel that a colour may be off, as after a conversion of colours. Ordinary cells are much farther away. */
const CHANNEL_TOLERANCE = 6;

/** Looks for every spike in a picture that shows columns `0..columns` and all rows. */
export function checkSpikes(grid: Pick<CellGrid, "rows" | "spikes">, columns: number, picture: ImageData): SpikeCheck {
  const { width, height } = picture;
  const pixels = new Uint32Array(picture.data.buffer);
  const near = new Uint8Array(pixels.length);
  let lost = 0;
  for (let spike = 0; spike < grid.spikes.length; spike += 2) {
    const left = Math.max(0, Math.floor((grid.spikes[spike] / columns) * width) - REACH_PX);
    const right = Math.min(width, Math.ceil(((grid.spikes[spike] + 1) / columns) * width) + REACH_PX);
    const top = Math.max(0, Math.floor((1 - (grid.spikes[spike + 1] + 1) / grid.rows) * height) - REACH_PX);
    const bottom = Math.min(height, Math.ceil((1 - grid.spikes[spike + 1] / grid.rows) * height) + REACH_PX);
    let seen = false;
    for (let y = top; y < bottom; y++) {
      near.fill(1, y * width + left, y * width + right);
      for (let x = left; x < right && !seen; x++) seen = isSpikeColour(pixels[y * width + x]);
    }
    if (!seen) lost++;
  }
  let inventedPixels = 0;
  for (let at = 0; at < pixels.length; at++) if (near[at] === 0 && isSpikeColour(pixels[at])) inventedPixels++;
  return { spikes: grid.spikes.length / 2, lost, inventedPixels };
}

function isSpikeColour(pixel: number): boolean {
  for (let shift = 0; shift < 24; shift += 8) {
    if (Math.abs(((pixel >>> shift) & 0xff) - ((SHADE_PIXELS[SPIKE_SHADE] >>> shift) & 0xff)) > CHANNEL_TOLERANCE) return false;
  }
  return true;
}
