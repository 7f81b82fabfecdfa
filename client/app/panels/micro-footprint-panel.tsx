import { type ReactElement, useMemo } from "react";
import { formatPrice, formatVolume } from "../../../core/view/number-format.ts";
import { clockText } from "../../../core/view/clock-text.ts";
import type { MicroFootprintReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { secondRows } from "./second-rows.ts";
import { VirtualRows } from "./virtual-rows.tsx";

/** Every price of some seconds: sold at the bid, bought at the ask, delta and trades; the newest seconds, or those around the pointer. */
export function MicroFootprintPanel(): ReactElement {
  const reading = useReading((snapshot) => snapshot.microFootprint);
  const rows = useMemo(() => (reading === null ? null : secondRows(reading.timeSec, true)), [reading]);
  if (reading === null || rows === null || rows.length === 0) return <p className="panel-empty">No trades in these seconds.</p>;
  return (
    <>
      <p className="panel-note">
        {reading.followsLive ? "newest 30 s" : `${clockText(reading.fromSec)} – ${clockText(reading.toSec - 1)}`}
        <span>{reading.followsLive ? "follows live" : "around the pointer"}</span>
      </p>
      <div className="panel-cells micro-level panel-titles" aria-hidden="true">
        <span>Price</span>
        <span>Bid</span>
        <span>Ask</span>
        <span>Delta</span>
        <span>Trades</span>
      </div>
      <VirtualRows
        label="Micro-footprint, newest second first"
        count={rows.length}
        renderRow={(index) => (rows[index] < 0 ? <SecondHead reading={reading} last={-rows[index] - 1} /> : <Level reading={reading} at={rows[index]} />)}
      />
    </>
  );
}

function SecondHead({ reading, last }: { readonly reading: MicroFootprintReading; readonly last: number }): ReactElement {
  const { timeSec, askLots, bidLots, lot } = reading;
  let delta = 0;
  for (let at = last; at >= 0 && timeSec[at] === timeSec[last]; at--) delta += askLots[at] - bidLots[at];
  return (
    <div className="panel-second">
      <span>{clockText(timeSec[last])}</span>
      <span>Δ {signedVolume(delta, lot)}</span>
    </div>
  );
}

function Level({ reading, at }: { readonly reading: MicroFootprintReading; readonly at: number }): ReactElement {
  const { priceTicks, bidLots, askLots, trades, imbalance, tick, lot } = reading;
  const mark = imbalance[at];
  return (
    <div className="panel-cells micro-level" data-imbalance={mark > 0 ? "ask" : mark < 0 ? "bid" : "none"} title={markTitle(mark)}>
      <span>{formatPrice(priceTicks[at], tick)}</span>
      <span data-side="bid">{formatVolume(bidLots[at], lot)}</span>
      <span data-side="ask">{formatVolume(askLots[at], lot)}</span>
      <span>{signedVolume(askLots[at] - bidLots[at], lot)}</span>
      <span>{trades[at]}</span>
    </div>
  );
}

function markTitle(mark: number): string | undefined {
  return mark === 0 ? undefined : `${mark > 0 ? "Buying" : "Selling"} imbalance against the neighbouring price`;
}

function signedVolume(lots: number, lot: MicroFootprintReading["lot"]): string {
  return `${lots > 0 ? "+" : lots < 0 ? "−" : ""}${formatVolume(Math.abs(lots), lot)}`;
}
