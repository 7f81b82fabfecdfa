import type { TradeScratch } from "./trade-batch.ts";

/** What a line of a recording turned out to be. */
export const LINE_VERDICTS = {
  /** A trade: it is in {@link LineReader.trade}. */
  TRADE: 0,
  /** A line without a trade, as expected. */
  SKIPPED: 1,
  /** A print that is no market trade; {@link LineReader.tradeId} is set. */
  NON_MARKET: 2,
  /** A trade of another symbol. */
  OTHER_SYMBOL: 3,
  /** Not understood: {@link LineReader.reason} says why. */
  BAD: 4,
} as const;
export type LineVerdict = (typeof LINE_VERDICTS)[keyof typeof LINE_VERDICTS];

/** Reads the lines of one recording, one by one. */
export interface LineReader {
  /** The trade of the last line, overwritten by the next. */
  readonly trade: Readonly<TradeScratch>;
  /** The source's running number of that trade; `NaN` where it has none. */
  readonly tradeId: number;
  /** What is wrong with the last bad line: the rest of a sentence that begins with "line 7: ". */
  readonly reason: string;
  read(line: string): LineVerdict;
}

const MAX_QUOTED = 40;

/** Foreign text for a sentence on the terminal: short, and without control characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text).replace(/[\u007f-\u009f\u2028-\u202e]/g, "?");
}

/** Why a price or size was refused. */
export function explainSteps(field: string, text: string, stepName: string, stepSize: string): string {
  if (!/^[+-]?\d+(\.\d*)?$/.test(text)) return `${field} ${quoted(text)} is no decimal number`;
  return `${field} ${text} is not a multiple of the ${stepName} ${stepSize}`;
}
