import type { SignalMark } from "./signal-mark.ts";

/** A mark that has room, and how many weaker ones it stands for. */
export interface ThinnedSignal {
  readonly mark: SignalMark;
  readonly hidden: number;
}

/**
 * Leaves out marks of one side so that they stand at least `slotSec` apart: of the marks that share a slot the strongest stays, among equals the newest, and
 * counts the others. Slots follow from the marks alone, never from the window, so that nothing comes or goes while panning; a pause of a slot's length begins
 * anew, so that older history changes nothing later.
 *
 * @param marks of one side, ascending by `sec`.
 * @returns those from `fromSec` to before `toSec`, ascending by `sec`. What lies beyond is looked at up to the next such pause.
 */
export function thinSignals(marks: readonly SignalMark[], slotSec: number, fromSec: number, toSec: number): readonly ThinnedSignal[] {
  const kept: ThinnedSignal[] = [];
  for (let at = lastPause(marks, slotSec, fromSec); at < marks.length && marks[at].sec < toSec; ) {
    const first = at;
    let best = marks[at];
    for (at++; at < marks.length && marks[at].sec < marks[first].sec + slotSec; at++) if (marks[at].strength >= best.strength) best = marks[at];
    while (at < marks.length && marks[at].sec < best.sec + slotSec) at++;
    if (best.sec >= fromSec && best.sec < toSec) kept.push({ mark: best, hidden: at - first - 1 });
  }
  return kept;
}

/** A mark, none of those from `sec` on being before it, with a pause of a slot's length before it; 0 without one. */
function lastPause(marks: readonly SignalMark[], slotSec: number, sec: number): number {
  let at = firstFrom(marks, sec);
  while (at > 0 && (at === marks.length || marks[at].sec < marks[at - 1].sec + slotSec)) at--;
  return at;
}

function firstFrom(marks: readonly SignalMark[], sec: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (marks[middle].sec < sec) low = middle + 1;
    else high = middle;
  }
  return low;
}
