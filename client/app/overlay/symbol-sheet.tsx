import { type KeyboardEvent, type ReactElement, useId, useState } from "react";
import type { SymbolReading } from "../chart-snapshot.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";
import { findSymbols } from "./find-symbols.ts";
import { type Quote, useQuotes } from "./symbol-quotes.ts";

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };
const DIRECTIONS = { "-1": "down", "0": "", "1": "up" } as const;
const ARROWS = { "-1": "▼", "0": "", "1": "▲" } as const;

/** The markets on offer, those used last first. Typing narrows the list, arrows choose, Enter shows. */
export function SymbolSheet(): ReactElement {
  const { chart, choices } = useSession();
  const symbols = useReading((snapshot) => snapshot.symbols);
  const shown = useReading((snapshot) => snapshot.instrument?.symbol);
  const recent = useChoice((state) => state.recentSymbols);
  const quotes = useQuotes(symbols);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const found = findSymbols(symbols, text, recent);
  const active = found.length === 0 ? -1 : Math.min(at, found.length - 1);
  const choose = (symbol: string): void => {
    choices.setState({ sheet: "none" });
    chart.showSymbol(symbol);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = STEPS[event.key];
    if (step !== undefined && found.length > 0) setAt((active + step + found.length) % found.length);
    else if (event.key === "Enter" && active >= 0) choose(found[active].symbol);
    else if (event.key === "/" && text === "") choices.setState({ sheet: "none" });
    else return;
    event.preventDefault();
  };
  return (
    <Sheet name="Switch symbol" className="symbols">
      <input
        type="text"
        role="combobox"
        aria-label="Find a market"
        aria-expanded={true}
        aria-controls={list}
        aria-activedescendant={active < 0 ? undefined : `${list}-${active}`}
        placeholder="Type a symbol or a name"
        autoComplete="off"
        spellCheck={false}
        data-first-focus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={list} aria-label="Markets">
        {found.map((offer, index) => (
          <Offer key={offer.symbol} id={`${list}-${index}`} offer={offer} quote={quotes.get(offer.symbol)} isActive={index === active} isShown={offer.symbol === shown} onChoose={choose} />
        ))}
      </div>
      {found.length > 0 ? null : <p role="status">{nothingFound(text, symbols)}</p>}
    </Sheet>
  );
}

interface OfferProps {
  readonly id: string;
  readonly offer: SymbolReading;
  readonly quote: Quote | undefined;
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly onChoose: (symbol: string) => void;
}

function Offer({ id, offer, quote, isActive, isShown, onChoose }: OfferProps): ReactElement {
  const { symbol, description, tickSize, volumeUnit } = offer;
  const direction = String(quote?.direction ?? 0) as keyof typeof ARROWS;
  const scrollTo = (row: HTMLElement | null): void => {
    if (isActive) row?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div ref={scrollTo} id={id} role="option" aria-selected={isActive} data-shown={isShown} tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(symbol)}>
      <b>{symbol}</b>
      <span className="offer-words">
        {description === "" ? "" : `${description} · `}tick {tickSize}
        {volumeUnit === "" ? "" : ` · ${volumeUnit}`}
      </span>
      {quote === undefined ? null : (
        <>
          <span className="offer-price">{quote.price}</span>
          <span className="offer-change" data-direction={direction}>
            <span aria-hidden="true">{ARROWS[direction]}</span> <span className="visually-hidden">{DIRECTIONS[direction]}</span> {quote.change}
          </span>
        </>
      )}
    </div>
  );
}

function nothingFound(text: string, symbols: readonly SymbolReading[]): string {
  if (symbols.length === 0) return "The server has named no market yet.";
  return `No market here is called “${text.trim()}”. There ${symbols.length === 1 ? "is" : "are"} ${symbols.length}: ${symbols.slice(0, 6).map(({ symbol }) => symbol).join(", ")}${symbols.length > 6 ? " and more" : ""}.`;
}
