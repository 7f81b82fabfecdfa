import type { SignalMark } from "./signal-mark.ts";

/** A mark that has room, and those that it stands for: `hidden + 1` marks in a row of the list that was thinned, itself one of them. */
export interface ThinnedSignal {
  readonly mark: SignalMark;
  readonly hidden: number;
  /** The list that was thinned, and where in it its marks begin. */
  readonly among: readonly SignalMark[];
  readonly first: number;
}

/**
 * Leaves out marks of one side so that they stand at least `slotSec` apart: of the marks that share a slot the strongest stays, among equals the newest, and
 * counts the others. Slots follow from the marks alone, never from the window, so that nothing comes or goes while panning; a pause of a slot's length begins
 * anew, so that older history changes nothing later.
 *
 * The chosen mark stays instead of the strongest of its slot. Where that brings it too near to the next one, it stands for the marks of that too: all others stay
 * where they were.
 *
 * @param marks of one side, ascending by `sec`.
 * @param chosen one of them, or null.
 * @returns those from `fromSec` to before `toSec`, ascending by `sec`. What lies beyond is looked at up to the next such pause.
 */
export function thinSignals(marks: readonly SignalMark[], slotSec: number, fromSec: number, toSec: number, chosen: SignalMark | null = null): readonly ThinnedSignal[] {
  const chosenAt = chosen === null ? -1 : marks.indexOf(chosen);
  const kept: ThinnedSignal[] = [];
  for (let at = lastPause(marks, slotSec, fromSec); at < marks.length && marks[at].sec < toSec; ) {
    const first = at;
    let mark = strongestOf(marks, slotSec, first);
    at = firstBeyond(marks, slotSec, mark, first);
    if (chosenAt >= first && chosenAt < at) {
      mark = marks[chosenAt];
      const next = at < marks.length ? strongestOf(marks, slotSec, at) : null;
      if (next !== null && next.sec < mark.sec + slotSec) at = firstBeyond(marks, slotSec, next, at);
    }
    if (mark.sec >= fromSec && mark.sec < toSec) kept.push({ mark, hidden: at - first - 1, among: marks, first });
  }
  return kept;
}

/** The marks that a mark stands for besides itself, newest first. */
export function hiddenMarks({ mark, hidden, among, first }: ThinnedSignal): readonly SignalMark[] {
  return among
    .slice(first, first + hidden + 1)
    .filter((one) => one !== mark)
    .reverse();
}

/** The strongest of the marks within a slot from a mark on, among equals the newest. */
function strongestOf(marks: readonly SignalMark[], slotSec: number, first: number): SignalMark {
  let best = marks[first];
  for (let at = first + 1; at < marks.length && marks[at].sec < marks[first].sec + slotSec; at++) if (marks[at].strength >= best.strength) best = marks[at];
  return best;
}

/** The first mark from `first` on that is a slot after `mark`. */
function firstBeyond(marks: readonly SignalMark[], slotSec: number, mark: SignalMark, first: number): number {
  let at = first;
  while (at < marks.length && marks[at].sec < mark.sec + slotSec) at++;
  return at;
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
