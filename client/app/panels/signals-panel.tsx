import { type MouseEvent, type ReactElement, useCallback } from "react";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { momentText } from "../../../core/view/clock-text.ts";
import { groupThousands } from "../../../core/view/number-format.ts";
import type { SignalReading } from "../chart-snapshot.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { useIsLoading } from "./use-is-loading.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const SIGNAL_PX = 44;
const DAY_SEC = 86_400;

/** The signals that were found, newest first; a click chooses one and brings the chart there. One that is chosen on the chart comes into sight here. */
export function SignalsPanel(): ReactElement {
  const { chart, choices } = useSession();
  const chosen = useChoice((state) => state.chosenSignal);
  const signals = useReading((snapshot) => snapshot.signals);
  const signalCount = useReading((snapshot) => snapshot.signalCount);
  const utcOffsetSec = useReading((snapshot) => snapshot.utcOffsetSec);
  /** Changes with the day alone. */
  const newestDaySec = useReading(({ newestSec, utcOffsetSec: offset }) => (newestSec === null ? 0 : floorDiv(newestSec + offset, DAY_SEC) * DAY_SEC));
  const timeText = (sec: number): string => momentText(sec + utcOffsetSec, newestDaySec);
  const isLoading = useIsLoading("signals");
  const rowKey = useCallback((index: number) => signals[index].key, [signals]);
  const show = (event: MouseEvent, { key, timeSec, priceTicks }: SignalReading): void => {
    choices.setState({ chosenSignal: key });
    chart.showMoment(timeSec, priceTicks);
    if (isOfPointer(event)) document.querySelector<HTMLElement>(".chart-host")?.focus();
  };
  const chosenRow = chosen === null ? -1 : signals.findIndex(({ key }) => key === chosen);
  if (isLoading) return <p className="panel-empty">Loading history…</p>;
  if (signals.length === 0) return <p className="panel-empty">No signals, or none are shown.</p>;
  return (
    <>
      {signalCount > signals.length ? <p className="panel-note">{`newest ${wholeText(signals.length)} of ${wholeText(signalCount)}`}</p> : null}
      <div className="panel-cells signal-titles panel-titles" title="The newest on top, by the second at whose close a signal was known. The chart shows it where it began.">
        <span>Signal</span>
        <span>Known at</span>
      </div>
      <VirtualRows
        label="Signals, newest first"
        count={signals.length}
        rowKey={rowKey}
        rowPx={SIGNAL_PX}
        goTo={chosen === null || chosenRow < 0 ? undefined : { name: chosen, row: chosenRow, align: "auto" }}
        renderRow={(index) => {
          const { glyph, side, name, measured, timeSec, knownSec, reliable } = signals[index];
          return (
            <button type="button" className="signal" aria-current={index === chosenRow} onClick={(event) => show(event, signals[index])} title={reliable ? undefined : "Seconds are missing near it"}>
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

const wholeText = (count: number): string => groupThousands(String(count));

/** A key that presses a button counts no clicks: whoever goes through the list by keyboard stays in it. */
const isOfPointer = ({ detail }: MouseEvent): boolean => detail > 0;
