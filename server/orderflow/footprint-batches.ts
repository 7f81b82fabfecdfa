import { Footprint, FootprintFold } from "../../core/orderflow/footprint/footprint.ts";
import type { TableBatch } from "../../protocol/table.ts";
import { barBatches, firstShownBarSec } from "./bar-batches.ts";
import { rowTicks } from "./column-arithmetic.ts";
import type { StudyContext } from "./study-context.ts";

/** The levels of consecutive bars, as columns. */
export interface FootprintLevels {
  readonly price: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly trades: Float64Array;
}

/**
 * The bars shown with their rows of `ticksPerRow` ticks as list `levels`.
 * @param describe makes the list's columns of the rows.
 */
export function footprintBatches(
  context: StudyContext,
  ticksPerRow: number,
  describe: (levels: FootprintLevels) => Readonly<Record<string, Float64Array>>,
): AsyncIterable<TableBatch> {
  const { timeframeSec } = context;
  const toBatch = (footprint: Footprint, { from, to }: { from: number; to: number }): TableBatch => {
    const { rows } = footprint;
    const { timeSec, reliable, estimated } = footprint.bars.columns;
    const first = footprint.rowStart(from);
    const end = footprint.rowStart(to);
    const offsets = Float64Array.from({ length: to - from + 1 }, (_, bar) => footprint.rowStart(from + bar) - first);
    const levels: FootprintLevels = {
      price: rowTicks(rows.row, first, end, ticksPerRow),
      bid: rows.bidLots.subarray(first, end),
      ask: rows.askLots.subarray(first, end),
      trades: rows.trades.subarray(first, end),
    };
    return {
      length: to - from,
      numbers: { timestamp: timeSec.subarray(from, to), reliable: reliable.subarray(from, to), estimated: estimated.subarray(from, to) },
      lists: { levels: { offsets, numbers: describe(levels) } },
    };
  };
  return barBatches(context, firstShownBarSec(context), {
    fold: new FootprintFold({ timeframeSec, ticksPerRow }),
    output: new Footprint(ticksPerRow),
    times: ({ bars }) => ({ timeSec: bars.columns.timeSec, length: bars.length }),
    toBatch,
    clear: (output) => output.truncate(0),
  });
}
