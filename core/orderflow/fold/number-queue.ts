const MIN_CAPACITY = 16;

/** First in, first out, in a ring that doubles when it is full. For windows that slide along seconds. */
export class NumberQueue {
  length = 0;
  #ring = new Float64Array(MIN_CAPACITY);
  #first = 0;

  /** The number `at` places behind the oldest. */
  at(at: number): number {
    return this.#ring[(this.#first + at) & (this.#ring.length - 1)];
  }

  push(value: number): void {
    if (this.length === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.length++) & (this.#ring.length - 1)] = value;
  }

  /** Removes and returns the oldest; there must be one. */
  shift(): number {
    const value = this.#ring[this.#first];
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.length--;
    return value;
  }

  #grow(): void {
    const larger = new Float64Array(this.#ring.length * 2);
    larger.set(this.#ring.subarray(this.#first));
    larger.set(this.#ring.subarray(0, this.#first), this.#ring.length - this.#first);
    this.#ring = larger;
    this.#first = 0;
  }
}
