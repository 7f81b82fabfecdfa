import type { PlainTrade } from "../market-case.ts";
import { twinPointOfControl, twinProfile } from "../profile/profile-twin.ts";
import { aboveDeviation, isMissing, plainSeconds, secondOf } from "../second-sums.ts";

/** Kind, second, price. */
export type TwinAbsorption = readonly [string, number, number];

/** The rule of absorption with its defaults, every window summed anew from its trades. @param windowSec, @param deviations whole. */
export function twinAbsorptions(trades: readonly PlainTrade[], gaps: ArrayLike<number>, windowSec: number, deviations: number): TwinAbsorption[] {
  const seconds = plainSeconds(trades);
  const windows = seconds
    .map(({ timeSec }) => timeSec)
    .filter((sec) => sec - windowSec + 1 >= seconds[0].timeSec && !isMissing(gaps, sec - windowSec + 1, sec + 1))
    .map((sec) => secondOf(sec, seconds.filter(({ timeSec }) => timeSec > sec - windowSec && timeSec <= sec).flatMap((second) => second.trades)));
  const last = new Map<string, number>();
  const found: TwinAbsorption[] = [];
  windows.forEach((window, at) => {
    const sec = window.timeSec;
    const before = windows.slice(0, at).filter(({ timeSec }) => timeSec >= sec - 900);
    if (before.length < 30 || window.bid === window.ask) return;
    const [dominant, other] = [Math.max(window.bid, window.ask), Math.min(window.bid, window.ask)];
    // range / (sum / 2) < 5 / 10 000
    const tight = 20_000 * (window.high - window.low) < 5 * Math.abs(window.high + window.low);
    const strong = aboveDeviation(dominant + other, before.map(({ bid, ask }) => bid + ask), deviations) >= 0;
    const ranges = before.map(({ high, low }) => high - low).sort((a, b) => a - b);
    const doubleMedian = ranges[(ranges.length - 1) >> 1] + ranges[ranges.length >> 1];
    const move = window.bid > window.ask ? window.open - window.close : window.close - window.open;
    if (!tight || dominant < 2 * other || !strong || 8 * move > doubleMedian) return;
    const kind = window.bid > window.ask ? "bid-absorption" : "ask-absorption";
    if (sec - (last.get(kind) ?? -Infinity) >= windowSec) {
      const side = window.bid > window.ask ? "bid" : "ask";
      found.push([kind, sec, twinPointOfControl(twinProfile(window.trades, -Infinity, Infinity, 1), (row) => row[side])]);
    }
    last.set(kind, sec);
  });
  return found;
}
