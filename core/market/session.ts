import type { SessionRule } from "./instrument.ts";

/** The seconds of one session: `startSec <= sec < endSec`. */
export interface SessionBounds {
  readonly startSec: number;
  readonly endSec: number;
}

const DAY_SEC = 86_400;
const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Tells the session of any second under a {@link SessionRule}: from one local start time to the next, so a session lasts 23 or 25 hours where the clocks change.
 * With an end, a day has two: from start to end, and from end to start, so every second still belongs to one.
 * A start time that the clocks skip is the first instant after the jump; one that they show twice is the first of the two.
 *
 * The last answer is kept, so asking second after second costs one comparison.
 */
export class SessionCalendar {
  /** Null for UTC, which needs none: a browser takes 5 to 20 ms to load what it knows of clocks. */
  readonly #format: Intl.DateTimeFormat | null;
  /** Times of day at which a session begins, seconds after midnight. */
  readonly #startsOfDaySec: readonly number[];
  #last: SessionBounds = { startSec: Number.POSITIVE_INFINITY, endSec: Number.NEGATIVE_INFINITY };

  /** @throws RangeError naming the field when the time zone is unknown, a time is not `HH:MM` or the end is the start. */
  constructor({ timeZone, start, end }: SessionRule) {
    const startSec = timeOfDaySec("start", start);
    if (end === start) throw new RangeError(`session.end "${end}" must be another time than the start; without an end a session lasts to the next start`);
    this.#startsOfDaySec = end === undefined ? [startSec] : [startSec, timeOfDaySec("end", end)];
    this.#format = timeZone === "UTC" ? null : createFormat(timeZone);
  }

  /** The session that holds a second. @param sec whole seconds since the epoch. */
  boundsOf(sec: number): SessionBounds {
    const last = this.#last;
    if (sec >= last.startSec && sec < last.endSec) return last;
    return (this.#last = this.#find(sec));
  }

  #find(sec: number): SessionBounds {
    const localDay = Math.floor((sec + this.#offsetSec(sec)) / DAY_SEC);
    let startSec = Number.NEGATIVE_INFINITY;
    let endSec = Number.POSITIVE_INFINITY;
    for (let day = localDay - 2; day <= localDay + 2; day++) {
      for (const timeOfDay of this.#startsOfDaySec) {
        const candidate = this.#startOn(day, timeOfDay);
        if (candidate <= sec) startSec = Math.max(startSec, candidate);
        else endSec = Math.min(endSec, candidate);
      }
    }
    return { startSec, endSec };
  }

  /** The first instant of local day `day` (days since 1970-01-01) at or after a time of day. */
  #startOn(day: number, timeOfDay: number): number {
    const wallSec = day * DAY_SEC + timeOfDay;
    const before = this.#offsetSec(wallSec - DAY_SEC);
    const after = this.#offsetSec(wallSec + DAY_SEC);
    const [early, late] = before > after ? [wallSec - before, wallSec - after] : [wallSec - after, wallSec - before];
    if (early + this.#offsetSec(early) === wallSec) return early;
    if (late + this.#offsetSec(late) === wallSec) return late;
    return this.#jumpBetween(early, late);
  }

  /** The second at which the zone's offset becomes that of `late`. */
  #jumpBetween(early: number, late: number): number {
    const target = this.#offsetSec(late);
    let [low, high] = [early, late];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offsetSec(middle) === target) high = middle;
      else low = middle;
    }
    return high;
  }

  /** Local wall-clock time minus UTC, seconds. */
  #offsetSec(sec: number): number {
    if (this.#format === null) return 0;
    const part = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.#format.formatToParts(sec * 1000)) {
      if (Object.hasOwn(part, type)) part[type as keyof typeof part] = Number(value);
    }
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - sec;
  }
}

function timeOfDaySec(field: "start" | "end", text: string): number {
  const match = TIME_OF_DAY.exec(text);
  if (match === null) throw new RangeError(`session.${field} "${text}" must be a time of day from "00:00" to "23:59"`);
  return Number(match[1]) * 3600 + Number(match[2]) * 60;
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      calendar: "gregory",
      numberingSystem: "latn",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new RangeError(`session.timeZone "${timeZone}" must be an IANA time zone such as "America/Chicago"`);
  }
}
