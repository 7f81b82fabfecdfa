import { HEAT_CODES_PER_OCTAVE } from "./heat-code.ts";
import { RAMP_SIZE } from "./heat-style.ts";

/** The ratio of two sides drawn in the strongest colour, and how far beyond the threshold in force it lies at least. */
const TOP_RATIO = 10;
const TOP_OVER_THRESHOLD = 3;
/** Codes are straight between octaves: their distance is off the logarithm of a ratio by no more than this. */
const CODE_ERROR = 0.087 * HEAT_CODES_PER_OCTAVE;

/** Codes from 1:1 to the strongest colour: those of a ratio of ten, or more where the threshold in force is high. */
export function ratioSpanCodes(threshold: number): number {
  return Math.round(Math.log2(Math.max(TOP_RATIO, TOP_OVER_THRESHOLD * threshold)) * HEAT_CODES_PER_OCTAVE);
}

/** The first of a ramp's colours that stands for a ratio of the threshold in force or more: none below it may look like one. */
export function firstStrongColour(threshold: number): number {
  const share = (Math.log2(threshold) * HEAT_CODES_PER_OCTAVE - CODE_ERROR) / ratioSpanCodes(threshold);
  return Math.max(0, Math.floor(share * (RAMP_SIZE - 1)));
}
