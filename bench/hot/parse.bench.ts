import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";
import { CsvTrades } from "../../server/feed/csv-trades.ts";
import { LINE_VERDICTS } from "../../server/feed/line-reader.ts";
import { HotBench } from "../measure/hot-bench.ts";

// Reading a recording's lines, already cut and in memory, into exact ticks and lots.

const LINES = 200_000;
const HEADER = "ts_ms,price,size,side";
const FIRST_MS = 1_700_000_000_000;

const instrument = parseInstrument({ symbol: "TEST", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC });
const lines = Array.from({ length: LINES }, (_, index) => {
  const tenths = 600_000 + ((index * 7919) % 500);
  const thousandths = 1 + ((index * 104_729) % 90_000);
  return `${FIRST_MS + index * 40},${(tenths / 10).toFixed(1)},${(thousandths / 1000).toFixed(3)},${index % 3 === 0 ? "sell" : "buy"}`;
});
const reader = new CsvTrades("bench.csv", 1, HEADER, instrument);

let sink = 0;
/** The least that any reader of these lines must do: look at every character once. */
function readCharacters(): void {
  let sum = 0;
  for (const line of lines) for (let index = 0; index < line.length; index++) sum += line.charCodeAt(index);
  sink = sum;
}

function readTrades(): void {
  let sum = 0;
  for (const line of lines) {
    if (reader.read(line) !== LINE_VERDICTS.TRADE) throw new Error(`a line was not read: ${reader.reason}`);
    sum += reader.trade.priceTicks + reader.trade.sizeLots;
  }
  sink = sum;
}

/** What a script would write: split, then binary fractions, which are not exact. */
function splitAndConvert(): void {
  let sum = 0;
  for (const line of lines) {
    const [time, price, size, side] = line.split(",");
    sum += Number(time) + Number(price) + Number(size) + (side === "buy" ? 1 : 0);
  }
  sink = sum;
}

const bench = new HotBench("parse", `${LINES.toLocaleString("en")} lines of CSV into exact ticks and lots, against looking at each character once`);
const { measure } = bench.against("every character of the lines", readCharacters);
measure("read the trades, exact", readTrades);
measure("for comparison: split and Number, not exact", splitAndConvert);
bench.finish();
if (Number.isNaN(sink)) throw new Error("the sums are numbers");
