import type { SignalKind } from "../state/indicators.ts";
import type { SignalRules } from "../state/signal-rules.ts";

/** How many signals some rules find in today's session. */
export interface SignalTally {
  /** Start of the session, or of the data where that begins later, epoch seconds. */
  readonly fromSec: number;
  readonly counts: Readonly<Record<SignalKind, number>>;
}

/** A signal that has just become known and is to be seen. */
export interface SignalFlash {
  /** Another number for each. */
  readonly serial: number;
  readonly side: "buy" | "sell";
  readonly glyph: string;
  readonly name: string;
  readonly price: string;
}

/** The signals as the panels around the chart know them. */
export interface SignalPort {
  /**
   * Counts what rules find, without changing what is shown. A newer call takes the place of one that is still at work, which then answers null.
   * @throws RangeError naming the parameter.
   */
  count(rules: SignalRules): Promise<SignalTally | null>;
  /** Plays the tone of a kind. @param volume 0 silent to 1 full. */
  listen(kind: SignalKind, volume: number): void;
  /** Asks for permission to notify; answers with a sentence why not, or "". */
  askForNotices(): Promise<string>;
  subscribe(listener: () => void): () => void;
  /** The newest signal that is to be seen; null before the first. */
  flash(): SignalFlash | null;
}
