import type { TimeZoneChoice } from "./state/choices.ts";

/** The clocks change at most once a quarter of an hour. */
const CHANGE_SEC = 900;
const SEC_PER_MIN = 60;

/** Tells how far the chosen clock is ahead of UTC. Keeps its last answer. */
export class ZoneClock {
  #localZone: string | null = null;
  #zone = "";
  #quarter = Number.NaN;
  #offsetSec = 0;
  #format: Intl.DateTimeFormat | null = null;

  /**
   * Local time minus UTC, seconds.
   * @param exchangeZone IANA name of the exchange's zone; null before an instrument is known: UTC.
   */
  offsetSec(choice: TimeZoneChoice, exchangeZone: string | null, atSec: number): number {
    const zone = choice === "exchange" ? (exchangeZone ?? "UTC") : choice === "local" ? (this.#localZone ??= localZone()) : "UTC";
    const quarter = Math.floor(atSec / CHANGE_SEC);
    if (zone === this.#zone && quarter === this.#quarter) return this.#offsetSec;
    if (zone !== this.#zone) this.#format = zone === "UTC" ? null : formatOf(zone);
    this.#zone = zone;
    this.#quarter = quarter;
    this.#offsetSec = this.#format === null ? 0 : offsetOf(this.#format, quarter * CHANGE_SEC);
    return this.#offsetSec;
  }
}

/** Asked for when it is needed: a browser takes 5 to 20 ms to load what it knows of languages and clocks. */
function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Words for an offset: `UTC`, `UTC+2`, `UTC-3:30`. */
export function offsetWords(offsetSec: number): string {
  if (offsetSec === 0) return "UTC";
  const minutes = Math.round(Math.abs(offsetSec) / SEC_PER_MIN);
  const rest = minutes % SEC_PER_MIN;
  return `UTC${offsetSec < 0 ? "-" : "+"}${Math.floor(minutes / SEC_PER_MIN)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}

function offsetOf(format: Intl.DateTimeFormat, sec: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(sec * 1000)) part[type] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - sec;
}
