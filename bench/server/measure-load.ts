import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ClientReading, Load, Order, Sender, SenderReading } from "./fan-out-messages.ts";

const RUNNER = fileURLToPath(new URL("../../scripts/run-typescript.mjs", import.meta.url));
const WARM_UP_MS = 1000;
const CLIENTS_PER_PROCESS = 100;

/** What one sender did under one load. */
export interface LoadResult {
  readonly sender: Sender;
  readonly elapsedMs: number;
  readonly closedBars: number;
  readonly encodedFrames: number;
  readonly deliveredBars: number;
  readonly deliveredFrames: number;
  readonly deliveredBytes: number;
  readonly latenciesMs: readonly number[];
  readonly senderCpuMs: number;
  readonly clientCpuMs: number;
  /** What the clients added to the sender's resident memory. */
  readonly addedRssBytes: number;
}

/** Starts a sender and its clients in processes of their own, lets them run, and reads what happened in `durationMs`. */
export async function measureLoad(sender: Sender, { clients, symbols, barsPerSec }: Load, durationMs: number): Promise<LoadResult> {
  const processes: ChildProcess[] = [];
  const start = async (file: string, ...args: (string | number | boolean)[]): Promise<{ readonly child: ChildProcess; readonly greeting: unknown }> => {
    const child = fork(RUNNER, [fileURLToPath(new URL(file, import.meta.url)), ...args.map(String)], { execArgv: [] });
    processes.push(child);
    return { child, greeting: await nextMessage(child) };
  };
  try {
    const { child: serving, greeting } = await start("sender-process.ts", sender, symbols, barsPerSec);
    const { port } = greeting as { readonly port: number };
    const idle = await read<SenderReading>(serving);
    const counts = Array.from({ length: Math.ceil(clients / CLIENTS_PER_PROCESS) }, (_, index) => Math.min(CLIENTS_PER_PROCESS, clients - index * CLIENTS_PER_PROCESS));
    const receiving = await Promise.all(counts.map((count) => start("client-process.ts", port, count, symbols, sender === "flowglass")));
    serving.send({ kind: "begin" } satisfies Order);
    await sleep(WARM_UP_MS);
    const readAll = async (): Promise<{ readonly sent: SenderReading; readonly received: readonly ClientReading[] }> => {
      const received = await Promise.all(receiving.map(({ child }) => read<ClientReading>(child)));
      return { received, sent: await read<SenderReading>(serving) };
    };
    const { sent: before } = await readAll();
    const startMs = performance.now();
    await sleep(durationMs);
    const { sent, received } = await readAll();
    const sum = (figure: (reading: ClientReading) => number): number => received.reduce((total, reading) => total + figure(reading), 0);
    return {
      sender,
      elapsedMs: performance.now() - startMs,
      closedBars: sent.closedBars - before.closedBars,
      encodedFrames: sent.encodedFrames - before.encodedFrames,
      deliveredBars: sum(({ bars }) => bars),
      deliveredFrames: sum(({ frames }) => frames),
      deliveredBytes: sum(({ bytes }) => bytes),
      latenciesMs: received.flatMap(({ latenciesMs }) => latenciesMs),
      senderCpuMs: sent.cpuMs - before.cpuMs,
      clientCpuMs: sum(({ cpuMs }) => cpuMs),
      addedRssBytes: sent.rssBytes - idle.rssBytes,
    };
  } finally {
    await Promise.all(processes.map(end));
  }
}

async function read<Reading>(child: ChildProcess): Promise<Reading> {
  const answer = nextMessage(child);
  child.send({ kind: "read" } satisfies Order);
  return (await answer) as Reading;
}

/** @throws Error when the process ends instead. */
async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const onExit = (code: number | null): void => ended.abort(new Error(`a process of the bench ended with code ${code}`));
  child.once("exit", onExit);
  try {
    const [message] = await once(child, "message", { signal: ended.signal });
    return message;
  } finally {
    child.off("exit", onExit);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
