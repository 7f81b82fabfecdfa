import { lowerBoundBar } from "../../core/market/bar-view.ts";
import { ProfileWindow, type VolumeProfile } from "../../core/orderflow/profile/volume-profile.ts";
import type { TableBatch } from "../../protocol/table.ts";
import { barSlices } from "./bar-slices.ts";
import { differenceOf, rowTicks, sumOf } from "./column-arithmetic.ts";
import type { StudyContext } from "./study-context.ts";

/** The profile of the bars in `[fromSec, toSec)`, summed in turns; an empty one for bounds that hold nothing, `NaN` included. */
export async function profileInTurns({ bars, gaps, turns }: StudyContext, fromSec: number, toSec: number, ticksPerRow: number): Promise<VolumeProfile> {
  const window = new ProfileWindow(ticksPerRow);
  if (!(fromSec < toSec)) return window.read(gaps);
  for await (const slice of barSlices(bars, lowerBoundBar(bars, fromSec), lowerBoundBar(bars, toSec), turns)) {
    window.moveTo(bars, fromSec, bars.timeSec[slice.to - 1] + 1);
  }
  window.moveTo(bars, fromSec, toSec);
  return window.read(gaps);
}

/** Rows made at a time: a few milliseconds. */
const BATCH_ROWS = 8192;

/** The rows of a profile, ascending by price, in turns. */
export async function* profileBatches({ turns }: StudyContext, { rows }: VolumeProfile): AsyncGenerator<TableBatch> {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    const to = Math.min(rows.length, from + BATCH_ROWS);
    await turns.next();
    const bid = rows.bidLots.subarray(from, to);
    const ask = rows.askLots.subarray(from, to);
    yield {
      length: to - from,
      numbers: {
        price: rowTicks(rows.row, from, to, rows.ticksPerRow),
        volume: sumOf(ask, bid),
        bid,
        ask,
        delta: differenceOf(ask, bid),
      },
    };
  }
}
