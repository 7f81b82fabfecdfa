import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import { useKeyOf } from "../key-of.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { Icon } from "./icons.tsx";

const SWITCH_SYMBOL: ChartCommand = { kind: "toggle", choice: "symbols" };
const ARROWS = { "-1": "▼", "0": "", "1": "▲" } as const;
const SIGN_WORDS = { "-1": "down", "0": "unchanged", "1": "up" } as const;

/** Which market this is (press to switch), and where it trades. */
export function MarketReading(): ReactElement {
  const { chart } = useSession();
  const instrument = useReading((snapshot) => snapshot.instrument);
  const asked = useChoice((state) => state.symbol);
  const isUnknown = useReading((snapshot) => snapshot.veil?.offerSymbols === true);
  const isOpen = useChoice((state) => state.sheet === "symbols");
  const key = useKeyOf(SWITCH_SYMBOL);
  return (
    <div className="market">
      <button
        type="button"
        className="symbol"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-keyshortcuts={key.aria}
        title={key.hint("Switch symbol")}
        onClick={() => chart.run(SWITCH_SYMBOL)}
      >
        <b>{instrument?.symbol ?? (isUnknown ? null : asked) ?? "No market"}</b>
        {instrument === null ? null : (
          <span className="symbol-detail">
            {instrument.description} · tick {instrument.tickSize}
          </span>
        )}
        <Icon name="chevron" />
      </button>
      <LastPrice />
    </div>
  );
}

function LastPrice(): ReactElement | null {
  const price = useReading((snapshot) => snapshot.price);
  if (price === null) return null;
  const direction = String(price.direction) as keyof typeof ARROWS;
  return (
    <div className="last-price" data-direction={direction} title="Last price, and its change since the start of the session">
      <span className="last-price-value">{price.text}</span>
      {price.change === "" ? null : (
        <span className="last-price-change">
          <span aria-hidden="true">{ARROWS[direction]}</span>
          <span className="visually-hidden">{SIGN_WORDS[direction]}</span> {price.change} <span className="last-price-percent">({price.changePercent})</span>
        </span>
      )}
    </div>
  );
}
