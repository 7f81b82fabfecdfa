import { type MouseEvent, type ReactElement, useCallback } from "react";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { momentText } from "../../../core/view/clock-text.ts";
import { useReading, useSession } from "../session.ts";
import { useIsLoading } from "./use-is-loading.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const SIGNAL_PX = 44;
const DAY_SEC = 86_400;

/** The signals that were found, newest first; a click brings the chart there. */
export function SignalsPanel(): ReactElement {
  const { chart } = useSession();
  const signals = useReading((snapshot) => snapshot.signals);
  const utcOffsetSec = useReading((snapshot) => snapshot.utcOffsetSec);
  /** Changes with the day alone. */
  const newestDaySec = useReading(({ newestSec, utcOffsetSec: offset }) => (newestSec === null ? 0 : floorDiv(newestSec + offset, DAY_SEC) * DAY_SEC));
  const timeText = (sec: number): string => momentText(sec + utcOffsetSec, newestDaySec);
  const isLoading = useIsLoading("signals");
  const rowKey = useCallback((index: number) => signals[index].key, [signals]);
  const show = (event: MouseEvent, timeSec: number, priceTicks: number): void => {
    chart.showMoment(timeSec, priceTicks);
    if (isOfPointer(event)) document.querySelector<HTMLElement>(".chart-host")?.focus();
  };
  if (isLoading) return <p className="panel-empty">Loading history…</p>;
  if (signals.length === 0) return <p className="panel-empty">No signals, or none are shown.</p>;
  return (
    <>
      <div className="panel-cells signal-titles panel-titles" title="The newest on top, by the second at whose close a signal was known. The chart shows it where it began.">
        <span>Signal</span>
        <span>Known at</span>
      </div>
      <VirtualRows
        label="Signals, newest first"
        count={signals.length}
        rowKey={rowKey}
        rowPx={SIGNAL_PX}
        renderRow={(index) => {
          const { glyph, side, name, measured, timeSec, knownSec, priceTicks, reliable } = signals[index];
          return (
            <button type="button" className="signal" onClick={(event) => show(event, timeSec, priceTicks)} title={reliable ? undefined : "Seconds are missing near it"}>
              <i data-side={side === "buy" ? "ask" : "bid"} aria-hidden="true">
                {glyph}
              </i>
              <b>{reliable ? name : `${name} ?`}</b>
              <time title={knownSec === timeSec ? undefined : `Began at ${timeText(timeSec)}`}>{timeText(knownSec)}</time>
              <span>{measured}</span>
            </button>
          );
        }}
      />
    </>
  );
}

/** A key that presses a button counts no clicks: whoever goes through the list by keyboard stays in it. */
const isOfPointer = ({ detail }: MouseEvent): boolean => detail > 0;
