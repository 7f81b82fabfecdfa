import { fork } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApiRoutes } from "../../server/http-api.ts";
import { problemResponse } from "../../server/http/http-route.ts";
import { createRouter } from "../../server/http/http-router.ts";
import { MAX_STUDY_BARS } from "../../server/limits.ts";
import { BarLog } from "../../server/log.ts";
import { ARROW_STREAM } from "../../server/orderflow/answer/write-answer.ts";
import { STUDIES } from "../../server/orderflow/orderflow-routes.ts";
import { STUDY_PATH } from "../../server/orderflow/study-route.ts";
import { listen } from "../../server/transport.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import budgets from "../budgets.json" with { type: "json" };
import { writeResult } from "../measure/write-result.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";
import { type AnswerCosts, restResult } from "./rest-result.ts";

// A whole day of one symbol from every study route: how long the answer takes, what it costs the processor, and how long the server's event loop is held
// meanwhile. Other work on the machine lengthens times and delays (the idle row shows by how much), so a row that passes a limit is asked again a few times: what
// the server itself holds up, it holds up every time. Where an idle loop is held up as well, times and delays say nothing; processor time counts all the same.

const DAY_SEC = 86_400;
const FIRST_SEC = 1_699_920_000;
const LEVELS = 20;
const { maxAnswerAgainstHistory: MOST_AGAINST_HISTORY, maxAnswerMs: MOST_ANSWER_MS, maxEventLoopDelayMs: MOST_DELAY_MS } = budgets.rest;
const ATTEMPTS = 6;
const IDLE_MS = 1000;
/** Longest delay of an idle loop on a machine that is quiet enough to judge by. */
const QUIET_DELAY_MS = 10;
const WARM_UP_BARS = 2000;
const SYMBOL = "DAY";

interface Answered {
  readonly status: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}

const instrument = { symbol: SYMBOL, description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC };
const log = new BarLog({ instrument, clock: "wall", streamId: 1, epoch: "bench", nowMs: Date.now });
log.bars(buildSpreadBars(FIRST_SEC, DAY_SEC, LEVELS), 0, DAY_SEC);
log.closedThrough(FIRST_SEC + DAY_SEC);

const lines = { error: console.error, warn: console.error, info: () => {}, debug: () => {} };
const routes = createApiRoutes({ logs: new Map([[SYMBOL, log]]), clients: () => 0, uptimeSec: () => 0, isReady: () => true });
const server = await listen({
  host: "127.0.0.1",
  port: 0,
  access: { allowedHosts: [], allowAddresses: false, allowedOrigins: [] },
  handleHttp: createRouter(routes, () => problemResponse(404, { code: "not-found", message: "nothing here" })),
  openClient: () => ({ receiveText: () => {}, receiveBinary: () => {}, drained: () => {}, closed: () => {} }),
  log: lines,
});

const client = fork(new URL("rest-client.mjs", import.meta.url), { execArgv: [] });
await once(client, "spawn");

async function ask(request: { path: string; method: string; body: string; accept: string }): Promise<Answered> {
  const answered = once(client, "message");
  client.send({ port: server.port, ...request });
  const [answer] = (await answered) as [Answered];
  return answer;
}

type Measured = Omit<AnswerCosts, "name" | "idleDelayMs">;

async function measure(work: () => Promise<Answered>): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.cpuUsage();
  delay.enable();
  const answered = await work();
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  return { ...answered, cpuMs: (user + system) / 1000, delayP99Ms: delay.percentile(99) / 1e6, delayMaxMs: delay.max / 1e6 };
}

function print(name: string, { elapsedMs, cpuMs, bytes, delayP99Ms, delayMaxMs }: Measured, note = ""): void {
  const figures = [elapsedMs.toFixed(0), cpuMs.toFixed(0), (bytes / 1e6).toFixed(1), delayP99Ms.toFixed(1), delayMaxMs.toFixed(1)];
  console.log(name.padEnd(44) + figures.map((figure) => figure.padStart(12)).join("") + note);
}

console.log("".padEnd(44) + ["answer ms", "cpu ms", "MB", "delay p99", "delay max"].map((title) => title.padStart(12)).join(""));
const measureIdle = (): Promise<Measured> => measure(() => new Promise((resolve) => setTimeout(() => resolve({ status: 200, bytes: 0, elapsedMs: IDLE_MS }), IDLE_MS)));
print("idle", await measureIdle());
const historyRequest = { path: `/api/history.arrow?symbol=${SYMBOL}`, method: "GET", body: "", accept: "*/*" };
await ask(historyRequest);
const history = await measure(() => ask(historyRequest));
print("history of the day", history);

function isCheap({ status, cpuMs }: Measured): boolean {
  return status === 200 && cpuMs <= history.cpuMs * MOST_AGAINST_HISTORY;
}

function isWithinLimits(measured: Measured): boolean {
  return isCheap(measured) && measured.elapsedMs <= MOST_ANSWER_MS && measured.delayMaxMs <= MOST_DELAY_MS;
}

/** How long an idle loop is held, where that is so long that it explains what passed the limits; else null. */
async function idleDelayBehind(measured: Measured): Promise<number | null> {
  if (isWithinLimits(measured)) return null;
  const { delayMaxMs } = await measureIdle();
  return isCheap(measured) && delayMaxMs > QUIET_DELAY_MS ? delayMaxMs : null;
}

function noteOn(measured: Measured, attempts: number, idleDelayMs: number | null): string {
  if (isWithinLimits(measured)) return attempts > 1 ? `  at attempt ${attempts}` : "";
  return idleDelayMs === null ? "  BREACHED" : `  not judged: an idle loop is held ${idleDelayMs.toFixed(0)} ms`;
}

const answers: AnswerCosts[] = [];
let breaches = 0;
for (const { path } of STUDIES) {
  for (const accept of ["application/json", ARROW_STREAM]) {
    const request = (limit: number) => ({ path: STUDY_PATH + path, method: "POST", body: JSON.stringify({ symbol: SYMBOL, timeframe: "1s", limit }), accept });
    await ask(request(WARM_UP_BARS));
    const measureOnce = (): Promise<Measured> => measure(() => ask(request(MAX_STUDY_BARS)));
    let measured = await measureOnce();
    let attempts = 1;
    for (; attempts < ATTEMPTS && !isWithinLimits(measured); attempts++) measured = await measureOnce();
    const idleDelayMs = await idleDelayBehind(measured);
    if (!isWithinLimits(measured) && idleDelayMs === null) breaches++;
    const name = `${path} ${accept === ARROW_STREAM ? "arrow" : "json"}`;
    print(name, measured, noteOn(measured, attempts, idleDelayMs));
    answers.push({ ...measured, name, idleDelayMs });
  }
}
client.kill();
server.close();
writeResult(restResult({ ...history, name: "history of the day", idleDelayMs: null }, answers, budgets.rest));
if (breaches > 0) {
  const limits = `${MOST_ANSWER_MS} ms, ${MOST_AGAINST_HISTORY} times the processor time of the same day's history, and ${MOST_DELAY_MS} ms of the event loop at a time`;
  console.error(`${breaches} answers failed or took more than ${limits}`);
  process.exitCode = 1;
}
