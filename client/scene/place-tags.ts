/** A stretch of an axis that a tag covers, pixels from the region's left or top edge. */
export interface TagSpan {
  readonly from: number;
  readonly to: number;
}

/** A tag that wants a place. */
export interface WantedTag {
  /** Where its middle belongs, pixels; `NaN` for nowhere. */
  readonly centrePx: number;
  /** What the order of tags follows, ascending along the axis: what a tag says, which need not be exactly what lies at its middle. */
  readonly order: number;
}

/** A place that is given away. */
export interface TakenPlace extends TagSpan {
  readonly order: number;
}

/**
 * Finds a place for each tag of an axis. The first tags are the most important: a later one that would cover an earlier one, or stand on the wrong side of it,
 * moves to the nearest free place in their order, and is left out where that is farther than `reachPx` from its own.
 * @param tags one whose own place leaves `0..limitPx` is left out.
 * @returns a span per tag, null for one that is left out; no two of them, nor of those taken, overlap.
 */
export function placeTags(tags: readonly WantedTag[], taken: readonly TakenPlace[], sizePx: number, limitPx: number, reachPx: number): readonly (TagSpan | null)[] {
  const given = [...taken];
  return tags.map(({ centrePx, order }) => {
    const from = nearestFree(centrePx - (sizePx >> 1), order, given, sizePx, limitPx, reachPx);
    if (Number.isNaN(from)) return null;
    given.push({ from, to: from + sizePx, order });
    return { from, to: from + sizePx };
  });
}

/** `true` when two spans share a pixel. */
export function spansMeet(a: TagSpan | null, b: TagSpan | null): boolean {
  return a !== null && b !== null && a.from < b.to && a.to > b.from;
}

/** The start of a free place that is nearest to the one wanted, which is one of: that itself, or directly above or below a place that is given away. */
function nearestFree(wanted: number, order: number, given: readonly TakenPlace[], sizePx: number, limitPx: number, reachPx: number): number {
  if (!(wanted >= 0 && wanted + sizePx <= limitPx)) return Number.NaN;
  let best = Number.NaN;
  const consider = (from: number): void => {
    if (from < 0 || from + sizePx > limitPx || Math.abs(from - wanted) > reachPx || Math.abs(from - wanted) >= Math.abs(best - wanted)) return;
    const isFree = given.every((place) => (from >= place.to && order >= place.order) || (from + sizePx <= place.from && order <= place.order));
    if (isFree) best = from;
  };
  consider(wanted);
  for (const place of given) {
    consider(place.from - sizePx);
    consider(place.to);
  }
  return best;
}
