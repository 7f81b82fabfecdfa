const [POINT, ZERO] = [0x2e, 0x30];
const NANO_DIGITS = 9;
/** Fractions of a millisecond are cut to multiples of this: exact in a double until the year 2255, and never rounded up into the next second. */
const SUB_MS = 1024;

/**
 * Reads a count of seconds, milliseconds, microseconds or nanoseconds since the epoch from `text[from..to)`. Digits are split at the second without
 * passing through a number beyond 2^53, so the second is exact; below the millisecond times are cut to 1/1024 ms.
 * @param subDigits decimal digits of the unit below the second: 0, 3, 6 or 9. A decimal fraction may follow.
 * @returns epoch milliseconds, or `NaN` when the text is no such number.
 */
export function parseEpochMs(text: string, subDigits: number, from = 0, to = text.length): number {
  const point = text.indexOf(".", from);
  const wholeEnd = point >= from && point < to ? point : to;
  const secEnd = wholeEnd - subDigits;
  let sec = 0;
  let nanos = 0;
  let nanoDigits = Math.max(0, from - secEnd);
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit === POINT - ZERO && index === wholeEnd && index > from) continue;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    if (index < secEnd) sec = sec * 10 + digit;
    else if (nanoDigits++ < NANO_DIGITS) nanos = nanos * 10 + digit;
  }
  if (to <= from) return Number.NaN;
  return joinMs(sec, nanos * 10 ** Math.max(0, NANO_DIGITS - nanoDigits));
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads ISO 8601 such as `2024-08-08T23:54:16.322Z`, with or without seconds, fraction and offset; without an offset it is UTC. Day 31 of February and the
 * like are refused.
 * @returns epoch milliseconds cut as in {@link parseEpochMs}, or `NaN`.
 */
export function parseIsoMs(text: string): number {
  const match = ISO.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second = "00", fraction = "", zone = "Z"] = match;
  const utcMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(utcMs) || new Date(utcMs).getUTCDate() !== Number(day) || new Date(utcMs).getUTCHours() !== Number(hour)) return Number.NaN;
  const nanos = Number(fraction.slice(0, NANO_DIGITS).padEnd(NANO_DIGITS, "0"));
  return joinMs(utcMs / 1000 - offsetSec(zone), nanos);
}

function offsetSec(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3).replace(":", "")) * 60;
  return zone.startsWith("-") ? -seconds : seconds;
}

function joinMs(sec: number, nanos: number): number {
  return sec * 1000 + Math.floor((nanos * SUB_MS) / 1e6) / SUB_MS;
}
