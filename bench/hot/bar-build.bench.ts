import { BarBuilder, type BarSink } from "../../server/bar-builder.ts";
import { HotBench } from "../measure/hot-bench.ts";

// Trades into 1-second bars with levels.

const TRADES = 1_000_000;
const TRADES_PER_SECOND = 100;
const FIRST_SEC = 1_700_000_000;
const PRICES = 40;

const timeMs = Float64Array.from({ length: TRADES }, (_, trade) => FIRST_SEC * 1000 + trade * (1000 / TRADES_PER_SECOND));
const priceTicks = new Int32Array(TRADES);
const sizeLots = new Float64Array(TRADES);
const isBuy = new Uint8Array(TRADES);
let state = 0x2545f491;
for (let trade = 0, middle = 600_000; trade < TRADES; trade++) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  const random = state >>> 0;
  if (trade % TRADES_PER_SECOND === 0) middle += (random % 9) - 4;
  priceTicks[trade] = middle + ((random >>> 8) % PRICES);
  sizeLots[trade] = 1 + ((random >>> 16) % 900);
  isBuy[trade] = random & 1;
}

let sink = 0;
const rows = new Float64Array(2 * PRICES);
/** The least that volume per price needs: every trade added to a row found by arithmetic, rows read and cleared each second. Knows all prices beforehand. */
function addTrades(): void {
  let sum = 0;
  for (let first = 0; first < TRADES; first += TRADES_PER_SECOND) {
    let low = priceTicks[first];
    for (let trade = first; trade < first + TRADES_PER_SECOND; trade++) low = Math.min(low, priceTicks[trade]);
    for (let trade = first; trade < first + TRADES_PER_SECOND; trade++) {
      rows[2 * (priceTicks[trade] - low) + isBuy[trade]] += sizeLots[trade];
      sum += timeMs[trade];
    }
    for (const lots of rows) sum += lots;
    rows.fill(0);
  }
  sink = sum;
}

const log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const sinkOfBars: BarSink = {
  bars: (_, from, to) => {
    sink += to - from;
  },
  gap: () => {},
  closedThrough: () => {},
  end: () => {},
};

function buildBars(graceSec: number): void {
  const builder = new BarBuilder({ symbol: "TEST", graceSec, sink: sinkOfBars, log });
  for (let trade = 0; trade < TRADES; trade++) {
    builder.trade(timeMs[trade], priceTicks[trade], sizeLots[trade], isBuy[trade] === 1 ? "buy" : "sell");
    if (trade % 4096 === 0) builder.clock(timeMs[trade]);
  }
  builder.end();
}

const bench = new HotBench("bar-build", `${TRADES.toLocaleString("en")} trades into bars of 1 second, against adding each to a row whose place is known`);
const { measure } = bench.against("every trade added to its row", addTrades);
measure("build bars, trades in order", () => buildBars(0));
measure("build bars, seconds open for late trades", () => buildBars(2));
bench.finish();
if (Number.isNaN(sink)) throw new Error("the sums are numbers");
