import { lowerBoundBar } from "../../core/market/bar-view.ts";
import { AnchorPeriods, type AnchorRule } from "../../core/orderflow/flow/anchor-periods.ts";
import { barStart, firstShownBarSec } from "./bar-batches.ts";
import type { StudyContext } from "./study-context.ts";

/** Start of the first bar of the period that the first bar shown belongs to: from there on a running sum is complete. Minus infinity when nothing ever resets. */
export function anchorOfShown(context: StudyContext, rule: AnchorRule): number {
  const { bars, instrument } = context;
  const fromSec = firstShownBarSec(context);
  const first = lowerBoundBar(bars, fromSec);
  if (first === bars.length) return fromSec;
  const anchorSec = new AnchorPeriods(rule, instrument.session).startOf(barStart(context, bars.timeSec[first]));
  return barStart(context, anchorSec, true);
}
