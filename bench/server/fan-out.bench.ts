import { parseArgs } from "node:util";
import budgets from "../budgets.json" with { type: "json" };
import type { MeasuredRow } from "../measure/bench-result.ts";
import { median, medianDeviation, percentile } from "../measure/statistics.ts";
import { writeResult } from "../measure/write-result.ts";
import { type Load, SENDERS, type Sender } from "./fan-out-messages.ts";
import { type LoadResult, measureLoad } from "./measure-load.ts";

// Closed bars to many clients on loopback: the product's server beside a bare loop of sends over the same library, and over the ws package. The senders take
// turns in random order, each in a process of its own with clients in others.

const { values: options } = parseArgs({
  options: {
    clients: { type: "string", default: "50" },
    symbols: { type: "string", default: "4" },
    rate: { type: "string", default: "10" },
    "full-rate": { type: "string", default: "100" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});

const HELP = `Measures the server under load: npm run bench -- server/fan-out, or node scripts/run-typescript.mjs bench/server/fan-out.bench.ts [options]
  --clients 50      live connections
  --symbols 4       symbols that each of them follows
  --rate 10         bars per second of each symbol that everybody can keep up with
  --full-rate 100   bars per second of each symbol that nobody can keep up with; 0 leaves that out
  --seconds 2       length of one measurement
  --rounds 2        measurements of each sender at a pace; flat out, which is not judged, half as many`;

if (options.help) console.log(HELP);
else await measure();

async function measure(): Promise<void> {
  const paced: Load = { clients: positive("clients"), symbols: positive("symbols"), barsPerSec: positive("rate") };
  const rounds = positive("rounds");
  const rows = rowsOf("at a pace", paced, await measureInTurns(paced, rounds), true);
  if (options["full-rate"] !== "0") {
    const full = { ...paced, barsPerSec: positive("full-rate") };
    rows.push(...rowsOf("flat out", full, await measureInTurns(full, Math.ceil(rounds / 2)), false));
  }
  writeResult({ name: "fan-out", title: "Closed bars to many clients on loopback, against a bare loop of sends over the same library and over ws", rows });
  for (const { name, median: middle, unit, ratio, target } of rows) {
    console.log(`${name.padEnd(66)}${middle.toFixed(3).padStart(14)} ${unit.padEnd(18)}${ratio === null ? "" : `${ratio.toFixed(2)}x`}${target === null ? "" : `  at most ${target}`}`);
  }
  if (rows.some(({ ratio, median: middle, target }) => target !== null && (ratio ?? middle) > target)) process.exitCode = 1;
}

async function measureInTurns(load: Load, rounds: number): Promise<ReadonlyMap<Sender, readonly LoadResult[]>> {
  console.log(`${load.clients} clients x ${load.symbols} symbols x ${load.barsPerSec} bars per second`);
  const results = new Map<Sender, LoadResult[]>(SENDERS.map((sender) => [sender, []]));
  for (let round = 0; round < rounds; round++) {
    const order = SENDERS.map((sender) => ({ sender, at: Math.random() })).toSorted((a, b) => a.at - b.at);
    for (const { sender } of order) results.get(sender)?.push(await measureLoad(sender, load, positive("seconds") * 1000));
  }
  return results;
}

/** Rows of every sender; the bare loop over the same library is what the others are multiples of. */
function rowsOf(title: string, load: Load, results: ReadonlyMap<Sender, readonly LoadResult[]>, isPaced: boolean): MeasuredRow[] {
  const { maxCpuAgainstBare, maxP99AgainstBare, maxEncodedFramesPerBar, maxLostShare } = budgets.server;
  const figures = (sender: Sender, figure: (result: LoadResult) => number): number[] => (results.get(sender) ?? []).map(figure);
  const rows: MeasuredRow[] = [];
  const add = (sender: Sender, what: string, unit: string, figure: (result: LoadResult) => number, isAgainstBare: boolean, target: number | null): void => {
    const values = figures(sender, figure);
    const ratio = isAgainstBare && sender !== "uws" ? median(values) / median(figures("uws", figure)) : null;
    rows.push({ name: `${title}: ${what}, ${sender}`, median: median(values), p95: percentile(values, 0.95), mad: medianDeviation(values), unit, ratio, target });
  };
  for (const sender of SENDERS) {
    const isOurs = sender === "flowglass";
    add(sender, "bars delivered", "per second", ({ deliveredBars, elapsedMs }) => (deliveredBars * 1000) / elapsedMs, true, null);
    add(sender, "frames delivered", "per second", ({ deliveredFrames, elapsedMs }) => (deliveredFrames * 1000) / elapsedMs, false, null);
    add(sender, "processor per delivered bar", "us", ({ senderCpuMs, deliveredBars }) => (senderCpuMs * 1000) / deliveredBars, true, isOurs && isPaced ? maxCpuAgainstBare : null);
    add(sender, "processor per client", "ms per second", ({ senderCpuMs, elapsedMs }) => (senderCpuMs * 1000) / elapsedMs / load.clients, false, null);
    add(sender, "memory per client", "KiB", ({ addedRssBytes }) => addedRssBytes / 1024 / load.clients, false, null);
    add(sender, "close to client, p50", "ms", ({ latenciesMs }) => median(latenciesMs), true, null);
    add(sender, "close to client, p99", "ms", ({ latenciesMs }) => percentile(latenciesMs, 0.99), true, isOurs && isPaced ? maxP99AgainstBare : null);
    if (!isPaced || !isOurs) continue;
    add(sender, "frames encoded per closed bar", "frames", ({ encodedFrames, closedBars }) => encodedFrames / closedBars, false, maxEncodedFramesPerBar);
    add(sender, "share of bars not delivered in the window", "of all", ({ deliveredBars, closedBars }) => Math.max(0, 1 - deliveredBars / (closedBars * load.clients)), false, maxLostShare);
  }
  return rows;
}

/** @throws RangeError naming the option. */
function positive(option: "clients" | "symbols" | "rate" | "full-rate" | "seconds" | "rounds"): number {
  const number = Number(options[option]);
  if (number > 0) return number;
  throw new RangeError(`--${option} is "${options[option]}", expected a number above 0`);
}
