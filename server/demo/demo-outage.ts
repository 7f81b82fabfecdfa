import { mix } from "./random.ts";

const DAY_SEC = 86_400;
const MIN_SEC = 40;
const EXTRA_SEC = 80;
const STREAM = 0x6f757467;

/** Seconds `fromSec..toSec-1` in which the demo source sends nothing. */
export interface Outage {
  readonly fromSec: number;
  readonly toSec: number;
}

/** The outage that ends after `sec`: one each day at the same time, a minute or two long, chosen by the seed. */
export function nextOutage(sec: number, seed: number): Outage {
  const lengthSec = MIN_SEC + (mix(1, seed ^ STREAM) % EXTRA_SEC);
  const timeOfDay = mix(2, seed ^ STREAM) % (DAY_SEC - lengthSec);
  const today = Math.floor(sec / DAY_SEC) * DAY_SEC + timeOfDay;
  const fromSec = today + lengthSec > sec ? today : today + DAY_SEC;
  return { fromSec, toSec: fromSec + lengthSec };
}
