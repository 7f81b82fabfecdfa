/** A half-open range of whole numbers. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A set of whole numbers held as disjoint, ascending, non-touching half-open spans: which columns of a pool still have to be packed. */
export class SpanSet {
  #spans: Span[] = [];

  get isEmpty(): boolean {
    return this.#spans.length === 0;
  }

  get spans(): readonly Span[] {
    return this.#spans;
  }

  add(from: number, to: number): void {
    if (!(from < to)) return;
    let low = from;
    let high = to;
    const before: Span[] = [];
    const after: Span[] = [];
    for (const span of this.#spans) {
      if (span.to < from) before.push(span);
      else if (span.from > to) after.push(span);
      else {
        low = Math.min(low, span.from);
        high = Math.max(high, span.to);
      }
    }
    this.#spans = [...before, { from: low, to: high }, ...after];
  }

  remove(from: number, to: number): void {
    if (!(from < to)) return;
    this.#spans = this.#spans.flatMap((span) => [
      ...(span.from < Math.min(span.to, from) ? [{ from: span.from, to: Math.min(span.to, from) }] : []),
      ...(Math.max(span.from, to) < span.to ? [{ from: Math.max(span.from, to), to: span.to }] : []),
    ]);
  }

  clear(): void {
    this.#spans = [];
  }

  /**
   * The last members within `[from, to)`, as one span; where it has none, the span nearest to it on either side; null when the set is empty.
   * @param least members below are left out, @param end and those from here on.
   */
  nearest(from: number, to: number, least = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY): Span | null {
    let inside: Span | null = null;
    let outside: Span | null = null;
    let distance = Number.POSITIVE_INFINITY;
    for (const whole of this.#spans) {
      const span = whole.from >= least && whole.to <= end ? whole : { from: Math.max(whole.from, least), to: Math.min(whole.to, end) };
      if (span.from >= span.to) continue;
      const away = span.to <= from ? from - span.to : span.from - to;
      if (span.to > from && span.from < to) inside = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
      else if (away < distance) {
        outside = span;
        distance = away;
      }
    }
    return inside ?? outside;
  }

  /** The widest range around `[from, to)` without a member; null when `[from, to)` itself has one. */
  freeAround(from: number, to: number): Span | null {
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    for (const span of this.#spans) {
      if (span.to <= from) low = span.to;
      else if (span.from >= to) high = Math.min(high, span.from);
      else return null;
    }
    return { from: low, to: high };
  }
}
