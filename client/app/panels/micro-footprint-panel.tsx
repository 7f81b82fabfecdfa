import { type ReactElement, useCallback, useMemo } from "react";
import { LEVEL_MARKS } from "../../../core/orderflow/footprint/level-imbalances.ts";
import { formatPrice, formatVolume } from "../../../core/view/number-format.ts";
import { clockText } from "../../../core/view/clock-text.ts";
import type { MicroFootprintFocus, MicroFootprintReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { secondRows } from "./second-rows.ts";
import { useIsLoading } from "./use-is-loading.ts";
import { VirtualRows } from "./virtual-rows.tsx";

/** Every price of some seconds: sold at the bid, bought at the ask, delta and trades; the newest seconds, or those around the pointer or the chosen bar. */
export function MicroFootprintPanel(): ReactElement {
  const reading = useReading((snapshot) => snapshot.microFootprint);
  const utcOffsetSec = useReading((snapshot) => snapshot.utcOffsetSec);
  const rows = useMemo(() => (reading === null ? null : secondRows(reading.timeSec, true)), [reading]);
  const isLoading = useIsLoading("microFootprint");
  const rowKey = useCallback((index: number) => (reading === null || rows === null ? index : keyOf(reading, rows[index])), [reading, rows]);
  if (isLoading) return <p className="panel-empty">Loading history…</p>;
  if (reading === null || rows === null) return <p className="panel-empty">No trades yet.</p>;
  return (
    <>
      <FocusNote reading={reading} utcOffsetSec={utcOffsetSec} />
      <div className="panel-cells micro-level panel-titles" aria-hidden="true">
        <span>Price</span>
        <span>Bid</span>
        <span>Ask</span>
        <span>Delta</span>
        <span>Trades</span>
      </div>
      {rows.length === 0 ? <p className="panel-empty">No trades in these seconds.</p> : null}
      <VirtualRows
        label="Micro-footprint, newest second first"
        count={rows.length}
        rowKey={rowKey}
        goTo={focusRow(reading, rows)}
        renderRow={(index) =>
          rows[index] < 0 ? <SecondHead reading={reading} last={-rows[index] - 1} utcOffsetSec={utcOffsetSec} /> : <Level reading={reading} at={rows[index]} />
        }
      />
    </>
  );
}

function keyOf({ timeSec, priceTicks }: MicroFootprintReading, row: number): string | number {
  return row < 0 ? timeSec[-row - 1] : `${timeSec[row]} ${priceTicks[row]}`;
}

/** What the seconds stand around, and which they are. */
function FocusNote({ reading, utcOffsetSec }: { readonly reading: MicroFootprintReading; readonly utcOffsetSec: number }): ReactElement {
  const { focus, fromSec, toSec } = reading;
  const range = `${clockText(fromSec + utcOffsetSec)} – ${clockText(toSec + utcOffsetSec)}`;
  return (
    <p className="panel-note" data-focus={focus.kind} title={`▲ and ▼ mark an imbalance: ${ruleText(reading)}`}>
      <b>{focus.kind === "live" ? "live" : `${focus.kind} ${focusTime(focus, utcOffsetSec)}`}</b>
      <span>{focus.kind === "live" ? "newest 30 s" : range}</span>
    </p>
  );
}

/** `14:03:12`, and `14:03` for bars of whole minutes. */
function focusTime(focus: Exclude<MicroFootprintFocus, { readonly kind: "live" }>, utcOffsetSec: number): string {
  const text = clockText(focus.sec + utcOffsetSec);
  return focus.kind === "bar" && focus.lengthSec % 60 === 0 ? text.slice(0, 5) : text;
}

/** The header of the newest second in focus, or the nearest one before it. */
function focusRow({ focus, timeSec }: MicroFootprintReading, rows: Int32Array): { readonly name: string; readonly row: number } {
  if (focus.kind === "live") return { name: "live", row: 0 };
  const endSec = focus.sec + (focus.kind === "bar" ? focus.lengthSec : 1);
  const row = rows.findIndex((entry) => entry < 0 && timeSec[-entry - 1] < endSec);
  return { name: `${focus.kind} ${focus.sec} ${endSec}`, row: Math.max(0, row) };
}

function isInFocus({ focus }: MicroFootprintReading, sec: number): boolean {
  if (focus.kind === "live") return false;
  return sec >= focus.sec && sec < focus.sec + (focus.kind === "bar" ? focus.lengthSec : 1);
}

interface SecondHeadProps {
  readonly reading: MicroFootprintReading;
  /** The second's last entry. */
  readonly last: number;
  readonly utcOffsetSec: number;
}

function SecondHead({ reading, last, utcOffsetSec }: SecondHeadProps): ReactElement {
  const { timeSec, askLots, bidLots, lot } = reading;
  let delta = 0;
  for (let at = last; at >= 0 && timeSec[at] === timeSec[last]; at--) delta += askLots[at] - bidLots[at];
  return (
    <div className="panel-second" data-focus={isInFocus(reading, timeSec[last])}>
      <span>{clockText(timeSec[last] + utcOffsetSec)}</span>
      <span>Δ {signedVolume(delta, lot)}</span>
    </div>
  );
}

function Level({ reading, at }: { readonly reading: MicroFootprintReading; readonly at: number }): ReactElement {
  const { priceTicks, bidLots, askLots, trades, imbalance, tick, lot } = reading;
  const mark = imbalance === null ? LEVEL_MARKS.none : imbalance[at];
  return (
    <div className="panel-cells micro-level" data-imbalance={SIDES_MARKED[mark]} title={mark === LEVEL_MARKS.none ? undefined : `${MARK_NAMES[mark]}: ${ruleText(reading)}`}>
      <span>{formatPrice(priceTicks[at], tick)}</span>
      <span data-side="bid">{formatVolume(bidLots[at], lot)}</span>
      <span data-side="ask">{formatVolume(askLots[at], lot)}</span>
      <span>{signedVolume(askLots[at] - bidLots[at], lot)}</span>
      <span>{trades[at]}</span>
    </div>
  );
}

/** The sides of a level that outweigh their neighbours, by its marks. */
const SIDES_MARKED = ["none", "ask", "bid", "ask bid"] as const;
const MARK_NAMES = ["", "Buying imbalance", "Selling imbalance", "Buying and selling imbalance"] as const;

/** What makes an imbalance of a level, in words. */
function ruleText({ rule: { ratio, minimumLots, emptyCountsAsOne }, lot }: MicroFootprintReading): string {
  const least = minimumLots === null ? "the median volume of a price in the 15 minutes before" : formatVolume(minimumLots, lot);
  const empty = emptyCountsAsOne ? "an empty neighbour counts as one lot" : "beside an empty neighbour there is none";
  return `at least ${ratio} times the other side one price away in the same second, and at least ${least}; ${empty}. It is the chart’s rule, for bars of 1 s at every price.`;
}

function signedVolume(lots: number, lot: MicroFootprintReading["lot"]): string {
  return `${lots > 0 ? "+" : lots < 0 ? "−" : ""}${formatVolume(Math.abs(lots), lot)}`;
}
