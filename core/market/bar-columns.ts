import type { BarView } from "./bar-view.ts";
import type { FormingBar } from "./forming-bar.ts";

type NumericColumn = Float64Array | Int32Array | Uint8Array;

/** One column per field of a bar: constructor and the view's key, in one place so that growth and copying cannot forget a column. */
const BAR_FIELDS = {
  timeSec: Float64Array,
  openTicks: Int32Array,
  highTicks: Int32Array,
  lowTicks: Int32Array,
  closeTicks: Int32Array,
  volumeLots: Float64Array,
  bidLots: Float64Array,
  askLots: Float64Array,
  trades: Int32Array,
  openInterest: Float64Array,
  estimated: Uint8Array,
} as const;

const LEVEL_FIELDS = {
  levelPriceTicks: Int32Array,
  levelBidLots: Float64Array,
  levelAskLots: Float64Array,
  levelTrades: Int32Array,
} as const;

type Columns<Fields extends Record<string, new (length: number) => NumericColumn>> = {
  [Key in keyof Fields]: InstanceType<Fields[Key]>;
};

const MIN_BARS = 64;
const MIN_LEVELS = 1024;
/** Room kept behind what is loaded at once, as a share of it in bits: else the first live bar after a long history would move all of it. */
const TAIL_SHIFT = 3;

/**
 * Growable columns of 1-second bars with room at both ends, so that history that arrives newest chunk first is prepended without moving what is there.
 * `append` and `prepend` copy whole column ranges; there are no per-bar objects. Buffers double when full; room in front can be kept from the start.
 */
export class BarColumns {
  #bars: Columns<typeof BAR_FIELDS>;
  #levels: Columns<typeof LEVEL_FIELDS>;
  /** `[barCapacity + 1]`, parallel to the bar columns. */
  #offsets: Int32Array;
  #barStart: number;
  #barEnd: number;
  #levelStart: number;
  #levelEnd: number;
  #view: BarView | undefined;

  /**
   * @param headBars number of bars that will be prepended: room kept in front.
   * @param headLevels number of their levels.
   */
  constructor(headBars = 0, headLevels = 0) {
    const bars = withTail(headBars) + MIN_BARS;
    this.#bars = allocate(BAR_FIELDS, bars);
    this.#levels = allocate(LEVEL_FIELDS, withTail(headLevels) + MIN_LEVELS);
    this.#offsets = new Int32Array(bars + 1);
    this.#barStart = this.#barEnd = headBars;
    this.#levelStart = this.#levelEnd = headLevels;
    this.#offsets[headBars] = headLevels;
  }

  /** Number of bars. */
  get length(): number {
    return this.#barEnd - this.#barStart;
  }

  /** Number of levels of all bars. */
  get levelCount(): number {
    return this.#levelEnd - this.#levelStart;
  }

  /** The columns as a view. Valid until the next change; made once per change. */
  view(): BarView {
    this.#view ??= this.#makeView();
    return this.#view;
  }

  /** Adds bars `from..to-1` of `source` after the last bar. Their times must be later than the last bar's. */
  append(source: BarView, from = 0, to = source.length): void {
    const count = to - from;
    if (count <= 0) return;
    const levelFrom = source.levelOffsets[from];
    const levels = source.levelOffsets[to] - levelFrom;
    this.#makeRoom(0, count, 0, levels);
    this.#write(source, from, to, this.#barEnd, this.#levelEnd);
    this.#barEnd += count;
    this.#levelEnd += levels;
    this.#offsets[this.#barEnd] = this.#levelEnd;
    this.#view = undefined;
  }

  /** Adds one second after the last bar; it must have a trade and be later than the last bar. For builders: no views, no column copies. */
  appendForming(bar: FormingBar): void {
    const levels = bar.levelCount;
    this.#makeRoom(0, 1, 0, levels);
    const at = this.#barEnd++;
    const bars = this.#bars;
    bars.timeSec[at] = bar.timeSec;
    bars.openTicks[at] = bar.openTicks;
    bars.highTicks[at] = bar.highTicks;
    bars.lowTicks[at] = bar.lowTicks;
    bars.closeTicks[at] = bar.closeTicks;
    bars.volumeLots[at] = bar.bidLots + bar.askLots;
    bars.bidLots[at] = bar.bidLots;
    bars.askLots[at] = bar.askLots;
    bars.trades[at] = bar.trades;
    bars.openInterest[at] = Number.NaN;
    bars.estimated[at] = 0;
    const { levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = this.#levels;
    const levelAt = this.#levelEnd;
    for (let level = 0; level < levels; level++) {
      levelPriceTicks[levelAt + level] = bar.levelPriceTicks[level];
      levelBidLots[levelAt + level] = bar.levelBidLots[level];
      levelAskLots[levelAt + level] = bar.levelAskLots[level];
      levelTrades[levelAt + level] = bar.levelTrades[level];
    }
    this.#levelEnd += levels;
    this.#offsets[this.#barEnd] = this.#levelEnd;
    this.#view = undefined;
  }

  /** Adds bars `from..to-1` of `source` before the first bar. Their times must be earlier than the first bar's. */
  prepend(source: BarView, from = 0, to = source.length): void {
    const count = to - from;
    if (count <= 0) return;
    const levels = source.levelOffsets[to] - source.levelOffsets[from];
    this.#makeRoom(count, 0, levels, 0);
    this.#barStart -= count;
    this.#levelStart -= levels;
    this.#write(source, from, to, this.#barStart, this.#levelStart);
    this.#view = undefined;
  }

  /** Removes the last `count` bars (forming seconds that are replaced by a newer state), at most all; keeps the room. */
  truncate(count: number): void {
    this.#barEnd = Math.max(this.#barStart, this.#barEnd - count);
    this.#levelEnd = this.#offsets[this.#barEnd];
    this.#view = undefined;
  }

  #write(source: BarView, from: number, to: number, barAt: number, levelAt: number): void {
    for (const key of Object.keys(BAR_FIELDS) as (keyof typeof BAR_FIELDS)[]) {
      this.#bars[key].set(source[key].subarray(from, to), barAt);
    }
    const levelFrom = source.levelOffsets[from];
    for (const key of Object.keys(LEVEL_FIELDS) as (keyof typeof LEVEL_FIELDS)[]) {
      this.#levels[key].set(source[key].subarray(levelFrom, source.levelOffsets[to]), levelAt);
    }
    const shift = levelAt - levelFrom;
    for (let index = from; index < to; index++) this.#offsets[barAt + index - from] = source.levelOffsets[index] + shift;
  }

  #makeRoom(headBars: number, tailBars: number, headLevels: number, tailLevels: number): void {
    const barCapacity = this.#bars.timeSec.length;
    if (headBars > this.#barStart || this.#barEnd + tailBars > barCapacity) {
      const head = Math.max(headBars > this.#barStart ? headBars + this.length : this.#barStart, headBars);
      const grown = Math.max(head + this.length * 2 + withTail(tailBars), MIN_BARS);
      const shift = head - this.#barStart;
      this.#bars = move(BAR_FIELDS, this.#bars, grown, this.#barStart, this.#barEnd, head);
      const offsets = new Int32Array(grown + 1);
      offsets.set(this.#offsets.subarray(this.#barStart, this.#barEnd + 1), head);
      this.#offsets = offsets;
      this.#barStart += shift;
      this.#barEnd += shift;
    }
    const levelCapacity = this.#levels.levelPriceTicks.length;
    if (headLevels > this.#levelStart || this.#levelEnd + tailLevels > levelCapacity) {
      const head = Math.max(headLevels > this.#levelStart ? headLevels + this.levelCount : this.#levelStart, headLevels);
      const grown = Math.max(head + this.levelCount * 2 + withTail(tailLevels), MIN_LEVELS);
      const shift = head - this.#levelStart;
      this.#levels = move(LEVEL_FIELDS, this.#levels, grown, this.#levelStart, this.#levelEnd, head);
      for (let index = this.#barStart; index <= this.#barEnd; index++) this.#offsets[index] += shift;
      this.#levelStart += shift;
      this.#levelEnd += shift;
    }
  }

  #makeView(): BarView {
    const bars = this.#bars;
    const from = this.#barStart;
    const to = this.#barEnd;
    return {
      length: to - from,
      timeSec: bars.timeSec.subarray(from, to),
      openTicks: bars.openTicks.subarray(from, to),
      highTicks: bars.highTicks.subarray(from, to),
      lowTicks: bars.lowTicks.subarray(from, to),
      closeTicks: bars.closeTicks.subarray(from, to),
      volumeLots: bars.volumeLots.subarray(from, to),
      bidLots: bars.bidLots.subarray(from, to),
      askLots: bars.askLots.subarray(from, to),
      trades: bars.trades.subarray(from, to),
      openInterest: bars.openInterest.subarray(from, to),
      estimated: bars.estimated.subarray(from, to),
      levelOffsets: this.#offsets.subarray(from, to + 1),
      levelPriceTicks: this.#levels.levelPriceTicks,
      levelBidLots: this.#levels.levelBidLots,
      levelAskLots: this.#levels.levelAskLots,
      levelTrades: this.#levels.levelTrades,
    };
  }
}

function withTail(count: number): number {
  return count + (count >> TAIL_SHIFT);
}

function allocate<Fields extends Record<string, new (length: number) => NumericColumn>>(
  fields: Fields,
  capacity: number,
): Columns<Fields> {
  const columns = {} as Record<string, NumericColumn>;
  for (const key of Object.keys(fields)) columns[key] = new fields[key](capacity);
  return columns as Columns<Fields>;
}

function move<Fields extends Record<string, new (length: number) => NumericColumn>>(
  fields: Fields,
  old: Columns<Fields>,
  capacity: number,
  from: number,
  to: number,
  head: number,
): Columns<Fields> {
  const grown = allocate(fields, capacity);
  for (const key of Object.keys(fields)) grown[key].set(old[key].subarray(from, to) as never, head);
  return grown;
}

/** An empty view: zero bars. */
export const NO_BARS: BarView = new BarColumns().view();
