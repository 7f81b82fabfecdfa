import { type ReactElement, useCallback, useMemo } from "react";
import { formatPrice, formatVolume } from "../../../core/view/number-format.ts";
import { clockText } from "../../../core/view/clock-text.ts";
import type { TapeReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { findSecond, secondRows } from "./second-rows.ts";
import { useIsLoading } from "./use-is-loading.ts";
import { VirtualRows } from "./virtual-rows.tsx";

/** What was bought and sold, second by second and price by price, newest first. */
export function TapePanel(): ReactElement {
  const tape = useReading((snapshot) => snapshot.tape);
  const rows = useMemo(() => (tape === null ? null : secondRows(tape.prints.timeSec)), [tape]);
  const isLoading = useIsLoading("tape");
  const rowKey = useCallback((index: number) => (tape === null || rows === null ? index : keyOf(tape, rows[index])), [tape, rows]);
  if (isLoading) return <p className="panel-empty">Loading history…</p>;
  if (tape === null || rows === null || rows.length === 0) return <p className="panel-empty">No trades yet.</p>;
  return (
    <VirtualRows
      label="Tape, newest first"
      count={rows.length}
      rowKey={rowKey}
      renderRow={(index) => (rows[index] < 0 ? <SecondHead tape={tape} sec={tape.prints.timeSec[-rows[index] - 1]} /> : <Print tape={tape} at={rows[index]} />)}
    />
  );
}

function keyOf({ prints }: TapeReading, row: number): string | number {
  return row < 0 ? prints.timeSec[-row - 1] : `${prints.timeSec[row]} ${prints.priceTicks[row]} ${prints.side[row]}`;
}

function SecondHead({ tape, sec }: { readonly tape: TapeReading; readonly sec: number }): ReactElement {
  const clock = clockText(sec + useReading((snapshot) => snapshot.utcOffsetSec));
  const { seconds, lot } = tape;
  const at = findSecond(seconds.timeSec, sec);
  if (at < 0) return <div className="panel-second">{clock}</div>;
  const side = seconds.side[at];
  const average = seconds.averageLots[at];
  return (
    <div className="panel-second" data-aggressive={seconds.aggressive[at] === 1}>
      <span>{clock}</span>
      <span>{seconds.trades[at]}/s</span>
      <span title="Average size">ø {Number.isNaN(average) ? "–" : formatVolume(Math.round(average), lot, 6)}</span>
      <span data-side={side > 0 ? "ask" : side < 0 ? "bid" : "none"}>{side > 0 ? "▲ ask" : side < 0 ? "▼ bid" : "= even"}</span>
      <span>{seconds.aggressive[at] === 1 ? "fast" : ""}</span>
    </div>
  );
}

function Print({ tape, at }: { readonly tape: TapeReading; readonly at: number }): ReactElement {
  const { prints, tick, lot, largeLots } = tape;
  const isBought = prints.side[at] > 0;
  return (
    <div className="panel-cells tape-print" data-side={isBought ? "ask" : "bid"} data-large={prints.lots[at] >= largeLots}>
      <span>{isBought ? "▲" : "▼"}</span>
      <span>{formatPrice(prints.priceTicks[at], tick)}</span>
      <span>{formatVolume(prints.lots[at], lot)}</span>
      <span>{prints.trades[at]}</span>
    </div>
  );
}
