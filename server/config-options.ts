/** One option of the command line. Its environment variable is `FLOWGLASS_` and its name in capitals, `-` as `_`. */
export interface OptionRule {
  readonly name: string;
  readonly type: "string" | "boolean";
  /** May be given several times; its variable holds a comma-separated list. */
  readonly multiple: boolean;
  /** The command it belongs to. */
  readonly command: "any" | "demo" | "replay";
}

const rule = (name: string, command: OptionRule["command"], type: OptionRule["type"] = "string", multiple = false): OptionRule => ({
  name,
  type,
  multiple,
  command,
});

/** Every option there is. */
export const OPTION_RULES: readonly OptionRule[] = [
  rule("host", "any"),
  rule("port", "any"),
  rule("allow-origin", "any", "string", true),
  rule("allow-host", "any", "string", true),
  rule("log-level", "any"),
  rule("seed", "demo"),
  rule("history-hours", "demo"),
  rule("symbol", "replay", "string", true),
  rule("tick-size", "replay", "string", true),
  rule("lot-size", "replay", "string", true),
  rule("speed", "replay"),
  rule("loop", "replay", "boolean"),
  rule("strict", "replay", "boolean"),
  rule("session-start", "replay"),
  rule("session-zone", "replay"),
];

/** The variable that stands in for an option: `port` is `FLOWGLASS_PORT`. */
export function variableOf(option: string): string {
  return `FLOWGLASS_${option.toUpperCase().replaceAll("-", "_")}`;
}

/** A configuration that cannot be used: the message names the option or variable and what was expected. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** One value and where it came from: `--port` or `FLOWGLASS_PORT`. */
export interface Given {
  readonly source: string;
  readonly text: string;
}

/** The values given for the options, command line before environment. */
export class GivenOptions {
  readonly #commandLine: ReadonlyMap<string, readonly string[]>;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(commandLine: ReadonlyMap<string, readonly string[]>, env: Readonly<Record<string, string | undefined>>) {
    this.#commandLine = commandLine;
    this.#env = env;
  }

  /** `true` when the option stands on the command line. */
  isOnCommandLine(option: string): boolean {
    return this.#commandLine.has(option);
  }

  /** Every value given. An empty variable counts as not set. */
  all(option: string): Given[] {
    const texts = this.#commandLine.get(option);
    if (texts !== undefined) return texts.map((text) => ({ source: `--${option}`, text }));
    const variable = variableOf(option);
    return splitList(this.#env[variable] ?? "").map((text) => ({ source: variable, text }));
  }

  /** The value given last, read by `read`, or the default. @throws ConfigError naming the source and what was expected when `read` gives undefined. */
  one<Value>(option: string, fallback: Value, expected: string, read: (text: string) => Value | undefined): Value {
    const variable = variableOf(option);
    const onLine = this.#commandLine.get(option)?.at(-1);
    const text = onLine ?? this.#env[variable] ?? "";
    if (onLine === undefined && text === "") return fallback;
    return readGiven({ source: onLine === undefined ? variable : `--${option}`, text }, expected, read);
  }
}

/** Reads one value. @throws ConfigError when `read` gives undefined. */
export function readGiven<Value>(given: Given, expected: string, read: (text: string) => Value | undefined): Value {
  const value = read(given.text.trim());
  if (value === undefined) throw new ConfigError(`${given.source}: ${JSON.stringify(given.text)} is not ${expected}`);
  return value;
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
