import { type DecimalStep, parseDecimalStep } from "./decimal-step.ts";

/** When a trading session starts: an IANA time zone and the local wall-clock time `HH:MM`. Crypto: `{timeZone: "UTC", start: "00:00"}`. */
export interface SessionRule {
  readonly timeZone: string;
  readonly start: string;
  /** When it closes, `HH:MM`, also past midnight. The hours from then to the next start are a session of their own. Left out: it lasts to the next start. */
  readonly end?: string | undefined;
}

/** `true` when both give the same sessions. */
export function sameSessionRule(a: SessionRule | null, b: SessionRule | null): boolean {
  return a === b || (a !== null && b !== null && a.timeZone === b.timeZone && a.start === b.start && a.end === b.end);
}

/** What is traded, as it travels over the wire and through configuration. Sizes are decimal strings and stay exact. */
export interface Instrument {
  /** Unique key, for example `BTCUSDT`. 1..32 characters of `A-Z a-z 0-9 . _ - / :`. */
  readonly symbol: string;
  /** Words for people, for example `Binance USD-M perpetual`. */
  readonly description: string;
  /** Price step, a decimal string such as `"0.1"`. */
  readonly tickSize: string;
  /** Volume step, a decimal string such as `"0.001"`. */
  readonly lotSize: string;
  /** Unit of the volume, for example `BTC` or `contracts`; may be empty. */
  readonly volumeUnit: string;
  readonly session: SessionRule;
}

/** An instrument with its steps parsed once. */
export interface ParsedInstrument extends Instrument {
  readonly tick: DecimalStep;
  readonly lot: DecimalStep;
}

const SYMBOL = /^[A-Za-z0-9._/:-]{1,32}$/;

/** `true` when the text may be used as a symbol. */
export function isSymbol(text: string): boolean {
  return SYMBOL.test(text);
}

/**
 * Parses the steps of an instrument.
 * @throws RangeError naming the field and what was expected.
 */
export function parseInstrument(instrument: Instrument): ParsedInstrument {
  if (!isSymbol(instrument.symbol)) {
    throw new RangeError(`symbol "${instrument.symbol}" must be 1 to 32 characters of letters, digits and . _ - / :`);
  }
  return { ...instrument, tick: parseField("tickSize", instrument.tickSize), lot: parseField("lotSize", instrument.lotSize) };
}

function parseField(field: string, text: string): DecimalStep {
  try {
    return parseDecimalStep(text);
  } catch (error) {
    throw new RangeError(`${field} ${error instanceof Error ? error.message : ""}`);
  }
}

/** The session of venues that never close: days from midnight UTC. */
export const ALL_DAY_UTC: SessionRule = { timeZone: "UTC", start: "00:00" };
