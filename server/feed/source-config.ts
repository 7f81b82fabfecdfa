import type { SessionRule } from "../../core/market/instrument.ts";

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
