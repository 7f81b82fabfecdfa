import { type BarView, lowerBoundBar } from "../../market/bar-view.ts";
import type { SessionRule } from "../../market/instrument.ts";
import { SessionCalendar } from "../../market/session.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { requireWhole } from "../fold/parameter.ts";
import { ProfileRows } from "./profile-rows.ts";
import { RowProfile } from "./row-profile.ts";

/** What was traded per row in `[startSec, endSec)`. */
export interface VolumeProfile {
  readonly startSec: number;
  readonly endSec: number;
  readonly rows: ProfileRows;
  readonly bidLots: number;
  readonly askLots: number;
  /** `false` when the range touches a gap: something may be missing. */
  readonly reliable: boolean;
  /** `true` when bars without levels are in it, whose volume stands on their close. */
  readonly estimated: boolean;
}

/**
 * A volume profile whose range moves: session, visible range, fixed range or the last minutes. It adds the seconds that come into the range and takes away
 * those that leave it, so a live second costs its own levels. The same as {@link rangeProfile}, bit for bit, after any moves.
 *
 * Bars may be prepended and appended between moves, and the view may be another one; the bars that were in range must not have changed.
 */
export class ProfileWindow {
  readonly #profile: RowProfile;
  #fromSec = 0;
  #toSec = 0;
  #bidLots = 0;
  #askLots = 0;
  #estimatedBars = 0;
  #rangeFromSec = 0;
  #rangeToSec = 0;

  constructor(ticksPerRow: number) {
    this.#profile = new RowProfile(ticksPerRow);
  }

  /** Makes the profile that of the bars in `[fromSec, toSec)`. */
  moveTo(bars: BarView, fromSec: number, toSec: number): void {
    this.#rangeFromSec = fromSec;
    this.#rangeToSec = toSec;
    const from = bars.length === 0 ? fromSec : Math.max(fromSec, bars.timeSec[0]);
    const to = bars.length === 0 ? from : Math.max(from, Math.min(toSec, bars.timeSec[bars.length - 1] + 1));
    const keptSec = Math.min(to, this.#toSec) - Math.max(from, this.#fromSec);
    const leavingSec = this.#toSec - this.#fromSec - keptSec;
    if (keptSec <= leavingSec) {
      this.#clear();
      this.#change(bars, from, to, 1);
    } else {
      this.#change(bars, this.#fromSec, from, -1);
      this.#change(bars, to, this.#toSec, -1);
      this.#change(bars, from, this.#fromSec, 1);
      this.#change(bars, this.#toSec, to, 1);
    }
    this.#fromSec = from;
    this.#toSec = to;
  }

  /**
   * The profile as it stands.
   * @param rows takes its rows instead of what it held, and is part of the answer; must have the same row height.
   */
  read(gaps: Gaps, rows = new ProfileRows(this.#profile.ticksPerRow)): VolumeProfile {
    rows.clear();
    this.#profile.collect(rows);
    return {
      startSec: this.#rangeFromSec,
      endSec: this.#rangeToSec,
      rows,
      bidLots: this.#bidLots,
      askLots: this.#askLots,
      reliable: !touchesGap(gaps, this.#rangeFromSec, this.#rangeToSec),
      estimated: this.#estimatedBars > 0,
    };
  }

  #clear(): void {
    this.#profile.clear();
    this.#bidLots = this.#askLots = this.#estimatedBars = 0;
  }

  #change(bars: BarView, fromSec: number, toSec: number, sign: 1 | -1): void {
    if (!(fromSec < toSec)) return;
    const from = lowerBoundBar(bars, fromSec);
    const to = lowerBoundBar(bars, toSec);
    if (sign === 1) this.#profile.add(bars, from, to);
    else this.#profile.subtract(bars, from, to);
    for (let index = from; index < to; index++) {
      this.#bidLots += sign * bars.bidLots[index];
      this.#askLots += sign * bars.askLots[index];
      this.#estimatedBars += sign * bars.estimated[index];
    }
  }
}

/** The profile of the bars in `[fromSec, toSec)`: a fixed or the visible range. */
export function rangeProfile(bars: BarView, gaps: Gaps, fromSec: number, toSec: number, ticksPerRow: number): VolumeProfile {
  const window = new ProfileWindow(ticksPerRow);
  window.moveTo(bars, fromSec, toSec);
  return window.read(gaps);
}

/** The profile of the session of the last bar, within its nominal bounds; null without bars. */
export function sessionProfile(bars: BarView, gaps: Gaps, session: SessionRule, ticksPerRow: number): VolumeProfile | null {
  if (bars.length === 0) return null;
  const { startSec, endSec } = new SessionCalendar(session).boundsOf(bars.timeSec[bars.length - 1]);
  return rangeProfile(bars, gaps, startSec, endSec, ticksPerRow);
}

/** The profile of the last `minutes` minutes, the last bar's second included; null without bars. @param minutes whole, 1 to a week. */
export function lastMinutesProfile(bars: BarView, gaps: Gaps, minutes: number, ticksPerRow: number): VolumeProfile | null {
  requireWhole("minutes", minutes, 1, 7 * 24 * 60);
  if (bars.length === 0) return null;
  const endSec = bars.timeSec[bars.length - 1] + 1;
  return rangeProfile(bars, gaps, endSec - minutes * 60, endSec, ticksPerRow);
}
