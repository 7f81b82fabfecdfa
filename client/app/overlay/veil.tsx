import type { ReactElement } from "react";
import { useReading, useSession } from "../session.ts";

/** What stands on the chart while there is nothing to draw: connecting, loading, empty, an unknown symbol, a refusal. */
export function Veil(): ReactElement | null {
  const veil = useReading((snapshot) => snapshot.veil);
  if (veil === null) return null;
  return (
    <section className="veil" role="status">
      <i aria-hidden="true" />
      <h1>{veil.title}</h1>
      <p>{veil.detail}</p>
      {veil.progress === null ? null : <progress max={1} value={veil.progress} aria-label={veil.title} />}
      {veil.offerSymbols ? <SymbolOffers /> : null}
    </section>
  );
}

function SymbolOffers(): ReactElement {
  const { chart } = useSession();
  const symbols = useReading((snapshot) => snapshot.symbols);
  return (
    <ul>
      {symbols.map((offer) => (
        <li key={offer.symbol}>
          <button type="button" onClick={() => chart.showSymbol(offer.symbol)}>
            <b>{offer.symbol}</b> {offer.description}
          </button>
        </li>
      ))}
    </ul>
  );
}
