import type { BarView } from "../../core/market/bar-view.ts";
import { type BatchOutcome, SymbolColumns } from "../../workers/symbol-columns.ts";
import { createRandom } from "../support/seeded-bars.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { formingState, joinBars, sliceBars } from "./bar-slices.ts";

/** A server and a network that drops, repeats and cuts: what it says is always true, but not always new, and not always complete. */
export class LossyServer {
  readonly columns = new SymbolColumns();
  readonly #log: BarView;
  readonly #onOutcome: (outcome: BatchOutcome) => void;
  readonly #random: () => number;
  #top: number;
  #tail = 0;
  #low = 0;
  /** Batches that left a hole; there must be none. */
  missing = 0;

  /**
   * @param top bars that exist when the client subscribes.
   * @param onOutcome hears what became of every batch.
   */
  constructor(log: BarView, seed: number, top: number, onOutcome: (outcome: BatchOutcome) => void = () => {}) {
    this.#log = log;
    this.#onOutcome = onOutcome;
    this.#random = createRandom(seed);
    this.#top = top;
    this.#connect();
  }

  /** One event of the stream or the network. */
  step(): void {
    const dice = this.#random();
    if (dice < 0.2) this.#top = Math.min(this.#log.length, this.#top + 1 + this.#below(3));
    else if (dice < 0.45) this.#sendTail();
    else if (dice < 0.65) this.#sendBacklog();
    else if (dice < 0.8) this.#sendForming();
    else if (dice < 0.9) this.#repeatSomething();
    else this.#connect();
  }

  /** Everything that is still to come comes. */
  finish(): void {
    this.#connect();
    this.#top = this.#log.length;
    while (this.#tail < this.#top) this.#sendTail();
    while (this.#low > 0) this.#sendBacklog();
  }

  /** A cut: what was on its way is lost, the client says where it stands. */
  #connect(): void {
    const point = this.columns.resumePoint;
    if (point === null) {
      this.columns.begin(acknowledgement(this.#top, { firstSec: this.#top === 0 ? null : this.#log.timeSec[0] }));
      this.#tail = this.#low = this.#top;
      return;
    }
    this.#tail = point.fromSeq;
    this.#low = point.lowSeq;
    const answer = { resumed: true, liveFromSeq: this.#tail, backlogSeq: { from: 0, to: this.#low } };
    if (this.columns.begin(acknowledgement(0, answer))) throw new Error("a resumed stream began anew");
  }

  #sendTail(): void {
    const to = Math.min(this.#top, this.#tail + 1 + this.#below(5));
    if (to === this.#tail) return;
    this.#settle(this.columns.applyClosed(this.#tail, sliceBars(this.#log, this.#tail, to)));
    this.#tail = to;
  }

  #sendBacklog(): void {
    const from = Math.max(0, this.#low - 1 - this.#below(20));
    if (from === this.#low) return;
    this.#settle(this.columns.applyBacklog(from, sliceBars(this.#log, from, this.#low)));
    this.#low = from;
  }

  #sendForming(): void {
    const count = Math.min(1 + this.#below(3), this.#log.length - this.#tail);
    if (count <= 0) return;
    const states = Array.from({ length: count }, (_, index) => formingState(this.#log, this.#tail + index, 1 + this.#below(12)));
    this.#settle(this.columns.applyForming(this.#tail, joinBars(states)));
  }

  #repeatSomething(): void {
    const from = this.#below(this.#tail + 1);
    const to = Math.min(this.#tail, from + this.#below(10));
    const repeated = sliceBars(this.#log, Math.min(from, to), to);
    this.#onOutcome(this.columns.applyClosed(Math.min(from, to), repeated));
    this.#onOutcome(this.columns.applyBacklog(Math.min(from, to), repeated));
  }

  #settle(outcome: BatchOutcome): void {
    if (outcome.kind === "missing") this.missing++;
    this.#onOutcome(outcome);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
