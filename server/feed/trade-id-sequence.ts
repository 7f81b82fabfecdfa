/** A run of ids that have not come. */
interface Hole {
  fromId: number;
  toId: number;
  readonly fromSec: number;
  readonly toSec: number;
}

/** How far before the first id of a recording one that comes late is still taken for new. */
const HEAD_REACH = 1000;
/** Declared holes remembered, so that a trade that comes after all is not taken for a duplicate. */
const MAX_REMEMBERED = 4096;

/**
 * Watches ids that count up by one: an id seen before is a duplicate, a jump is a loss. Ids may arrive slightly out of order, so a jump becomes a gap only
 * when the missing ids have not come by the time the gap's last second closes.
 */
export class TradeIdSequence {
  readonly #graceSec: number;
  readonly #onGap: (fromSec: number, toSec: number, dueMs: number) => void;
  #nextId = Number.NaN;
  #lastSec = 0;
  /** Oldest first. */
  #pending: Hole[] = [];
  #remembered: Hole[] = [];

  /**
   * @param graceSec how long after its end a second still takes late trades.
   * @param onGap called with the lost range `[fromSec, toSec)`, from the second of the last trade before the jump to that of the first after it, and
   * the time at which it became certain.
   */
  constructor(graceSec: number, onGap: (fromSec: number, toSec: number, dueMs: number) => void) {
    this.#graceSec = graceSec;
    this.#onGap = onGap;
  }

  /** Takes note of an id. @returns `false` when it has come before. */
  accept(id: number, timeMs: number): boolean {
    this.advance(timeMs);
    const sec = Math.floor(timeMs / 1000);
    if (id === this.#nextId) {
      this.#nextId++;
    } else if (id < this.#nextId) {
      return fill(this.#pending, id) || fill(this.#remembered, id);
    } else if (Number.isNaN(this.#nextId)) {
      this.#remembered.push({ fromId: Math.max(0, id - HEAD_REACH), toId: id, fromSec: sec, toSec: sec });
      this.#nextId = id + 1;
    } else {
      this.#pending.push({ fromId: this.#nextId, toId: id, fromSec: Math.min(this.#lastSec, sec), toSec: Math.max(this.#lastSec, sec) + 1 });
      this.#nextId = id + 1;
    }
    this.#lastSec = sec;
    return true;
  }

  /** Declares the holes whose last second has closed at `timeMs`. */
  advance(timeMs: number): void {
    while (this.#pending.length > 0 && this.#dueMs(this.#pending[0]) <= timeMs) this.#declareFirst();
  }

  /** Declares every hole that is still open: nothing more will come. */
  finish(): void {
    while (this.#pending.length > 0) this.#declareFirst();
  }

  #dueMs(hole: Hole): number {
    return (hole.toSec + this.#graceSec) * 1000;
  }

  #declareFirst(): void {
    const hole = this.#pending.shift();
    if (hole === undefined) return;
    this.#onGap(hole.fromSec, hole.toSec, this.#dueMs(hole));
    this.#remembered.push(hole);
    if (this.#remembered.length > MAX_REMEMBERED) this.#remembered.shift();
  }
}

/** Takes `id` out of the hole that misses it. @returns `false` when none does. */
function fill(holes: Hole[], id: number): boolean {
  const index = holes.findLastIndex((hole) => id >= hole.fromId && id < hole.toId);
  if (index < 0) return false;
  const hole = holes[index];
  const parts = [
    { ...hole, toId: id },
    { ...hole, fromId: id + 1 },
  ];
  holes.splice(index, 1, ...parts.filter((part) => part.fromId < part.toId));
  return true;
}
