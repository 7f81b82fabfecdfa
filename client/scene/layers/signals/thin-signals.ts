import type { SignalMark } from "./signal-mark.ts";

/** A mark that has room, and how many weaker ones it stands for. */
export interface ThinnedSignal {
  readonly mark: SignalMark;
  readonly hidden: number;
}

/**
 * Leaves out marks so that those of one side stand at least `slotSec` apart: of the marks that share a slot the strongest stays, among equals the newest, and
 * counts the others. Slots follow from the marks alone, never from the window, so that nothing comes or goes while panning; a pause of a slot's length begins
 * anew, so that older history changes nothing later.
 *
 * @param marks ascending by `sec`.
 * @returns ascending by `sec`.
 */
export function thinSignals(marks: readonly SignalMark[], slotSec: number): readonly ThinnedSignal[] {
  const kept = (["buy", "sell"] as const).flatMap((side) => thinSide(marks.filter((mark) => mark.side === side), slotSec));
  return kept.sort((a, b) => a.mark.sec - b.mark.sec);
}

function thinSide(marks: readonly SignalMark[], slotSec: number): ThinnedSignal[] {
  const kept: ThinnedSignal[] = [];
  for (let at = 0; at < marks.length; ) {
    const first = at;
    let best = marks[at];
    for (at++; at < marks.length && marks[at].sec < marks[first].sec + slotSec; at++) if (marks[at].strength >= best.strength) best = marks[at];
    while (at < marks.length && marks[at].sec < best.sec + slotSec) at++;
    kept.push({ mark: best, hidden: at - first - 1 });
  }
  return kept;
}
