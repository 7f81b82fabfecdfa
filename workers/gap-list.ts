/**
 * Ranges of seconds that the source lost, ascending. A gap is known by where it begins, so hearing of it again (after a reconnect) changes nothing, and
 * hearing of one with another end from the same second on replaces it.
 */
export class GapList {
  #bounds = new Float64Array(0);

  /** Flat pairs `[fromSec, toSec, ...]`, half-open. A new array after every change, so it may be handed out. */
  get bounds(): Float64Array {
    return this.#bounds;
  }

  /**
   * Adds a gap.
   * @returns `true` when this told something new.
   * @throws RangeError when the range is empty or not finite.
   */
  add(fromSec: number, toSec: number): boolean {
    if (!Number.isFinite(fromSec) || !Number.isFinite(toSec) || !(fromSec < toSec)) {
      throw new RangeError(`gap from second ${fromSec} to ${toSec} is not a range`);
    }
    const old = this.#bounds;
    let at = 0;
    while (at < old.length && old[at] < fromSec) at += 2;
    if (at < old.length && old[at] === fromSec) {
      if (old[at + 1] === toSec) return false;
      this.#bounds = old.slice();
      this.#bounds[at + 1] = toSec;
      return true;
    }
    const bounds = new Float64Array(old.length + 2);
    bounds.set(old.subarray(0, at));
    bounds[at] = fromSec;
    bounds[at + 1] = toSec;
    bounds.set(old.subarray(at), at + 2);
    this.#bounds = bounds;
    return true;
  }

  /** `true` when `[fromSec, toSec)` has a second in common with a gap. */
  touches(fromSec: number, toSec: number): boolean {
    const bounds = this.#bounds;
    for (let at = 0; at < bounds.length; at += 2) {
      if (bounds[at] < toSec && bounds[at + 1] > fromSec) return true;
    }
    return false;
  }

  clear(): void {
    this.#bounds = new Float64Array(0);
  }
}
