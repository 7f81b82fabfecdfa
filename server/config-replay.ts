import { parseDecimalStep } from "../core/market/decimal-step.ts";
import { isSymbol } from "../core/market/instrument.ts";
import { ConfigError, type Given, type GivenOptions, readGiven } from "./config-options.ts";
import type { RecordingConfig, SourceConfig } from "./feed/source-config.ts";

const MAX_SPEED = 1_000_000;
const MAX_SYMBOL_CHARS = 32;

/** @throws ConfigError naming the option and what was expected. */
export function readReplay(files: readonly string[], given: GivenOptions): Extract<SourceConfig, { kind: "replay" }> {
  if (files.length === 0) throw new ConfigError("replay: no file given, expected one or more recordings");
  const speed = given.one<number | "max">("speed", 1, `a number above 0 up to ${MAX_SPEED}, or max`, readSpeed);
  const loop = given.one("loop", false, "true or false", readSwitch);
  if (loop && speed === "max") throw new ConfigError("--loop: goes with a number for --speed; at max it would never end");
  return {
    kind: "replay",
    recordings: readRecordings(files, given),
    speed,
    loop,
    strict: given.one("strict", false, "true or false", readSwitch),
    session: {
      start: given.one("session-start", "00:00", "a time such as 09:30", (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined)),
      timeZone: given.one("session-zone", "UTC", "a time zone such as America/Chicago", readZone),
    },
  };
}

function readRecordings(files: readonly string[], given: GivenOptions): RecordingConfig[] {
  const symbols = readSymbols(files, given);
  const tickSizes = readSteps("tick-size", "0.1", files, given);
  const lotSizes = readSteps("lot-size", "0.001", files, given);
  return files.map((file, index) => ({ file, symbol: symbols[index], tickSize: tickSizes[index], lotSize: lotSizes[index] }));
}

function readSymbols(files: readonly string[], given: GivenOptions): string[] {
  const expected = "1 to 32 characters of letters, digits and . _ - / :";
  const named = given.all("symbol").map((each) => readGiven(each, expected, (text) => (isSymbol(text) ? text : undefined)));
  if (named.length !== 0 && named.length !== files.length) {
    throw new ConfigError(`--symbol: given ${times(named.length)} for ${files.length} files, expected once a file, in their order`);
  }
  const symbols = named.length === 0 ? files.map(symbolOfFile) : named;
  const twice = symbols.find((symbol, index) => symbols.indexOf(symbol) < index);
  if (twice !== undefined) throw new ConfigError(`--symbol: ${twice} stands for two files, expected another symbol for each`);
  return symbols;
}

function readSteps(option: string, example: string, files: readonly string[], given: GivenOptions): string[] {
  const all = given.all(option);
  if (all.length === 0) throw new ConfigError(`--${option}: missing, expected the instrument's step such as ${example}`);
  if (all.length !== 1 && all.length !== files.length) {
    throw new ConfigError(`--${option}: given ${times(all.length)} for ${files.length} files, expected once for all or once a file, in their order`);
  }
  const steps = all.map((each: Given) => readGiven(each, `a positive decimal step such as ${example}`, readStep));
  return files.map((_, index) => steps[index] ?? steps[0]);
}

/** A file's name without folders and endings, in characters a symbol may have. */
function symbolOfFile(file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const plain = name.replace(/(\.(csv|txt|log|json|jsonl|ndjson|gz))+$/i, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  return plain.slice(0, MAX_SYMBOL_CHARS) || "recording";
}

function readStep(text: string): string | undefined {
  try {
    parseDecimalStep(text);
    return text;
  } catch {
    return undefined;
  }
}

function readSpeed(text: string): number | "max" | undefined {
  if (text === "max") return text;
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return speed > 0 && speed <= MAX_SPEED ? speed : undefined;
}

function readSwitch(text: string): boolean | undefined {
  if (["true", "1", "yes", "on"].includes(text.toLowerCase())) return true;
  if (["false", "0", "no", "off"].includes(text.toLowerCase())) return false;
  return undefined;
}

function readZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
