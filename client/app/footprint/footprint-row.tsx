import type { CSSProperties, ReactElement } from "react";
import { type BarFootprint, IMBALANCE_MARKS } from "../../../core/orderflow/footprint/bar-footprint.ts";
import { formatDelta, formatPrice, formatVolume, groupThousands } from "../../../core/view/number-format.ts";
import type { BarReading } from "../chart-snapshot.ts";

interface FootprintRowProps {
  readonly reading: BarReading;
  readonly bar: BarFootprint;
  /** Place of the row in the bar. */
  readonly at: number;
  /** Largest row's volume, lots: its bar is as long as there is room. */
  readonly largestLots: number;
}

/** What traded at one price of a bar: sold at the bid, bought at the ask, and both as bars about the price. */
export function FootprintRow({ reading, bar, at, largestLots }: FootprintRowProps): ReactElement {
  const { tick, lot, ticksPerRow } = reading;
  const bid = bar.bidLots[at];
  const ask = bar.askLots[at];
  const delta = ask - bid;
  const isPoc = bar.row[at] === bar.pocRow;
  return (
    <div className="footprint-row" data-poc={isPoc} data-buy={markName(bar.buyMark[at])} data-sell={markName(bar.sellMark[at])}>
      <span className="footprint-bid" style={shareOf(bid, largestLots)} title={markTitle("Selling", bar.sellMark[at])}>
        {formatVolume(bid, lot)}
      </span>
      <span className="footprint-price">
        {formatPrice(bar.row[at] * ticksPerRow, tick)}
        {isPoc ? <abbr title="Point of control: the row with the most volume">POC</abbr> : null}
      </span>
      <span className="footprint-ask" style={shareOf(ask, largestLots)} title={markTitle("Buying", bar.buyMark[at])}>
        {formatVolume(ask, lot)}
      </span>
      <span data-side={delta > 0 ? "ask" : delta < 0 ? "bid" : undefined}>{formatDelta(delta, lot)}</span>
      <span className="footprint-volume" style={shareOf(bid + ask, largestLots)}>
        {formatVolume(bid + ask, lot)}
      </span>
      <span>{groupThousands(String(bar.trades[at]))}</span>
    </div>
  );
}

function shareOf(lots: number, largestLots: number): CSSProperties {
  return { "--share": largestLots === 0 ? 0 : lots / largestLots } as CSSProperties;
}

function markName(mark: number): string {
  return mark === IMBALANCE_MARKS.stacked ? "stacked" : mark === IMBALANCE_MARKS.single ? "single" : "none";
}

function markTitle(side: string, mark: number): string | undefined {
  if (mark === IMBALANCE_MARKS.none) return undefined;
  return mark === IMBALANCE_MARKS.stacked ? `${side} imbalance, part of a stack` : `${side} imbalance`;
}
