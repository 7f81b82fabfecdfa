import { floorDiv } from "../market/floor-div.ts";

const MS_PER_SEC = 1000;
const DAY_SEC = 86_400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `HH:MM:SS`, UTC. @param sec whole seconds since the epoch. */
export function clockText(sec: number): string {
  return new Date(sec * MS_PER_SEC).toISOString().slice(11, 19);
}

/** `8 Aug`, UTC. @param sec seconds since the epoch. */
export function dateText(sec: number): string {
  const date = new Date(sec * MS_PER_SEC);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `HH:MM:SS`, with the day before it where that is not the day of the newest second: `8 Aug 23:59:58`. @param sec on the same clock as `newestSec`, whole seconds. */
export function momentText(sec: number, newestSec: number): string {
  return floorDiv(sec, DAY_SEC) === floorDiv(newestSec, DAY_SEC) ? clockText(sec) : `${dateText(sec)} ${clockText(sec)}`;
}
