import { type KeyboardEvent, type ReactElement, useCallback, useState } from "react";
import type { BarFootprint } from "../../../core/orderflow/footprint/bar-footprint.ts";
import { formatDelta, formatVolume, groupThousands } from "../../../core/view/number-format.ts";
import { clockText } from "../../../core/view/clock-text.ts";
import type { BarReading } from "../chart-snapshot.ts";
import { Sheet } from "../overlay/sheet.tsx";
import { VirtualRows } from "../panels/virtual-rows.tsx";
import { useReading, useSession } from "../session.ts";
import { footprintCsv } from "./footprint-csv.ts";
import { FootprintRow } from "./footprint-row.tsx";
import { FootprintSums, sumsOf } from "./footprint-sums.tsx";

const ROW_PX = 20;
/** How far a press of an arrow moves the rows. */
const SCROLL_PX = 3 * ROW_PX;
const SCROLL_KEYS: Readonly<Record<string, number>> = { ArrowUp: -SCROLL_PX, ArrowDown: SCROLL_PX };

/** Every level of the chosen bar. Arrows go to the bars beside it, as far as bars have trades. */
export function FootprintSheet(): ReactElement {
  const { choices } = useSession();
  const reading = useReading((snapshot) => snapshot.bar);
  const refusal = useReading((snapshot) => snapshot.barRefusal);
  const utcOffsetSec = useReading((snapshot) => snapshot.utcOffsetSec);
  const choose = (sec: number | null | undefined): void => {
    if (sec !== null && sec !== undefined) choices.setState({ selectedBarSec: sec });
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (event.key === "ArrowLeft") choose(reading?.previousSec);
    else if (event.key === "ArrowRight") choose(reading?.nextSec);
    else if (SCROLL_KEYS[event.key] !== undefined) event.currentTarget.querySelector(".panel-rows")?.scrollBy({ top: SCROLL_KEYS[event.key] });
    else return false;
    return true;
  };
  return (
    <Sheet name="Footprint of the bar" className="footprint" onKey={onKey}>
      <div className="footprint-head">
        <h2>{reading === null ? "Footprint" : titleOf(reading, utcOffsetSec)}</h2>
        <button type="button" disabled={(reading?.previousSec ?? null) === null} onClick={() => choose(reading?.previousSec)} aria-keyshortcuts="ArrowLeft">
          Previous <kbd>←</kbd>
        </button>
        <button type="button" disabled={(reading?.nextSec ?? null) === null} onClick={() => choose(reading?.nextSec)} aria-keyshortcuts="ArrowRight">
          Next <kbd>→</kbd>
        </button>
        <CopyButton reading={reading} />
        <button type="button" onClick={() => choices.setState({ sheet: "none" })}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      {reading === null ? <NoReading refusal={refusal} /> : <BarContent reading={reading} utcOffsetSec={utcOffsetSec} />}
    </Sheet>
  );
}

function NoReading({ refusal }: { readonly refusal: string }): ReactElement {
  if (refusal === "") return <p className="panel-empty">Reading the bar …</p>;
  return (
    <p className="panel-empty" role="alert">
      The bar cannot be read: {refusal}.
    </p>
  );
}

function BarContent({ reading, utcOffsetSec }: { readonly reading: BarReading; readonly utcOffsetSec: number }): ReactElement {
  const { bar } = reading;
  const rowKey = useCallback((index: number) => (bar === null ? index : bar.row[bar.row.length - 1 - index]), [bar]);
  const notes = notesOf(reading, utcOffsetSec);
  if (bar === null) return <p className="panel-empty">{["Nothing traded in this bar.", ...notes].join(" ")}</p>;
  const count = bar.row.length;
  const largestLots = bar.row.reduce((most, _, at) => Math.max(most, bar.bidLots[at] + bar.askLots[at]), 0);
  return (
    <>
      <FootprintSums reading={reading} bar={bar} />
      {notes.length === 0 ? null : <p className="footprint-notes">{notes.join(" ")}</p>}
      <div className="footprint-row footprint-titles" aria-hidden="true">
        <span>Bid (sold)</span>
        <span>Price</span>
        <span>Ask (bought)</span>
        <span>Delta</span>
        <span>Volume</span>
        <span>Trades</span>
      </div>
      <VirtualRows
        label="Levels of the bar, highest price first"
        count={count}
        rowPx={ROW_PX}
        rowKey={rowKey}
        goTo={{ name: `${reading.startSec} ${reading.timeframeSec} ${reading.ticksPerRow}`, row: count - 1 - bar.row.indexOf(bar.pocRow) }}
        renderRow={(index) => <FootprintRow reading={reading} bar={bar} at={count - 1 - index} largestLots={largestLots} />}
      />
      <TotalsRow reading={reading} bar={bar} />
      <p className="footprint-key">
        <b data-side="bid">▼</b> selling and <b data-side="ask">▲</b> buying imbalance: at least {reading.ratio} times the diagonal neighbour; doubled in a stack
      </p>
    </>
  );
}

function TotalsRow({ reading: { lot }, bar }: { readonly reading: BarReading; readonly bar: BarFootprint }): ReactElement {
  const { bidLots, askLots, trades } = sumsOf(bar);
  const delta = askLots - bidLots;
  return (
    <div className="footprint-row footprint-totals">
      <span>{formatVolume(bidLots, lot)}</span>
      <span>{bar.row.length === 1 ? "1 level" : `${groupThousands(String(bar.row.length))} levels`}</span>
      <span>{formatVolume(askLots, lot)}</span>
      <span data-side={delta > 0 ? "ask" : delta < 0 ? "bid" : undefined}>{formatDelta(delta, lot)}</span>
      <span>{formatVolume(bidLots + askLots, lot)}</span>
      <span>{groupThousands(String(trades))}</span>
    </div>
  );
}

function CopyButton({ reading }: { readonly reading: BarReading | null }): ReactElement {
  const [copied, setCopied] = useState<{ readonly of: BarReading; readonly text: string } | null>(null);
  const copy = async (of: BarReading): Promise<void> => {
    const text = await navigator.clipboard.writeText(footprintCsv(of)).then(
      () => "Copied",
      () => "The browser does not let it be copied",
    );
    setCopied({ of, text });
  };
  const said = copied !== null && copied.of === reading ? copied.text : "";
  return (
    <>
      <button type="button" disabled={reading === null || reading.bar === null} onClick={() => reading !== null && void copy(reading)}>
        {said === "" ? "Copy as CSV" : said}
      </button>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  );
}

function titleOf({ symbol, startSec, timeframeSec }: BarReading, utcOffsetSec: number): string {
  const start = clockText(startSec + utcOffsetSec);
  return timeframeSec === 1 ? `${symbol} · ${start}` : `${symbol} · ${start} – ${clockText(startSec + timeframeSec + utcOffsetSec)}`;
}

function notesOf({ startSec, timeframeSec, gap, forming, untilSec, bar }: BarReading, utcOffsetSec: number): string[] {
  const isCut = untilSec !== null && untilSec < startSec + timeframeSec;
  return [
    ...(gap ? ["Some of its seconds are missing at the source: the sums are of what arrived."] : []),
    ...(bar?.estimated === true ? ["Some of its seconds came without levels: their volume stands on their close, estimated."] : []),
    ...(isCut ? [`Paused: read up to ${clockText(untilSec - 1 + utcOffsetSec)}, with that second, and no further.`] : []),
    ...(forming && !isCut ? ["Still forming: the numbers are those so far."] : []),
  ];
}
