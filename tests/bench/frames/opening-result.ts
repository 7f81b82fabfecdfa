import { OPENING_MARKS, type OpeningMark } from "../../../protocol/opening-marks.ts";
import type { Opening } from "../../../bench/frames/opening.ts";

/** An opening whose marks come 100 ms after each other, all else 100 ms after the last of them. */
export function opening(changed: Partial<Record<OpeningMark, number>> = {}): Opening {
  const even = Object.fromEntries(OPENING_MARKS.map((mark, index) => [mark, 100 * (index + 1)])) as Record<OpeningMark, number>;
  return { marks: { ...even, ...changed }, idleMs: 100 * (OPENING_MARKS.length + 1) };
}
