/** A stretch of an axis that a tag covers, pixels from the region's left or top edge. */
export interface TagSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds a place for each tag of an axis. The first tags are the most important: a later one that would cover an earlier one moves to the nearest free place that
 * keeps their order, and is left out where that is farther than `reachPx` from its own.
 * @param centres where the middle of each tag belongs, pixels; a tag whose own place leaves `0..limitPx` is left out, as is `NaN`.
 * @param taken places that are given away already.
 * @returns a span per tag, null for one that is left out; no two of them, nor of those taken, overlap.
 */
export function placeTags(centres: readonly number[], taken: readonly TagSpan[], sizePx: number, limitPx: number, reachPx: number): readonly (TagSpan | null)[] {
  const given: GivenPlace[] = taken.map((span) => ({ ...span, wanted: span.from }));
  return centres.map((centre) => {
    const wanted = centre - (sizePx >> 1);
    const from = nearestFree(wanted, given, sizePx, limitPx, reachPx);
    if (Number.isNaN(from)) return null;
    given.push({ from, to: from + sizePx, wanted });
    return { from, to: from + sizePx };
  });
}

/** `true` when two spans share a pixel. */
export function spansMeet(a: TagSpan | null, b: TagSpan | null): boolean {
  return a !== null && b !== null && a.from < b.to && a.to > b.from;
}

interface GivenPlace extends TagSpan {
  /** Where it would start if nothing were in its way. */
  readonly wanted: number;
}

/** The start of a free place that is nearest to the one wanted, which is one of: that itself, or directly above or below a place that is given away. */
function nearestFree(wanted: number, given: readonly GivenPlace[], sizePx: number, limitPx: number, reachPx: number): number {
  if (!(wanted >= 0 && wanted + sizePx <= limitPx)) return Number.NaN;
  let best = Number.NaN;
  const consider = (from: number): void => {
    if (from < 0 || from + sizePx > limitPx || Math.abs(from - wanted) > reachPx || Math.abs(from - wanted) >= Math.abs(best - wanted)) return;
    const isFree = given.every((place) => (from >= place.to && wanted >= place.wanted) || (from + sizePx <= place.from && wanted <= place.wanted));
    if (isFree) best = from;
  };
  consider(wanted);
  for (const place of given) {
    consider(place.from - sizePx);
    consider(place.to);
  }
  return best;
}
