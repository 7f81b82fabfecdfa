import { type ReactElement, useCallback, useMemo } from "react";
import { TAPE_DEFAULTS } from "../../../core/orderflow/flow/tape.ts";
import { formatPrice, formatVolume } from "../../../core/view/number-format.ts";
import { clockText } from "../../../core/view/clock-text.ts";
import type { TapeReading } from "../chart-snapshot.ts";
import { useReading } from "../session.ts";
import { findSecond, secondRows } from "./second-rows.ts";
import { useIsLoading } from "./use-is-loading.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const TRADES_TITLE = "Trades at this price in the second, both sides together";
const SIDE_WORDS = { ask: "▲ ask", bid: "▼ bid", none: "= even" } as const;
const SIDE_TITLES = { ask: "More was bought at the ask than sold at the bid", bid: "More was sold at the bid than bought at the ask", none: "As much was bought as sold" } as const;
const FAST_TITLE = `Aggressive: more than ${TAPE_DEFAULTS.meanFactor} times the trades per second of the ${TAPE_DEFAULTS.windowSec} s before, and more than ${TAPE_DEFAULTS.leastTrades}`;

/** What was bought and sold, second by second and price by price, newest first. */
export function TapePanel(): ReactElement {
  const tape = useReading((snapshot) => snapshot.tape);
  const rows = useMemo(() => (tape === null ? null : secondRows(tape.prints.timeSec)), [tape]);
  const isLoading = useIsLoading("tape");
  const rowKey = useCallback((index: number) => (tape === null || rows === null ? index : keyOf(tape, rows[index])), [tape, rows]);
  if (isLoading) return <p className="panel-empty">Loading history…</p>;
  if (tape === null || rows === null || rows.length === 0) return <p className="panel-empty">No trades yet.</p>;
  return (
    <>
      <div className="panel-cells tape-print panel-titles">
        <span title="▲ bought at the ask, ▼ sold at the bid">Side</span>
        <span>Price</span>
        <span title="What was bought or sold at the price in the second, all trades together">Size</span>
        <span title={TRADES_TITLE}>Trades</span>
      </div>
      <VirtualRows
        label="Tape, newest first"
        count={rows.length}
        rowKey={rowKey}
        renderRow={(index) => (rows[index] < 0 ? <SecondHead tape={tape} sec={tape.prints.timeSec[-rows[index] - 1]} /> : <Print tape={tape} at={rows[index]} />)}
      />
    </>
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
  const side = seconds.side[at] > 0 ? "ask" : seconds.side[at] < 0 ? "bid" : "none";
  const average = seconds.averageLots[at];
  const isFast = seconds.aggressive[at] === 1;
  return (
    <div className="panel-second" data-aggressive={isFast}>
      <span>{clock}</span>
      <span title="Trades in this second">{seconds.trades[at]}/s</span>
      <span title="Average size of its trades">ø {Number.isNaN(average) ? "–" : formatVolume(Math.round(average), lot, 6)}</span>
      <span data-side={side} title={SIDE_TITLES[side]}>
        {SIDE_WORDS[side]}
      </span>
      <span title={isFast ? FAST_TITLE : undefined}>{isFast ? "fast" : ""}</span>
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
      <span title={TRADES_TITLE}>{isOfSamePrice(prints, at) ? "" : prints.trades[at]}</span>
    </div>
  );
}

/** The entry before stands for the other side of the same price, and has told the trades of both. */
function isOfSamePrice({ timeSec, priceTicks }: TapeReading["prints"], at: number): boolean {
  return at > 0 && timeSec[at - 1] === timeSec[at] && priceTicks[at - 1] === priceTicks[at];
}
