import { formatSteps } from "../../../core/market/decimal-step.ts";
import { IMBALANCE_MARKS } from "../../../core/orderflow/footprint/bar-footprint.ts";
import type { BarReading } from "../chart-snapshot.ts";

const HEADER = "price,bid,ask,delta,volume,trades,imbalance";
const MARK_WORDS = ["", "imbalance", "stacked"] as const;

/** The rows of a bar as comma-separated lines, the highest price first: exact decimals of the instrument, a row's price that of its lowest tick. */
export function footprintCsv({ bar, tick, lot, ticksPerRow }: BarReading): string {
  const lines = [HEADER];
  for (let at = (bar?.row.length ?? 0) - 1; bar !== null && at >= 0; at--) {
    const bid = bar.bidLots[at];
    const ask = bar.askLots[at];
    const numbers = [bid, ask, ask - bid, bid + ask].map((lots) => formatSteps(lots, lot));
    lines.push([formatSteps(bar.row[at] * ticksPerRow, tick), ...numbers, bar.trades[at], marksOf(bar.buyMark[at], bar.sellMark[at])].join(","));
  }
  return `${lines.join("\n")}\n`;
}

function marksOf(buy: number, sell: number): string {
  const words = [];
  if (buy !== IMBALANCE_MARKS.none) words.push(`buy ${MARK_WORDS[buy]}`);
  if (sell !== IMBALANCE_MARKS.none) words.push(`sell ${MARK_WORDS[sell]}`);
  return words.join(" + ");
}
