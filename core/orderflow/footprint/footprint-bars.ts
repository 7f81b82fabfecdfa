import { Series } from "../fold/series.ts";
import type { ProfileRows } from "../profile/profile-rows.ts";

/**
 * One row per bar; `pocRow` is the row of its point of control. `minDeltaLots` and `maxDeltaLots` are the extremes of the running delta at 1 s steps from 0 on,
 * so they hold 0. `reliable` is 0 where a second of the bar is missing, `estimated` 1 where a second came without levels.
 */
export type FootprintField =
  | "timeSec"
  | "pocRow"
  | "volumeLots"
  | "deltaLots"
  | "minDeltaLots"
  | "maxDeltaLots"
  | "trades"
  | "reliable"
  | "estimated";

const FIELDS: readonly FootprintField[] = [
  "timeSec",
  "pocRow",
  "volumeLots",
  "deltaLots",
  "minDeltaLots",
  "maxDeltaLots",
  "trades",
  "reliable",
  "estimated",
];

/** What the footprint says of each bar as a whole. */
export class FootprintBars {
  readonly bars = new Series<FootprintField>(FIELDS);

  /** Takes the price rows of the bar that has just been added. Here they are let go. */
  addRows(_rows: ProfileRows): void {}
}
