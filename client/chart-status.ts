import { stepsToNumber } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import { formatPrice } from "../core/view/number-format.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { DrawingReading, PriceReading, SymbolReading, VeilReading } from "./app/chart-snapshot.ts";
import type { SceneCosts } from "./scene/scene-state.ts";
import { offsetWords } from "./time-zone.ts";
import { clockText } from "../core/view/clock-text.ts";
import { countText, msText, signedPriceText } from "./chart-text.ts";

const MS_PER_SEC = 1000;
const SEC_PER_MINUTE = 60;
const LEAST_FIRST_SEC = 20;
/** Of a first window, beside the room at its right edge. */
const SHARE_OF_DATA = 0.91;
/** A later clock than the server's by more than this is a clock that is set wrong: no latency can be told. */
const MAX_LATENCY_MS = 60_000;
/** Of the bars that the server holds, this share makes the history complete: the last few are on their way at any time. */
const LOADED_SHARE = 0.999;

/** An instrument as the market switch shows it. */
export function symbolReading({ symbol, description, tickSize, volumeUnit, session }: SymbolReading): SymbolReading {
  return { symbol, description, tickSize, volumeUnit, session };
}

/** The last price and its change since the session's start. */
export function priceReading(status: StreamStatus, instrument: ParsedInstrument | null): PriceReading | null {
  const { lastPriceTicks, sessionOpenTicks, lastDirection } = status;
  if (lastPriceTicks === null || instrument === null) return null;
  const text = formatPrice(lastPriceTicks, instrument.tick);
  if (sessionOpenTicks === null) return { text, change: "", changePercent: "", direction: lastDirection };
  const changeTicks = lastPriceTicks - sessionOpenTicks;
  const percent = sessionOpenTicks === 0 ? 0 : (100 * changeTicks) / Math.abs(sessionOpenTicks);
  return {
    text,
    change: signedPriceText(changeTicks, instrument.tick),
    changePercent: `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent).toFixed(2)} %`,
    direction: changeTicks > 0 ? 1 : changeTicks < 0 ? -1 : 0,
  };
}

/** The stream's time now, epoch milliseconds: its clock runs on between heartbeats unless it is a recording's. Null before the first heartbeat. */
export function streamNowMs(status: StreamStatus, nowMs: number, clockRuns: boolean): number | null {
  if (status.streamTimeMs === null) return status.lastSec === null ? null : status.lastSec * MS_PER_SEC;
  return clockRuns ? status.streamTimeMs + Math.max(0, nowMs - status.receivedAtMs) : status.streamTimeMs;
}

/** Seconds since the newest second that is known; null before there is one and after the source has ended. */
export function barAgeSec(status: StreamStatus, streamMs: number | null): number | null {
  if (status.lastSec === null || streamMs === null || status.connection === "ended") return null;
  return Math.max(0, Math.round((streamMs / MS_PER_SEC - status.lastSec) * 10) / 10);
}

/** From the server's clock to this window's; null where the two cannot be compared. */
export function latencyMs(status: StreamStatus): number | null {
  if (status.connection !== "live" || status.streamTimeMs === null) return null;
  const late = status.receivedAtMs - status.streamTimeMs;
  return late > MAX_LATENCY_MS || late < -MAX_LATENCY_MS ? null : Math.max(0, Math.round(late));
}

/** Share of the history that has arrived, or null when it is all there. */
export function loadingShare(status: StreamStatus): number | null {
  if (status.barsExpected === 0 || status.bars >= Math.min(status.barsExpected - 2, status.barsExpected * LOADED_SHARE)) return null;
  return status.bars / status.barsExpected;
}

/** Seconds on the screen at first: so many minutes, or all of a recording that is shorter, with room beside its newest second. */
export function firstSpanSec(status: StreamStatus, minutes: number): number {
  const { connection, firstSec, lastSec } = status;
  const chosenSec = minutes * SEC_PER_MINUTE;
  if (connection !== "ended" || firstSec === null || lastSec === null || loadingShare(status) !== null) return chosenSec;
  return Math.min(chosenSec, Math.max(LEAST_FIRST_SEC, (lastSec - firstSec) / SHARE_OF_DATA));
}

/** The newest second that is known, forming ones included; null before there is one. */
export function newestSecOf({ lastSec }: Pick<StreamStatus, "lastSec">): number | null {
  return lastSec === null ? null : lastSec - 1;
}

/** What to say instead of a picture; null when there is one. */
export function veilReading(status: StreamStatus, asked: string | null, isDrawn: boolean): VeilReading | null {
  const plain = { progress: null, offerSymbols: false };
  if (asked !== null && status.symbols.length > 0 && !status.symbols.some((one) => one.symbol === asked)) {
    return { title: `There is no market “${asked}” here`, detail: "The server offers these:", progress: null, offerSymbols: true };
  }
  if (isDrawn) return null;
  if (status.connection === "refused") return { ...plain, title: "The server refused", detail: sentenceOf(status.message) };
  if (status.connection === "reconnecting") return { ...plain, title: "No server within reach", detail: `${sentenceOf(status.message)} Trying again.` };
  if (status.instrument === null) return { ...plain, title: "Connecting", detail: sentenceOf(status.message) };
  if (status.bars > 0 || status.barsExpected > 0) {
    const detail = `${countText(status.bars)} of ${countText(status.barsExpected)} seconds with trades`;
    return { title: `Loading ${status.instrument.symbol}`, detail, progress: loadingShare(status), offerSymbols: false };
  }
  if (status.lastSec !== null) return { ...plain, title: `Loading ${status.instrument.symbol}`, detail: "" };
  return { ...plain, title: "No trades yet", detail: `The first trade of ${status.instrument.symbol} will appear here.` };
}

function sentenceOf(message: string): string {
  return message === "" ? "" : `${message[0].toUpperCase()}${message.slice(1)}.`;
}

/** What drawing costs now; null while the chart is at rest. */
export function drawingReading({ framesPerSec, recentScriptMs: { p50, p95 } }: Pick<SceneCosts, "framesPerSec" | "recentScriptMs">): DrawingReading | null {
  return framesPerSec === 0 ? null : { frames: framesPerSec, middle: msText(p50), most: msText(p95) };
}

/** The stream's clock as the status bar shows it, so far ahead of UTC: `14:03:07 UTC+2`. */
export function clockReading(streamMs: number | null, offsetSec: number): string {
  return streamMs === null ? "" : `${clockText(Math.floor(streamMs / MS_PER_SEC) + offsetSec)} ${offsetWords(offsetSec)}`;
}

/** Row height in the instrument's unit. */
export function rowHeightText(ticksPerRow: number, instrument: ParsedInstrument | null): string {
  if (instrument === null) return "";
  const size = stepsToNumber(ticksPerRow, instrument.tick);
  return size >= 1000 ? countText(size) : formatPrice(ticksPerRow, instrument.tick);
}

/** The previous value where the new one says the same, so that what shows it is not rendered again. */
export function keepIfSame<Value>(previous: Value, next: Value): Value {
  return isSame(previous, next) ? previous : next;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  for (const name in a) if (!(name in b) || !isSame(a[name as keyof typeof a], b[name as keyof typeof b])) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}
