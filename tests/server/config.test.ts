import { describe, expect, it } from "vitest";
import { parseConfig, type ServerConfig } from "../../server/config.ts";
import { OPTION_RULES } from "../../server/config-options.ts";

const STEPS = ["--tick-size", "0.1", "--lot-size", "0.001"];

function configOf(argv: readonly string[], env: Record<string, string> = {}): ServerConfig {
  const result = parseConfig(argv, env);
  if (result.kind !== "config") throw new Error(JSON.stringify(result));
  return result.config;
}

function replayOf(argv: readonly string[], env: Record<string, string> = {}) {
  const { source } = configOf(["replay", ...argv], env);
  if (source.kind !== "replay") throw new Error("no replay");
  return source;
}

function errorOf(argv: readonly string[], env: Record<string, string> = {}): string {
  const result = parseConfig(argv, env);
  return result.kind === "error" ? result.message : `no error: ${result.kind}`;
}

describe("parseConfig", () => {
  it("needs nothing for the demo market", () => {
    expect(configOf([])).toEqual({
      source: { kind: "demo", seed: 1, historyHours: 24 },
      host: "127.0.0.1",
      port: 8080,
      logLevel: "info",
      allowedOrigins: [],
      allowedHosts: [],
    });
  });

  it("reads every option", () => {
    expect(
      configOf(
        `--host 0.0.0.0 --port=0 --log-level debug --seed 7 --history-hours 0.5
         --allow-origin https://Charts.example.com/ --allow-origin http://a:81 --allow-host Charts.example.com`.split(/\s+/),
      ),
    ).toEqual({
      source: { kind: "demo", seed: 7, historyHours: 0.5 },
      host: "0.0.0.0",
      port: 0,
      logLevel: "debug",
      allowedOrigins: ["https://charts.example.com", "http://a:81"],
      allowedHosts: ["charts.example.com"],
    });
    expect(
      replayOf(["a.csv", ...STEPS, "--symbol", "BTC", "--speed", "max", "--strict", "--session-start", "17:00", "--session-zone", "America/Chicago"]),
    ).toEqual({
      kind: "replay",
      recordings: [{ file: "a.csv", symbol: "BTC", tickSize: "0.1", lotSize: "0.001" }],
      speed: "max",
      loop: false,
      strict: true,
      session: { start: "17:00", timeZone: "America/Chicago" },
    });
  });

  it("takes the environment where the command line is silent", () => {
    const env = { FLOWGLASS_PORT: "9000", FLOWGLASS_HOST: "::1", FLOWGLASS_ALLOW_HOST: "a.example, b.example", FLOWGLASS_SEED: "" };
    expect(configOf([], env)).toMatchObject({ port: 9000, host: "::1", allowedHosts: ["a.example", "b.example"], source: { seed: 1 } });
    expect(configOf(["--port", "9001", "--allow-host", "c.example"], env)).toMatchObject({ port: 9001, allowedHosts: ["c.example"] });
    const replayEnv = { FLOWGLASS_TICK_SIZE: "0.1,0.25", FLOWGLASS_LOT_SIZE: "1", FLOWGLASS_SYMBOL: "A,B", FLOWGLASS_LOOP: "true", FLOWGLASS_SEED: "x" };
    expect(replayOf(["a", "b"], replayEnv)).toMatchObject({
      loop: true,
      recordings: [
        { symbol: "A", tickSize: "0.1", lotSize: "1" },
        { symbol: "B", tickSize: "0.25", lotSize: "1" },
      ],
    });
  });

  it("names files' symbols after the files", () => {
    const files = ["/data/usdm_btcusdt.csv.gz", "C:\\data\\ES 2024.csv", `${"x".repeat(40)}.gz`, ".gz"];
    expect(replayOf([...files, ...STEPS]).recordings.map(({ symbol }) => symbol)).toEqual(["usdm_btcusdt", "ES-2024", "x".repeat(32), "recording"]);
  });

  it.each([
    [["--port", "80800"], '--port: "80800" is not a whole number from 0 to 65535. See --help.'],
    [["--port", ""], '--port: "" is not a whole number'],
    [["--port", "-1"], "Option '--port"],
    [["--port"], "Option '--port"],
    [["--prot", "1"], "Unknown option '--prot'. See --help."],
    [["--log-level", "loud"], '--log-level: "loud" is not one of error, warn, info, debug'],
    [["--host", "a b"], '--host: "a b" is not an address'],
    [["--seed", "1.5"], '--seed: "1.5" is not a whole number from 0 to 4294967295'],
    [["--history-hours", "73"], '--history-hours: "73" is not a number of hours from 0 to 72'],
    [["--allow-origin", "charts.example.com"], '--allow-origin: "charts.example.com" is not an origin'],
    [["--allow-origin", "https://a/b"], "is not an origin"],
    [["--allow-host", "https://a"], '--allow-host: "https://a" is not a host name'],
    [["--speed", "2"], "--speed: belongs to replay FILE..."],
    [["demo"], '"demo" is no command'],
    [["replay", ...STEPS], "replay: no file given"],
    [["replay", "a", "--lot-size", "1"], "--tick-size: missing, expected the instrument's step such as 0.1"],
    [["replay", "a", "--tick-size", "1"], "--lot-size: missing"],
    [["replay", "a", "--tick-size", "0", "--lot-size", "1"], '--tick-size: "0" is not a positive decimal step such as 0.1'],
    [["replay", "a", ...STEPS, "--seed", "1"], "--seed: belongs to the demo market"],
    [["replay", "a", ...STEPS, "--speed", "0"], '--speed: "0" is not a number above 0'],
    [["replay", "a", ...STEPS, "--speed", "fast"], '--speed: "fast" is not a number above 0 up to 1000000, or max'],
    [["replay", "a", ...STEPS, "--speed", "max", "--loop"], "--loop: goes with a number for --speed"],
    [["replay", "a", ...STEPS, "--symbol", "a b"], '--symbol: "a b" is not 1 to 32 characters'],
    [["replay", "a", "b", ...STEPS, "--symbol", "X"], "--symbol: given once for 2 files, expected once a file"],
    [["replay", "a", "b", ...STEPS, "--symbol", "X", "--symbol", "X"], "--symbol: X stands for two files"],
    [["replay", "d/a.csv", "e/a.csv", ...STEPS], "--symbol: a stands for two files"],
    [["replay", "a", "b", "c", ...STEPS, "--tick-size", "1"], "--tick-size: given 2 times for 3 files, expected once for all or once a file"],
    [["replay", "a", ...STEPS, "--session-start", "25:00"], '--session-start: "25:00" is not a time'],
    [["replay", "a", ...STEPS, "--session-zone", "Mars/Base"], '--session-zone: "Mars/Base" is not a time zone'],
  ])("refuses %j", (argv, message) => {
    expect(errorOf(argv)).toContain(message);
  });

  it("names the variable when the value came from there", () => {
    expect(errorOf([], { FLOWGLASS_PORT: "http" })).toContain('FLOWGLASS_PORT: "http" is not a whole number');
    expect(errorOf(["replay", "a", ...STEPS], { FLOWGLASS_STRICT: "maybe" })).toContain('FLOWGLASS_STRICT: "maybe" is not true or false');
  });

  it("explains every option in its help, in lines that fit a terminal", () => {
    for (const argv of [["--help"], ["-h"], ["replay", "--help"]]) {
      const result = parseConfig(argv, {});
      if (result.kind !== "help") throw new Error(result.kind);
      for (const { name } of OPTION_RULES) expect(result.text).toContain(`  --${name}`);
      expect(Math.max(...result.text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});
