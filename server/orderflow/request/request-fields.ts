import * as v from "valibot";
import { TIMEFRAMES, type Timeframe } from "../../../core/market/timeframe.ts";
import { DEFAULT_STUDY_BARS, MAX_STUDY_BARS } from "../../limits.ts";

// The fields that requests are made of. A message completes the sentence that begins with the field's name.

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number, description: string) {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message), v.description(description));
}

/** A ratio or share as it is written, with at most six decimals. */
export function decimalWithin(least: number, most: number, description: string) {
  const message = `must be a number from ${least} to ${most} with at most 6 decimals`;
  return v.pipe(
    v.number(message),
    v.minValue(least, message),
    v.maxValue(most, message),
    v.check((value) => Math.round(value * 1e6) / 1e6 === value, message),
    v.description(`${description} At most 6 decimals.`),
  );
}

/** A positive amount in the instrument's units, which must be a multiple of its tick or lot: see request-steps. */
export function positiveAmount(description: string) {
  const message = "must be a number above 0";
  return v.pipe(v.number(message), v.gtValue(0, message), v.description(description));
}

/** An amount in the instrument's units, 0 included, which must be a multiple of its lot: see request-steps. */
export function amount(description: string) {
  const message = "must be a number of at least 0";
  return v.pipe(v.number(message), v.minValue(0, message), v.description(`${description} A multiple of the instrument's lot size.`));
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words, description: string) {
  return v.pipe(v.picklist(words, `must be one of ${words.join(", ")}`), v.description(description));
}

export function trueOrFalse(description: string) {
  return v.pipe(v.boolean("must be true or false"), v.description(description));
}

/** A moment; request-time reads it. */
export function moment(description: string) {
  return v.pipe(
    v.union([v.string(), v.number()], "must be a time: ISO 8601 or epoch milliseconds"),
    v.description(`${description} ISO 8601 with \`Z\` or an offset, or epoch milliseconds.`),
  );
}

export const PRICE_TICK = v.optional(positiveAmount("Row height: a multiple of the instrument's tick. Default: the tick."));

/**
 * What every request has: which symbol, and what is shown. Sessions and trailing windows see what lies before.
 * @param timeframe the default.
 */
export function commonFields(timeframe: Timeframe) {
  const count = `Bars of the timeframe to show, the last ones (before \`end_time\` where that is given). Default ${DEFAULT_STUDY_BARS}.`;
  return {
    symbol: v.pipe(v.string("must be a text"), v.description("One of the symbols that GET /api/symbols lists.")),
    timeframe: v.optional(oneOf(TIMEFRAMES, "Length of a bar. Bars start at multiples of it since the epoch."), timeframe),
    limit: v.optional(wholeNumber(1, MAX_STUDY_BARS, count)),
    lookback: v.optional(wholeNumber(1, MAX_STUDY_BARS, "The same as `limit`; give one of them.")),
    start_time: v.optional(moment(`First moment to show, instead of \`limit\`. At most ${MAX_STUDY_BARS} bars lie between it and the end.`)),
    end_time: v.optional(moment("End of what is shown, excluded. Default: the end of the data.")),
  };
}

/** The values of {@link commonFields}. */
export interface CommonRequest {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly limit?: number | undefined;
  readonly lookback?: number | undefined;
  readonly start_time?: string | number | undefined;
  readonly end_time?: string | number | undefined;
}
