import type { ReactElement } from "react";
import { formatDelta, formatPrice, formatVolume } from "../../../core/view/number-format.ts";
import type { BarFootprint } from "../../../core/orderflow/footprint/bar-footprint.ts";
import type { BarReading } from "../chart-snapshot.ts";

interface BarSums {
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

/** Sums of all rows: those of the bar. */
export function sumsOf({ bidLots, askLots, trades }: BarFootprint): BarSums {
  const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
  return { bidLots: sum(bidLots), askLots: sum(askLots), trades: sum(trades) };
}

/** What the bar as a whole says: its prices, volumes and how its delta ran. */
export function FootprintSums({ reading, bar }: { readonly reading: BarReading; readonly bar: BarFootprint }): ReactElement {
  const { tick, lot } = reading;
  const { bidLots, askLots, trades } = sumsOf(bar);
  const delta = askLots - bidLots;
  return (
    <dl className="footprint-sums">
      <Sum name="Open" text={formatPrice(bar.openTicks, tick)} />
      <Sum name="High" text={formatPrice(bar.highTicks, tick)} />
      <Sum name="Low" text={formatPrice(bar.lowTicks, tick)} />
      <Sum name="Close" text={formatPrice(bar.closeTicks, tick)} />
      <Sum name="Volume" text={formatVolume(bidLots + askLots, lot)} />
      <Sum name="Trades" text={formatVolume(trades, { mantissa: 1, decimals: 0 })} />
      <Sum name="Delta" text={formatDelta(delta, lot)} sign={Math.sign(delta)} />
      <Sum name="Min delta" text={formatDelta(bar.minDeltaLots, lot)} sign={Math.sign(bar.minDeltaLots)} />
      <Sum name="Max delta" text={formatDelta(bar.maxDeltaLots, lot)} sign={Math.sign(bar.maxDeltaLots)} />
    </dl>
  );
}

function Sum({ name, text, sign = 0 }: { readonly name: string; readonly text: string; readonly sign?: number }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-side={sign > 0 ? "ask" : sign < 0 ? "bid" : undefined}>{text}</dd>
    </div>
  );
}
