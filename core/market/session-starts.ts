import type { SessionRule } from "./instrument.ts";

const DAY_SEC = 86_400;
/** The widest step between civil time and UTC anywhere, with room for a change of clocks. */
const MAX_OFFSET_SEC = 16 * 3600;

/**
 * The epoch seconds at which sessions start in `[fromSec, toSec)`, ascending: the rule's wall-clock time of every day in its time zone. Where clocks
 * skip that time the session starts as much later as they skip; where they pass it twice, at the first.
 * @param limit most starts to return; more than that give an empty list, as nobody can tell them apart.
 * @throws RangeError for a rule whose time zone or time cannot be understood.
 */
export function sessionStarts(rule: SessionRule, fromSec: number, toSec: number, limit = 400): number[] {
  const startSec = secondOfDay(rule.start);
  if ((toSec - fromSec) / DAY_SEC > limit) return [];
  const zone = zoneClock(rule.timeZone);
  const starts: number[] = [];
  const firstDay = Math.floor((fromSec - MAX_OFFSET_SEC) / DAY_SEC);
  const lastDay = Math.ceil((toSec + MAX_OFFSET_SEC) / DAY_SEC);
  for (let day = firstDay; day <= lastDay; day++) {
    const start = epochSecOf(day * DAY_SEC + startSec, zone);
    if (start >= fromSec && start < toSec) starts.push(start);
  }
  return starts;
}

/** Seconds that a zone's civil time is ahead of UTC at an instant. */
type ZoneClock = (epochSec: number) => number;

const clocks = new Map<string, ZoneClock>([["UTC", () => 0]]);

/** The instant of a civil time: tries the offsets of the hours around it, the larger (earlier instant) first. */
function epochSecOf(civilSec: number, zone: ZoneClock): number {
  const before = zone(civilSec - MAX_OFFSET_SEC);
  const after = zone(civilSec + MAX_OFFSET_SEC);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (zone(civilSec - offset) === offset) return civilSec - offset;
  }
  return civilSec - Math.min(before, after);
}

function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const clock: ZoneClock = (epochSec) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(epochSec * 1000)) part[type] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - epochSec;
  };
  clocks.set(timeZone, clock);
  return clock;
}

function secondOfDay(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2]);
  if (match === null || hours > 23 || minutes > 59) throw new RangeError(`session start "${text}" must be a time of day HH:MM`);
  return hours * 3600 + minutes * 60;
}
