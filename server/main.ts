import { fileURLToPath } from "node:url";
import { parseConfig, type ServerConfig } from "./config.ts";
import { createFeeds } from "./feed/create-feeds.ts";
import { type FlowglassServer, startFlowglassServer } from "./flowglass-server.ts";
import { createLogLines, type LogLines } from "./log-lines.ts";
import type { BarLog } from "./log.ts";

const EXIT_FAILURE = 1;
const EXIT_BAD_OPTION = 2;
/** Exit status of a process that a signal ended: 128 + its number. */
const EXIT_BY_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;
/** The address is printed when history is there, or after this long: then the page shows it arriving. */
const HISTORY_PATIENCE_MS = 3500;
const WILDCARD_HOSTS: ReadonlySet<string> = new Set(["0.0.0.0", "::", ""]);

/**
 * Runs the server until a signal ends it. Resolves when it listens, or when there was nothing to run; failures are said on standard error and set the
 * exit code: 2 for a bad option, 1 for everything else.
 * @param argv the command line without node and script.
 */
export async function main(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const parsed = parseConfig(argv, env);
  if (parsed.kind === "help") {
    process.stdout.write(`${parsed.text}\n`);
  } else if (parsed.kind === "error") {
    process.stderr.write(`${parsed.message}\n`);
    process.exitCode = EXIT_BAD_OPTION;
  } else {
    const log = createLogLines(parsed.config.logLevel);
    await run(parsed.config, env, log).catch((error: unknown) => exitWith(error));
  }
}

async function run(config: ServerConfig, env: Readonly<Record<string, string | undefined>>, log: LogLines): Promise<void> {
  const server = await startFlowglassServer({
    feeds: createFeeds(config.source, { log, nowMs: Date.now }),
    host: config.host,
    port: config.port,
    access: {
      allowedHosts: [...config.allowedHosts, config.host],
      allowedOrigins: config.allowedOrigins,
      allowAddresses: WILDCARD_HOSTS.has(config.host),
    },
    staticRoot: env["FLOWGLASS_CLIENT_DIR"] ?? fileURLToPath(new URL("../client", import.meta.url)),
    log,
    nowMs: Date.now,
  });
  closeOnSignal(server);
  server.loaded.catch((error: unknown) => exitWith(error));
  const isLoaded = await Promise.race([server.loaded.then(() => true), after(HISTORY_PATIENCE_MS).then(() => false)]);
  process.stdout.write(`${announcement(config.host, server, isLoaded)}\n`);
}

function announcement(host: string, server: FlowglassServer, isLoaded: boolean): string {
  const name = WILDCARD_HOSTS.has(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const lines = [`Flowglass is at http://${name}:${server.port}`];
  for (const log of server.logs.values()) lines.push(`  ${describeLog(log)}`);
  if (!isLoaded) lines.push("  History is still loading; the page shows it as it comes.");
  return lines.join("\n");
}

function describeLog(log: BarLog): string {
  const { length, timeSec } = log.columns;
  const title = `${log.instrument.symbol} (${log.instrument.description})`;
  if (length === 0) return `${title}: no bars yet`;
  return `${title}: ${groupThousands(length)} bars from ${isoMinute(timeSec[0])} to ${isoMinute(timeSec[length - 1])} UTC`;
}

function groupThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

function isoMinute(timeSec: number): string {
  return new Date(timeSec * 1000).toISOString().slice(0, 16).replace("T", " ");
}

function closeOnSignal(server: FlowglassServer): void {
  let isClosing = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isClosing) process.exit(EXIT_BY_SIGNAL[signal]);
      isClosing = true;
      process.stdout.write("Flowglass says goodbye to its clients and stops.\n");
      void server.close("the server stops").then(() => process.exit(0));
    });
  }
}

function exitWith(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(EXIT_FAILURE);
}

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs).unref());
}
