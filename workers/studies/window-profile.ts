import { type BarView, lowerBoundBar } from "../../core/market/bar-view.ts";
import { type Gaps, NO_GAPS, normalizeGaps } from "../../core/orderflow/fold/gaps.ts";
import { profileNodes } from "../../core/orderflow/profile/profile-nodes.ts";
import { MAX_PEAK_ROWS, type ProfileNodes } from "../../core/orderflow/profile/profile-peaks.ts";
import { ProfileRows } from "../../core/orderflow/profile/profile-rows.ts";
import { valueArea } from "../../core/orderflow/profile/value-area.ts";
import { ProfileWindow } from "../../core/orderflow/profile/volume-profile.ts";
import type { ProfileReading } from "../../protocol/studies.ts";
import { SessionOpen } from "../session-open.ts";
import type { Span } from "../span-set.ts";
import type { PlannedProfile } from "./plan-studies.ts";
import type { StudyShelf } from "./study-shelf.ts";

/** Levels summed between two looks at the clock: about a millisecond. */
const PIECE_LEVELS = 32_768;

/** The volume profile of one window: follows its range in pieces, and tells when it has changed. */
export class WindowProfile {
  readonly #planned: PlannedProfile;
  readonly #shelf: StudyShelf;
  readonly #window: ProfileWindow;
  readonly #rows: ProfileRows;
  /** Null: the instrument's own. */
  readonly #session: SessionOpen | null;
  /** The closed seconds that are summed. */
  #summed: Span = { from: 0, to: 0 };
  #told: { readonly bars: BarView; readonly gaps: Float64Array; readonly range: Span } | null = null;
  #gapBounds: Float64Array = NO_GAPS;
  #gaps: Gaps = NO_GAPS;

  constructor(planned: PlannedProfile, shelf: StudyShelf) {
    this.#planned = planned;
    this.#shelf = shelf;
    this.#window = new ProfileWindow(planned.ticksPerRow);
    this.#rows = new ProfileRows(planned.ticksPerRow);
    this.#session = planned.session === null ? null : new SessionOpen(planned.session);
  }

  /**
   * Sums what came into the range until `deadlineMs`, at least one piece.
   * @param visible the seconds that the window shows.
   * @returns `true` when more is left.
   */
  work(visible: Span, deadlineMs: number): boolean {
    const { columns } = this.#shelf.source;
    if (columns.resumePoint === null || !columns.historyComplete) return false;
    const { bars, closedCount } = columns;
    const target = closedPart(bars, closedCount, this.#range(visible));
    while (this.#summed.from !== target.from || this.#summed.to !== target.to) {
      this.#summed = nextSpan(bars, this.#summed, target);
      this.#window.moveTo(bars, this.#summed.from, this.#summed.to);
      if (performance.now() >= deadlineMs) break;
    }
    return this.#summed.from !== target.from || this.#summed.to !== target.to;
  }

  /** The profile, when it is another one than was told before and all of it has been summed; else null. */
  take(visible: Span): ProfileReading | null {
    const { columns, gaps } = this.#shelf.source;
    if (columns.resumePoint === null || !columns.historyComplete) return null;
    const { bars, closedCount } = columns;
    const range = this.#range(visible);
    const target = closedPart(bars, closedCount, range);
    if (this.#summed.from !== target.from || this.#summed.to !== target.to) return null;
    const told = this.#told;
    if (told !== null && told.bars === bars && told.gaps === gaps.bounds && told.range.from === range.from && told.range.to === range.to) return null;
    if (gaps.bounds !== this.#gapBounds) {
      this.#gapBounds = gaps.bounds;
      this.#gaps = normalizeGaps(gaps.bounds);
    }
    this.#told = { bars, gaps: gaps.bounds, range };
    return this.#read(bars, range, target);
  }

  /** Adds the forming seconds, reads, and takes them away again: they may come back changed. */
  #read(bars: BarView, range: Span, closed: Span): ProfileReading {
    const { parameters, ticksPerRow } = this.#planned;
    this.#window.moveTo(bars, range.from, range.to);
    const { reliable, estimated } = this.#window.read(this.#gaps, this.#rows);
    const reading = {
      parameters,
      startSec: range.from,
      endSec: range.to,
      ticksPerRow,
      ...columnsOf(this.#rows),
      reliable,
      estimated,
      valueArea: valueArea(this.#rows, parameters.valueArea),
      nodes: this.#nodes(),
    };
    this.#window.moveTo(bars, closed.from, closed.to);
    return reading;
  }

  #nodes(): ProfileNodes | null {
    const { nodes, peaks } = this.#planned.parameters;
    const { row, length } = this.#rows;
    if (nodes === null || (nodes === "peaks" && length > 0 && row[length - 1] - row[0] >= MAX_PEAK_ROWS)) return null;
    return profileNodes(this.#rows, nodes, peaks);
  }

  #range(visible: Span): Span {
    const { range } = this.#planned.parameters;
    const { columns } = this.#shelf.source;
    const endSec = columns.lastSec ?? 0;
    switch (range.kind) {
      case "session": {
        const session = this.#session === null ? this.#shelf.sessionBounds : this.#session.current(columns);
        return session === null ? { from: 0, to: 0 } : { from: session.startSec, to: session.endSec };
      }
      case "visible":
        return visible;
      case "minutes":
        return { from: endSec - range.minutes * 60, to: endSec };
      case "fixed":
        return { from: range.fromSec, to: range.toSec };
    }
  }
}

/** The part of a range that has bars which will not change, from the first to the last of them; empty as `0..0`. */
function closedPart(bars: BarView, closedCount: number, range: Span): Span {
  if (closedCount === 0) return EMPTY;
  const from = Math.max(range.from, bars.timeSec[0]);
  const to = Math.min(range.to, bars.timeSec[closedCount - 1] + 1);
  return from < to ? { from, to } : EMPTY;
}

const EMPTY: Span = { from: 0, to: 0 };

/** One piece of the way from the seconds that are summed to those that are wanted. */
function nextSpan(bars: BarView, { from, to }: Span, target: Span): Span {
  const kept = Math.min(to, target.to) - Math.max(from, target.from);
  if (from >= to || kept <= (to - from) / 2) return { from: target.from, to: towards(bars, target.from, target.to) };
  if (to !== target.to) return { from, to: towards(bars, to, target.to) };
  return { from: towards(bars, from, target.from), to };
}

/** From second `sec` about a piece of levels in the direction of `target`, at least to the next bar, at most to `target`. */
function towards(bars: BarView, sec: number, target: number): number {
  const bar = lowerBoundBar(bars, sec);
  const { levelOffsets, timeSec, length } = bars;
  if (sec < target) {
    let next = bar + 1;
    while (next < length && timeSec[next] < target && levelOffsets[next + 1] - levelOffsets[bar] <= PIECE_LEVELS) next++;
    return next >= length ? target : Math.min(target, timeSec[next]);
  }
  let next = bar - 1;
  while (next > 0 && timeSec[next] > target && levelOffsets[bar] - levelOffsets[next - 1] <= PIECE_LEVELS) next--;
  return next < 0 ? target : Math.max(target, timeSec[next]);
}

function columnsOf({ row, bidLots, askLots, trades, length }: ProfileRows) {
  return { row: row.slice(0, length), bidLots: bidLots.slice(0, length), askLots: askLots.slice(0, length), trades: trades.slice(0, length) };
}
