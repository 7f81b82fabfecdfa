import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import { formatPrice, formatVolume } from "../core/view/number-format.ts";
import type { SignalReading } from "./app/chart-snapshot.ts";
import { signedPriceText } from "./chart-text.ts";
import { signalKey } from "./signal-key.ts";

const VOLUME_CHARS = 8;

type Words = Pick<SignalReading, "glyph" | "side" | "name" | "measured" | "priceTicks">;

/** An event as the list of signals shows it; null for the end of a zone, which is no signal. */
export function signalReading(event: OrderFlowEvent, instrument: ParsedInstrument): SignalReading | null {
  const words = wordsOf(event, instrument);
  if (words === null) return null;
  const { timeSec, confirmedSec, reliable } = event;
  return { key: signalKey(event), timeSec, knownSec: confirmedSec, reliable, ...words };
}

function wordsOf(event: OrderFlowEvent, instrument: ParsedInstrument): Words | null {
  const volume = (lots: number): string => formatVolume(lots, instrument.lot, VOLUME_CHARS);
  const signed = (lots: number): string => `${lots > 0 ? "+" : lots < 0 ? "−" : ""}${volume(Math.abs(lots))}`;
  const price = (ticks: number): string => formatPrice(ticks, instrument.tick);
  switch (event.kind) {
    case "bid-absorption":
    case "ask-absorption": {
      const isBid = event.kind === "bid-absorption";
      const { windowSec, rangeTicks } = event.evidence;
      const measured = `${volume(event.volumeLots)} in ${windowSec} s · range ${price(rangeTicks)}`;
      return { glyph: "●", side: isBid ? "buy" : "sell", name: isBid ? "Bid absorption" : "Ask absorption", measured, priceTicks: event.priceTicks };
    }
    case "bullish-exhaustion":
    case "bearish-exhaustion": {
      const isUp = event.kind === "bullish-exhaustion";
      const measured = `Δ ${signed(event.deltaLots)} after ${signed(event.previousDeltaLots)}`;
      return { glyph: "◇", side: isUp ? "sell" : "buy", name: `Exhaustion (${isUp ? "up" : "down"}-move)`, measured, priceTicks: event.priceTicks };
    }
    case "buying-burst":
    case "selling-burst": {
      const isBuy = event.kind === "buying-burst";
      const measured = `${event.durationSec} s · ${isBuy ? "bought" : "sold"} ${volume(event.evidence.sideLots)} of ${volume(event.volumeLots)}`;
      return { glyph: isBuy ? "▲" : "▼", side: isBuy ? "buy" : "sell", name: isBuy ? "Buying burst" : "Selling burst", measured, priceTicks: event.priceTicks };
    }
    case "micro-pullback": {
      const measured = `${Math.round(event.evidence.retrace * 100)} % of the burst given back`;
      return { glyph: event.side === "buy" ? "△" : "▽", side: event.side, name: "Micro pullback", measured, priceTicks: event.priceTicks };
    }
    case "micro-push": {
      const beyond = event.priceTicks - event.evidence.extremeTicks;
      const measured = `new ${event.side === "buy" ? "high" : "low"} ${signedPriceText(beyond, instrument.tick)}`;
      return { glyph: event.side === "buy" ? "▲" : "▼", side: event.side, name: "Micro push", measured, priceTicks: event.priceTicks };
    }
    case "upside-sweep":
    case "downside-sweep": {
      const isUp = event.kind === "upside-sweep";
      const tookSec = event.confirmedSec - event.timeSec;
      const measured = `${price(event.evidence.extremeTicks)} → ${price(event.reversalTicks)} ${tookSec === 0 ? "within the second" : `in ${tookSec} s`}`;
      return { glyph: "◆", side: isUp ? "sell" : "buy", name: `Sweep ${isUp ? "up" : "down"}, rejected`, measured, priceTicks: event.evidence.extremeTicks };
    }
    case "stacked-imbalance": {
      const measured = `${event.evidence.rows} rows · ${volume(event.evidence.dominantLots)}`;
      const priceTicks = Math.round((event.lowTicks + event.highTicks) / 2);
      return { glyph: "■", side: event.side, name: `Stacked imbalance (${event.side === "buy" ? "buying" : "selling"})`, measured, priceTicks };
    }
    case "stacked-imbalance-end":
      return null;
  }
}
