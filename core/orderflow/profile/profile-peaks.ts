import type { ProfileRows } from "./profile-rows.ts";

/** High and low volume nodes: rows, ascending. */
export interface ProfileNodes {
  readonly highRows: readonly number[];
  readonly lowRows: readonly number[];
}

/**
 * Gaussian kernel of sigma 2 rows, cut at +-8 rows, for the distances 0..8; the 17 weights sum to 1. Written out, so that every machine smooths with the same
 * bits.
 */
const KERNEL = [
  0.199474647864745, 0.17603575888479037, 0.12098748976534904, 0.06475993660472744, 0.026995957967298846, 0.00876430436278587,
  0.002215963172596555, 0.0004363490205067883, 0.00006691628957263553,
];
/** What makes a node, as shares of the highest smoothed row. */
export interface PeakParameters {
  /** Least prominence of a high node. */
  readonly leastProminence: number;
  /** Least volume of a high node. */
  readonly leastHigh: number;
  /** Most volume of a low node. */
  readonly mostLow: number;
}

export const PEAK_DEFAULTS: PeakParameters = { leastProminence: 0.1, leastHigh: 0.5, mostLow: 0.2 };

/** Rows a profile may span for this method. */
export const MAX_PEAK_ROWS = 1_000_000;

/**
 * Nodes of the profile smoothed by a Gaussian of sigma 2 rows, zero outside of its range (STUDIES.md section 1, fine print).
 *
 * High: a local maximum with a prominence of at least 10 % of the highest smoothed row and at least 50 % of its volume (by default). A flat top is one maximum, at its
 * middle, of two middle rows the higher. Prominence is the height above the higher of the two lowest points on the way to higher ground, or to the end, on
 * either side. Low: between two neighbouring high nodes the lowest row, if it has at most 20 %; of equal ones that nearest the middle between the two, then
 * the higher.
 *
 * @throws RangeError when the profile spans more than a million rows: choose a larger row height; or naming the parameter that is not from 0 to 1.
 */
export function peakNodes(rows: ProfileRows, parameters: PeakParameters = PEAK_DEFAULTS): ProfileNodes {
  const { leastProminence, leastHigh, mostLow } = requirePeaks(parameters);
  if (rows.length === 0) return { highRows: [], lowRows: [] };
  const lowRow = rows.row[0];
  const smooth = smoothed(rows);
  let highest = 0;
  for (const lots of smooth) if (lots > highest) highest = lots;
  const peaks = prominentPeaks(smooth).filter(({ at, prominence }) => prominence >= leastProminence * highest && smooth[at] >= leastHigh * highest && highest > 0);
  const lows: number[] = [];
  for (let index = 1; index < peaks.length; index++) {
    const low = lowestBetween(smooth, peaks[index - 1].at, peaks[index].at);
    if (smooth[low] <= mostLow * highest) lows.push(low);
  }
  const toRow = (at: number): number => lowRow + at - REACH;
  return { highRows: peaks.map(({ at }) => toRow(at)), lowRows: lows.map(toRow) };
}

/** Checks what makes a node. @throws RangeError naming the parameter. */
export function requirePeaks(parameters: PeakParameters): PeakParameters {
  for (const [name, share] of Object.entries(parameters)) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`peaks.${name} ${String(share)} must be a number from 0 to 1`);
  }
  return parameters;
}

const REACH = KERNEL.length - 1;

/** [rows] from 8 below the lowest row to 8 above the highest. The two sides of the kernel are added in pairs, so that a mirrored profile gives mirrored bits. */
function smoothed(rows: ProfileRows): Float64Array {
  const lowRow = rows.row[0];
  const span = rows.row[rows.length - 1] - lowRow + 1;
  if (span > MAX_PEAK_ROWS) throw new RangeError(`the profile spans ${span} rows, nodes by peaks take at most ${MAX_PEAK_ROWS}: choose a larger row height`);
  const dense = new Float64Array(span + 4 * REACH);
  for (let at = 0; at < rows.length; at++) dense[rows.row[at] - lowRow + 2 * REACH] = rows.volumeAt(at);
  const smooth = new Float64Array(span + 2 * REACH);
  for (let at = 0; at < smooth.length; at++) {
    const centre = at + REACH;
    let lots = KERNEL[0] * dense[centre];
    for (let distance = 1; distance <= REACH; distance++) lots += KERNEL[distance] * (dense[centre - distance] + dense[centre + distance]);
    smooth[at] = lots;
  }
  return smooth;
}

interface Peak {
  readonly at: number;
  readonly prominence: number;
}

/** Every local maximum, ascending, flat tops as one. The way up to either side is kept on a stack of ever higher ground: O(rows). */
function prominentPeaks(smooth: Float64Array): Peak[] {
  const lowestLeft = lowestToHigher(smooth, 1);
  const lowestRight = lowestToHigher(smooth, -1);
  const peaks: Peak[] = [];
  for (let from = 0; from < smooth.length; ) {
    let to = from;
    while (to + 1 < smooth.length && smooth[to + 1] === smooth[from]) to++;
    const rises = from === 0 ? smooth[from] > 0 : smooth[from] > smooth[from - 1];
    const falls = to === smooth.length - 1 ? smooth[to] > 0 : smooth[to] > smooth[to + 1];
    if (rises && falls) peaks.push({ at: Math.ceil((from + to) / 2), prominence: smooth[from] - Math.max(lowestLeft[from], lowestRight[to]) });
    from = to + 1;
  }
  return peaks;
}

/** [rows] the lowest value between each row and the next strictly higher one before it (`step` 1) or after it (-1); 0, the outside, where there is none. */
function lowestToHigher(smooth: Float64Array, step: 1 | -1): Float64Array {
  const lowest = new Float64Array(smooth.length);
  const stack: number[] = [];
  const valleys: number[] = [];
  for (let index = 0; index < smooth.length; index++) {
    const at = step === 1 ? index : smooth.length - 1 - index;
    let valley = smooth[at];
    while (stack.length > 0 && stack[stack.length - 1] <= smooth[at]) {
      stack.pop();
      valley = Math.min(valley, valleys.pop() ?? valley);
    }
    lowest[at] = stack.length === 0 ? 0 : valley;
    stack.push(smooth[at]);
    valleys.push(valley);
  }
  return lowest;
}

/** The lowest row strictly between two: nearest the middle, then the higher. */
function lowestBetween(smooth: Float64Array, from: number, to: number): number {
  let best = from + 1;
  for (let at = from + 2; at < to; at++) {
    const nearer = Math.abs(2 * at - from - to) <= Math.abs(2 * best - from - to);
    if (smooth[at] < smooth[best] || (smooth[at] === smooth[best] && nearer)) best = at;
  }
  return best;
}
