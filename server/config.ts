import { parseArgs } from "node:util";
import { HELP_TEXT } from "./config-help.ts";
import { ConfigError, GivenOptions, OPTION_RULES, readGiven } from "./config-options.ts";
import { readReplay } from "./config-replay.ts";
import type { SourceConfig } from "./feed/source-config.ts";
import { LOG_LEVELS, type LogLevel } from "./log-lines.ts";

/** Everything the command line and the environment decide. */
export interface ServerConfig {
  readonly source: SourceConfig;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Origins beyond the server's own that may open a socket, for example `https://charts.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** Host names beyond the loopback ones and `host` under which the server answers, without a port. */
  readonly allowedHosts: readonly string[];
}

export type ConfigResult =
  | { readonly kind: "config"; readonly config: ServerConfig }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "error"; readonly message: string };

const MAX_SEED = 2 ** 32 - 1;
const MAX_HISTORY_HOURS = 72;
const MAX_PORT = 65_535;

/** Reads the command line (without node and script) and the environment. The command line wins. Never throws. */
export function parseConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ConfigResult {
  try {
    const { given, positionals, isHelp } = readCommandLine(argv, env);
    if (isHelp) return { kind: "help", text: HELP_TEXT };
    return { kind: "config", config: readConfig(positionals, given) };
  } catch (error) {
    if (error instanceof ConfigError) return { kind: "error", message: `${error.message}. See --help.` };
    throw error;
  }
}

function readConfig(positionals: readonly string[], given: GivenOptions): ServerConfig {
  const [command, ...files] = positionals;
  if (command !== undefined && command !== "replay") {
    throw new ConfigError(`${JSON.stringify(command)} is no command, expected nothing (the demo market) or replay FILE...`);
  }
  const source = command === "replay" ? "replay" : "demo";
  const foreign = OPTION_RULES.find((rule) => rule.command !== "any" && rule.command !== source && given.isOnCommandLine(rule.name));
  if (foreign !== undefined) throw new ConfigError(`--${foreign.name}: belongs to ${foreign.command === "replay" ? "replay FILE..." : "the demo market"}`);
  return {
    source: source === "replay" ? readReplay(files, given) : readDemo(given),
    host: given.one("host", "127.0.0.1", "an address or host name", (text) => (/^[^\s/]+$/.test(text) ? text : undefined)),
    port: given.one("port", 8080, `a whole number from 0 to ${MAX_PORT}`, (text) => readWhole(text, MAX_PORT)),
    logLevel: given.one("log-level", "info", `one of ${LOG_LEVELS.join(", ")}`, (text) => LOG_LEVELS.find((level) => level === text)),
    allowedOrigins: given.all("allow-origin").map((each) => readGiven(each, "an origin such as https://charts.example.com", readOrigin)),
    allowedHosts: given.all("allow-host").map((each) => readGiven(each, "a host name without a port, such as charts.example.com", readHost)),
  };
}

function readDemo(given: GivenOptions): SourceConfig {
  const hours = `a number of hours from 0 to ${MAX_HISTORY_HOURS}`;
  return {
    kind: "demo",
    seed: given.one("seed", 1, `a whole number from 0 to ${MAX_SEED}`, (text) => readWhole(text, MAX_SEED)),
    historyHours: given.one("history-hours", 24, hours, (text) =>
      /^\d+(\.\d+)?$/.test(text) && Number(text) <= MAX_HISTORY_HOURS ? Number(text) : undefined,
    ),
  };
}

function readCommandLine(argv: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const options: Record<string, { type: "string" | "boolean"; multiple: true; short?: string }> = {
    help: { type: "boolean", multiple: true, short: "h" },
  };
  for (const rule of OPTION_RULES) options[rule.name] = { type: rule.type, multiple: true };
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const commandLine = new Map(Object.entries(values).map(([name, texts]) => [name, [texts ?? []].flat().map(String)]));
    return { given: new GivenOptions(commandLine, env), positionals, isHelp: commandLine.has("help") };
  } catch (error) {
    throw new ConfigError(firstSentence(error instanceof Error ? error.message : String(error)));
  }
}

function firstSentence(text: string): string {
  return text.split(/\.(?:\s|$)/)[0].replaceAll("\n", " ");
}

function readWhole(text: string, max: number): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) <= max ? Number(text) : undefined;
}

function readOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url !== null && (url.protocol === "http:" || url.protocol === "https:");
  return isWeb && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" ? url.origin : undefined;
}

function readHost(text: string): string | undefined {
  return /^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[?[0-9A-Fa-f:]+\]?)$/.test(text) ? text.toLowerCase() : undefined;
}
