/** Smaller numbers have a bucket each, which is only a count. */
const COUNTED = 4096;
/** Bits of a single-precision float that are dropped: 6 bits of mantissa stay, 64 buckets per doubling. */
const DROPPED_BITS = 17;
/** Top bits of the float 4096. */
const COUNTED_BITS = (127 + 12) << 6;
/** Up to 2^53. */
const BUCKETS = COUNTED + ((53 - 12 + 1) << 6);
const MIN_CAPACITY = 4;

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/**
 * The median of numbers that come and go, exact. Whole numbers from 0 to 2^53.
 *
 * Small numbers are counted; large ones stand sorted in buckets of nearly equal ones, found by the top bits of their float, so adding and removing moves a
 * handful of them. The bucket that holds the middle is followed from one question to the next. Order of arrival leaves no trace.
 */
export class RunningMedian {
  /** How many numbers there are. */
  count = 0;
  /** Of the numbers from {@link COUNTED} on. */
  readonly #buckets: (Float64Array | undefined)[] = Array.from({ length: BUCKETS - COUNTED });
  readonly #sizes = new Int32Array(BUCKETS);
  /** The bucket last found to hold the middle, and how many numbers stand below it. */
  #middle = 0;
  #below = 0;

  add(value: number): void {
    const code = bucketOf(value);
    if (code >= COUNTED) this.#insert(code, value);
    this.#sizes[code]++;
    this.count++;
    if (code < this.#middle) this.#below++;
  }

  /** Removes a number that was added. */
  remove(value: number): void {
    const code = bucketOf(value);
    if (code >= COUNTED) this.#take(code, value);
    else if (this.#sizes[code] === 0) throw unknownNumber(value);
    this.#sizes[code]--;
    this.count--;
    if (code < this.#middle) this.#below--;
  }

  /** Twice the median: the sum of the middle two, or twice the middle one, so that it stays whole. `NaN` without numbers. */
  doubleMedian(): number {
    if (this.count === 0) return Number.NaN;
    const lower = (this.count - 1) >> 1;
    this.#find(lower);
    const at = lower - this.#below;
    const value = this.#numberAt(this.#middle, at);
    if (this.count % 2 === 1) return 2 * value;
    if (at + 1 < this.#sizes[this.#middle]) return value + this.#numberAt(this.#middle, at + 1);
    let next = this.#middle + 1;
    while (this.#sizes[next] === 0) next++;
    return value + this.#numberAt(next, 0);
  }

  /** Moves to the bucket of the number with `rank` others before it. */
  #find(rank: number): void {
    while (this.#below > rank) this.#below -= this.#sizes[--this.#middle];
    while (this.#below + this.#sizes[this.#middle] <= rank) this.#below += this.#sizes[this.#middle++];
  }

  #numberAt(code: number, at: number): number {
    return code < COUNTED ? code : this.#roomFor(code, 0)[at];
  }

  #insert(code: number, value: number): void {
    const size = this.#sizes[code];
    const bucket = this.#roomFor(code, size + 1);
    let at = size;
    while (at > 0 && bucket[at - 1] > value) {
      bucket[at] = bucket[at - 1];
      at--;
    }
    bucket[at] = value;
  }

  #take(code: number, value: number): void {
    const bucket = this.#roomFor(code, 0);
    const last = this.#sizes[code] - 1;
    let at = last;
    while (at >= 0 && bucket[at] !== value) at--;
    if (at < 0) throw unknownNumber(value);
    for (; at < last; at++) bucket[at] = bucket[at + 1];
  }

  #roomFor(code: number, size: number): Float64Array {
    const bucket = this.#buckets[code - COUNTED];
    if (bucket !== undefined && bucket.length >= size) return bucket;
    const larger = new Float64Array(Math.max(MIN_CAPACITY, size * 2));
    if (bucket !== undefined) larger.set(bucket);
    this.#buckets[code - COUNTED] = larger;
    return larger;
  }
}

function bucketOf(value: number): number {
  if (value < COUNTED) return value;
  single[0] = value;
  return COUNTED + (bits[0] >>> DROPPED_BITS) - COUNTED_BITS;
}

function unknownNumber(value: number): RangeError {
  return new RangeError(`${value} is not among the numbers of the median`);
}
