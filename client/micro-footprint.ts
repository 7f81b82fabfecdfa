import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { ImbalanceRule } from "../core/orderflow/footprint/level-imbalances.ts";
import type { LevelReading } from "../protocol/worker-api.ts";
import type { MicroFootprintFocus, MicroFootprintReading } from "./app/chart-snapshot.ts";

/** Some seconds as they were asked for, and what they stand around. */
export interface AnsweredLevels {
  readonly levels: LevelReading;
  readonly focus: MicroFootprintFocus;
  /** What their imbalances were told by. */
  readonly rule: ImbalanceRule;
}

/** The levels of some seconds with their imbalances, as the panel shows them. */
export function microFootprintReading({ levels, focus, rule }: AnsweredLevels, { tick, lot }: ParsedInstrument): MicroFootprintReading {
  const { symbol: _, ...columns } = levels;
  return { tick, lot, focus, rule, ...columns };
}

/** Whether two answers show the same. */
export function sameAnswer(a: AnsweredLevels, b: AnsweredLevels): boolean {
  return sameFocus(a.focus, b.focus) && JSON.stringify(a.rule) === JSON.stringify(b.rule) && sameLevels(a.levels, b.levels);
}

function sameFocus(a: MicroFootprintFocus, b: MicroFootprintFocus): boolean {
  if (a.kind === "live" || b.kind === "live") return a.kind === b.kind;
  if (a.kind === "bar" && b.kind === "bar" && a.lengthSec !== b.lengthSec) return false;
  return a.kind === b.kind && a.sec === b.sec;
}

function sameLevels(a: LevelReading, b: LevelReading): boolean {
  if (a.symbol !== b.symbol || a.fromSec !== b.fromSec || a.toSec !== b.toSec || a.timeSec.length !== b.timeSec.length) return false;
  if ((a.imbalance === null) !== (b.imbalance === null)) return false;
  for (let at = 0; at < a.timeSec.length; at++) {
    const isSame =
      a.timeSec[at] === b.timeSec[at] &&
      a.priceTicks[at] === b.priceTicks[at] &&
      a.trades[at] === b.trades[at] &&
      a.bidLots[at] === b.bidLots[at] &&
      a.askLots[at] === b.askLots[at] &&
      a.imbalance?.[at] === b.imbalance?.[at];
    if (!isSame) return false;
  }
  return true;
}
