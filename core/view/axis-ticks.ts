import { dateText } from "./clock-text.ts";
import type { DecimalStep } from "../market/decimal-step.ts";
import { floorDiv } from "../market/floor-div.ts";
import { formatPrice } from "./number-format.ts";
import { ceilOneTwoFive } from "./row-height.ts";

/** Labelled positions of an axis, ascending. The same object as long as nothing about it changes, so panning within a step costs nothing. */
export interface AxisTicks {
  /** Distance of two ticks: seconds or price ticks. */
  readonly step: number;
  /** [ticks] epoch seconds, or price in ticks. */
  readonly positions: Float64Array;
  readonly labels: readonly string[];
  /** [ticks] 1 where the label stands out: a date among times, a year among dates. */
  readonly major: Uint8Array;
}

const DAY_SEC = 86_400;
const TIME_STEPS_SEC = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, DAY_SEC];
/** Windows are differences of large numbers; a spacing that falls short by less than this is enough, so that panning does not change it. */
const TOLERANCE = 1e-6;
const NO_TICKS: AxisTicks = { step: 1, positions: new Float64Array(0), labels: [], major: new Uint8Array(0) };

/** The shortest natural step (seconds, minutes, hours, days, then days doubled) that leaves `minSpacingPx` between labels. */
export function timeStepSec(secPerPx: number, minSpacingPx: number): number {
  const needed = secPerPx * minSpacingPx * (1 - TOLERANCE);
  const step = TIME_STEPS_SEC.find((candidate) => candidate >= needed);
  if (step !== undefined) return step;
  return DAY_SEC * 2 ** Math.ceil(Math.log2(needed / DAY_SEC));
}

/**
 * The smallest step in ticks that leaves `minSpacingPx` between labels and reads well: 1, 2 or 5 times a power of ten as a *price* (quarters of a tick size
 * 0.25 go 0.25, 0.50, 1, 2, 5), else as a number of ticks.
 */
export function priceStepTicks(ticksPerPx: number, minSpacingPx: number, tick: DecimalStep): number {
  const needed = ticksPerPx * minSpacingPx * (1 - TOLERANCE);
  if (needed <= 1) return 1;
  for (let units = ceilOneTwoFive(needed * tick.mantissa); units <= needed * tick.mantissa * 100; units = ceilOneTwoFive(units + 1)) {
    if (units % tick.mantissa === 0) return units / tick.mantissa;
  }
  return ceilOneTwoFive(needed);
}

/** Finds the ticks of an axis and keeps the last answer: labels are written once, when their tick first comes into view. */
class TickFinder {
  #ticks = NO_TICKS;
  #first = 0;

  /** @param labelOf text of a position, and whether it stands out. Must depend on position and step alone. */
  find(from: number, to: number, step: number, offset: number, labelOf: (position: number) => string, isMajor: (position: number) => boolean): AxisTicks {
    const first = Math.ceil((from + offset) / step);
    const count = Math.max(0, Math.floor((to + offset) / step) - first + 1);
    const known = this.#ticks;
    const same = known.step === step;
    if (same && first === this.#first && count === known.positions.length) return known;
    const positions = Float64Array.from({ length: count }, (_, index) => (first + index) * step - offset);
    const shift = same ? first - this.#first : Number.NaN;
    const labels = Array.from(positions, (position, index) => known.labels[index + shift] ?? labelOf(position));
    this.#ticks = { step, positions, labels, major: Uint8Array.from(positions, (position) => (isMajor(position) ? 1 : 0)) };
    this.#first = first;
    return this.#ticks;
  }

  forget(): void {
    this.#ticks = NO_TICKS;
  }
}

/** Ticks of a time axis in one time zone: `HH:MM:SS` or `HH:MM`, the date at midnight, the year at New Year. */
export class TimeTicks {
  readonly #finder = new TickFinder();
  #offsetSec = 0;

  /** @param utcOffsetSec local time minus UTC; one for the whole window, so a clock change within it shifts the labels when it has passed. */
  find(fromSec: number, toSec: number, widthPx: number, minSpacingPx: number, utcOffsetSec = 0): AxisTicks {
    if (utcOffsetSec !== this.#offsetSec) this.#finder.forget();
    this.#offsetSec = utcOffsetSec;
    const step = timeStepSec((toSec - fromSec) / Math.max(1, widthPx), minSpacingPx);
    const local = (sec: number): number => sec + utcOffsetSec;
    return this.#finder.find(
      fromSec,
      toSec,
      step,
      utcOffsetSec,
      (sec) => timeLabel(local(sec), step),
      (sec) => (step < DAY_SEC ? local(sec) % DAY_SEC === 0 : isNewYear(local(sec))),
    );
  }
}

/** Ticks of a price axis: exact prices. */
export class PriceTicks {
  readonly #finder = new TickFinder();
  #tick: DecimalStep | null = null;

  find(lowTicks: number, highTicks: number, heightPx: number, minSpacingPx: number, tick: DecimalStep): AxisTicks {
    if (tick !== this.#tick) this.#finder.forget();
    this.#tick = tick;
    const step = priceStepTicks((highTicks - lowTicks) / Math.max(1, heightPx), minSpacingPx, tick);
    return this.#finder.find(lowTicks, highTicks, step, 0, (price) => formatPrice(price, tick), () => false);
  }
}

/** `sec` is local time as if it were UTC. */
function timeLabel(sec: number, step: number): string {
  if (sec % DAY_SEC === 0) return isNewYear(sec) ? String(new Date(sec * 1000).getUTCFullYear()) : dateText(sec);
  const ofDay = sec - floorDiv(sec, DAY_SEC) * DAY_SEC;
  const minutes = `${twoDigits(floorDiv(ofDay, 3600))}:${twoDigits(floorDiv(ofDay, 60) % 60)}`;
  return step < 60 ? `${minutes}:${twoDigits(ofDay % 60)}` : minutes;
}

function isNewYear(sec: number): boolean {
  const date = new Date(sec * 1000);
  return sec % DAY_SEC === 0 && date.getUTCMonth() === 0 && date.getUTCDate() === 1;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
