/** Bits of a single-precision float that are dropped: 6 bits of mantissa stay, 64 buckets per doubling. */
const DROPPED_BITS = 17;
/** Bucket of the value 1; smaller ones are 0. */
const ONE_CODE = 127 << 6;
/** Up to 2^53. */
const BUCKETS = ((53 + 1) << 6) + 2;
const MIN_CAPACITY = 4;

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/**
 * The median of numbers that come and go, exact. Whole numbers from 0 to 2^53.
 *
 * The numbers stand sorted in buckets of nearly equal ones, found by the top bits of their float, so adding and removing moves a handful of them; the bucket
 * that holds the middle is followed from one question to the next. Order of arrival leaves no trace.
 */
export class RunningMedian {
  /** How many numbers there are. */
  count = 0;
  readonly #buckets: (Float64Array | undefined)[] = Array.from({ length: BUCKETS });
  readonly #sizes = new Int32Array(BUCKETS);
  /** The bucket last found to hold the middle, and how many numbers stand below it. */
  #middle = 0;
  #below = 0;

  add(value: number): void {
    const code = bucketOf(value);
    const size = this.#sizes[code];
    const bucket = this.#roomFor(code, size + 1);
    let at = size;
    while (at > 0 && bucket[at - 1] > value) {
      bucket[at] = bucket[at - 1];
      at--;
    }
    bucket[at] = value;
    this.#sizes[code] = size + 1;
    this.count++;
    if (code < this.#middle) this.#below++;
  }

  /** Removes a number that was added. */
  remove(value: number): void {
    const code = bucketOf(value);
    const bucket = this.#roomFor(code, 0);
    const last = this.#sizes[code] - 1;
    let at = last;
    while (at >= 0 && bucket[at] !== value) at--;
    if (at < 0) throw new RangeError(`${value} is not among the numbers of the median`);
    bucket.copyWithin(at, at + 1, last + 1);
    this.#sizes[code] = last;
    this.count--;
    if (code < this.#middle) this.#below--;
  }

  /** Twice the median: the sum of the middle two, or twice the middle one, so that it stays whole. `NaN` without numbers. */
  doubleMedian(): number {
    if (this.count === 0) return Number.NaN;
    const lower = (this.count - 1) >> 1;
    this.#find(lower);
    const bucket = this.#roomFor(this.#middle, 0);
    const at = lower - this.#below;
    if (this.count % 2 === 1) return 2 * bucket[at];
    if (at + 1 < this.#sizes[this.#middle]) return bucket[at] + bucket[at + 1];
    let next = this.#middle + 1;
    while (this.#sizes[next] === 0) next++;
    return bucket[at] + this.#roomFor(next, 0)[0];
  }

  /** Moves to the bucket of the number with `rank` others before it. */
  #find(rank: number): void {
    while (this.#below > rank) this.#below -= this.#sizes[--this.#middle];
    while (this.#below + this.#sizes[this.#middle] <= rank) this.#below += this.#sizes[this.#middle++];
  }

  #roomFor(code: number, size: number): Float64Array {
    const bucket = this.#buckets[code];
    if (bucket !== undefined && bucket.length >= size) return bucket;
    const larger = new Float64Array(Math.max(MIN_CAPACITY, size * 2));
    if (bucket !== undefined) larger.set(bucket);
    this.#buckets[code] = larger;
    return larger;
  }
}

function bucketOf(value: number): number {
  if (value < 1) return 0;
  single[0] = value;
  return (bits[0] >>> DROPPED_BITS) - ONE_CODE + 1;
}
