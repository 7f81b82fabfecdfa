/**
 * Gaps: the seconds a source lost, as flat pairs `[fromSec, toSec, ...]`, `toSec` exclusive, ascending and apart from each other.
 * A second in a gap may have a bar; it is then incomplete. Every study takes the gaps beside the bars and says `reliable: false` where they matter.
 */
export type Gaps = Float64Array;

/** No second is missing. */
export const NO_GAPS: Gaps = new Float64Array(0);

/** Index of the first pair that ends after `sec`. O(log n). */
function firstGapAfter(gaps: Gaps, sec: number): number {
  let low = 0;
  let high = gaps.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (gaps[middle * 2 + 1] <= sec) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `true` when at least one second of `[fromSec, toSec)` is missing. */
export function touchesGap(gaps: Gaps, fromSec: number, toSec: number): boolean {
  if (gaps.length === 0 || !(fromSec < toSec)) return false;
  const pair = firstGapAfter(gaps, fromSec);
  return pair * 2 < gaps.length && gaps[pair * 2] < toSec;
}

/** Number of seconds of `[fromSec, toSec)` that are missing. */
export function missingSeconds(gaps: Gaps, fromSec: number, toSec: number): number {
  let missing = 0;
  if (!(fromSec < toSec)) return missing;
  for (let at = firstGapAfter(gaps, fromSec) * 2; at < gaps.length && gaps[at] < toSec; at += 2) {
    missing += Math.min(gaps[at + 1], toSec) - Math.max(gaps[at], fromSec);
  }
  return missing;
}

/** Sorts pairs, joins those that overlap or touch, and drops empty ones: the form every study expects. */
export function normalizeGaps(pairs: ArrayLike<number>): Gaps {
  const ranges: [number, number][] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    if (pairs[at] < pairs[at + 1]) ranges.push([pairs[at], pairs[at + 1]]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [fromSec, toSec] of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && fromSec <= last[1]) last[1] = Math.max(last[1], toSec);
    else joined.push([fromSec, toSec]);
  }
  return Float64Array.from(joined.flat());
}
