import type { BarView } from "../../core/market/bar-view.ts";
import { type ParsedInstrument, parseInstrument } from "../../core/market/instrument.ts";
import { timeframeSec } from "../../core/market/timeframe.ts";
import { type Gaps, normalizeGaps } from "../../core/orderflow/fold/gaps.ts";
import type { BarLog } from "../log.ts";
import type { CommonRequest } from "./request/request-fields.ts";
import { readShownRange, type ShownRange } from "./request/shown-range.ts";
import type { Turns } from "./turn-queue.ts";

/** What a study works on: the closed bars of one symbol as they are now, and what of it is asked for. */
export interface StudyContext {
  readonly instrument: ParsedInstrument;
  /** Stays as it is while the log grows. */
  readonly bars: BarView;
  readonly gaps: Gaps;
  /** Every second below it is closed; minus infinity before the source has said so. */
  readonly closedThroughSec: number;
  readonly timeframeSec: number;
  readonly shown: ShownRange;
  readonly turns: Turns;
}

/**
 * Takes what a request names from the log. The log only ever appends, so the columns taken here keep their values over any number of turns.
 * @throws RequestError when the range cannot be shown.
 */
export function createStudyContext(log: BarLog, request: CommonRequest, turns: Turns): StudyContext {
  const bars = log.columns;
  return {
    instrument: parseInstrument(log.instrument),
    bars,
    gaps: gapsOf(log),
    closedThroughSec: log.closedThroughSec ?? Number.NEGATIVE_INFINITY,
    timeframeSec: timeframeSec(request.timeframe),
    shown: readShownRange(request, bars),
    turns,
  };
}

/** A later gap with the same start replaces an earlier one. */
function gapsOf(log: BarLog): Gaps {
  const byStart = new Map(log.gaps.map(({ fromSec, toSec }) => [fromSec, toSec]));
  return normalizeGaps([...byStart].flat());
}
