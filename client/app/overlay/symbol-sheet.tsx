import type { KeyboardEvent, ReactElement } from "react";
import { useReading, useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The markets on offer. Arrows choose, Enter shows. */
export function SymbolSheet(): ReactElement {
  const { chart, choices } = useSession();
  const symbols = useReading((snapshot) => snapshot.symbols);
  const shown = useReading((snapshot) => snapshot.instrument?.symbol);
  const choose = (symbol: string): void => {
    choices.setState({ sheet: "none" });
    chart.showSymbol(symbol);
  };
  return (
    <Sheet name="Switch symbol" className="symbols">
      {symbols.length === 0 ? <p>The server has named no market yet.</p> : null}
      <div role="listbox" aria-label="Markets" onKeyDown={moveFocus}>
        {symbols.map((offer, index) => (
          <button
            key={offer.symbol}
            type="button"
            role="option"
            aria-selected={offer.symbol === shown}
            data-first-focus={offer.symbol === shown || (shown === undefined && index === 0) ? true : undefined}
            onClick={() => choose(offer.symbol)}
          >
            <b>{offer.symbol}</b>
            <span>{offer.description}</span>
            <small>
              tick {offer.tickSize}
              {offer.volumeUnit === "" ? "" : ` · ${offer.volumeUnit}`}
            </small>
          </button>
        ))}
      </div>
    </Sheet>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>("[role='option']")];
  const at = options.findIndex((option) => option === document.activeElement);
  options[(at + step + options.length) % options.length]?.focus();
}
