import { formatSteps } from "../../core/market/decimal-step.ts";
import { EXPORT_COLUMNS, type ExportMarket, type ExportRows } from "./export-rows.ts";

/** First line of a CSV file. */
export const CSV_HEAD = `${EXPORT_COLUMNS.join(",")}\n`;

/** Rows as lines of CSV: times ISO 8601 UTC, decimals with the instrument's own number of places, no quotes needed. */
export function writeCsv({ length, timeSec, priceTicks, bidLots, askLots, trades, gapUntilSec }: ExportRows, { tick, lot }: ExportMarket): string {
  let text = "";
  let [knownSec, time] = [Number.NaN, ""];
  for (let row = 0; row < length; row++) {
    if (timeSec[row] !== knownSec) {
      knownSec = timeSec[row];
      time = timeText(knownSec);
    }
    text += Number.isNaN(gapUntilSec[row])
      ? `${time},${formatSteps(priceTicks[row], tick)},${formatSteps(bidLots[row], lot)},${formatSteps(askLots[row], lot)},${trades[row]},\n`
      : `${time},,,,,${timeText(gapUntilSec[row])}\n`;
  }
  return text;
}

function timeText(sec: number): string {
  return new Date(sec * 1000).toISOString().replace(".000Z", "Z");
}
