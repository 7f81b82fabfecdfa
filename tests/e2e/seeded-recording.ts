import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { RecordedTrade } from "../support/recordings.ts";
import { createRandom } from "../support/seeded-bars.ts";
import { startServer } from "../support/start-server.ts";
import type { ChartTotals } from "./chart-page.ts";

/** A trade of a market that never was, with the number that its exchange gave it. */
export interface SeededTrade extends RecordedTrade {
  readonly id: number;
  readonly timeMs: number;
}

export interface SeededMarketOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly startSec?: number;
}

export const SEEDED_SYMBOL = "SEEDED";
/** Price of a tick, and how many make a unit of price. */
export const SEEDED_TICK = 0.1;
export const SEEDED_TICKS_PER_UNIT = 10;

const FIRST_ID = 700_000;
const MAX_BURST = 14;

/** Trades that are the same for the same seed: one second in eight is empty, the first and the last are not. */
export function seededTrades({ seed, seconds, startSec = Date.UTC(2024, 2, 5, 14) / 1000 }: SeededMarketOptions): SeededTrade[] {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const trades: SeededTrade[] = [];
  let priceTicks = 50_000;
  for (let second = 0; second < seconds; second++) {
    const isEmpty = second > 0 && second < seconds - 1 && below(8) === 0;
    const times = Array.from({ length: isEmpty ? 0 : 1 + below(MAX_BURST) }, () => below(1000)).sort((a, b) => a - b);
    for (const ms of times) {
      priceTicks += below(31) - 15;
      const timeSec = startSec + second;
      trades.push({ id: FIRST_ID + trades.length, timeMs: timeSec * 1000 + ms, timeSec, priceTicks, sizeLots: 1 + below(900), side: below(2) === 0 ? "buy" : "sell" });
    }
  }
  return trades;
}

/** The sums over trades as the chart tells them. */
export function totalsOf(trades: readonly RecordedTrade[]): ChartTotals {
  const prices = trades.map(({ priceTicks }) => priceTicks);
  const lotsOf = (side: RecordedTrade["side"]): number => trades.reduce((sum, trade) => sum + (trade.side === side ? trade.sizeLots : 0), 0);
  return {
    bars: new Set(trades.map(({ timeSec }) => timeSec)).size,
    trades: trades.length,
    bidLots: lotsOf("sell"),
    askLots: lotsOf("buy"),
    lowTicks: Math.min(...prices),
    highTicks: Math.max(...prices),
  };
}

/** Starts a server that replays trades as a raw recording of an exchange. `stop` also removes the recording. */
export async function replaySeeded(trades: readonly SeededTrade[], ...options: readonly string[]): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "flowglass-e2e-"));
  const file = join(folder, "seeded.gz");
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  writeFileSync(file, gzipSync(trades.map(rawLine).join("")));
  try {
    const server = await startServer(["replay", file, "--symbol", SEEDED_SYMBOL, "--tick-size", String(SEEDED_TICK), "--lot-size", "0.001", ...options]);
    return {
      ...server,
      stop: async () => {
        const exitCode = await server.stop();
        remove();
        return exitCode;
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function rawLine({ id, timeMs, priceTicks, sizeLots, side }: SeededTrade): string {
  const trade = {
    e: "trade",
    E: timeMs + 3,
    T: timeMs,
    s: SEEDED_SYMBOL,
    t: id,
    p: (priceTicks / SEEDED_TICKS_PER_UNIT).toFixed(2),
    q: (sizeLots / 1000).toFixed(3),
    X: "MARKET",
    m: side === "sell",
  };
  return `${timeMs + 5}000000 ${JSON.stringify({ stream: `${SEEDED_SYMBOL.toLowerCase()}@trade`, data: trade })}\n`;
}
