import { describe, expect, it } from "vitest";
import { signalStudies } from "../../client/signal-studies.ts";
import { tallySignals } from "../../client/signal-tally.ts";
import { DEFAULT_INDICATORS } from "../../client/state/indicators.ts";
import { signalRulesOf } from "../../client/state/signal-rules.ts";
import { parseDecimalStep } from "../../core/market/decimal-step.ts";

const LOT = parseDecimalStep("0.001");
const RULES = signalRulesOf(DEFAULT_INDICATORS);
const SCENE = { symbol: "TEST", lot: LOT, timeframeSec: 5, ticksPerRow: 2, session: { timeZone: "America/Chicago", start: "08:30" } };

describe("the tally of signals", () => {
  it("is asked for the market, the bars and the sessions that the chart shows", async () => {
    const asked: unknown[] = [];
    const listen = async (query: unknown): Promise<null> => {
      asked.push(query);
      return null;
    };
    await tallySignals(listen, SCENE, RULES);
    const { symbol, timeframeSec, ticksPerRow, session } = SCENE;
    expect(asked).toEqual([{ symbol, timeframeSec, ticksPerRow, session, studies: signalStudies(RULES, RULES.imbalances, LOT) }]);
  });

  it("sums the two sides of each kind, and is none when a newer question took its place", async () => {
    const tally = await tallySignals(async () => ({ fromSec: 7, toSec: 9, counts: { "buying-burst": 2, "selling-burst": 3, "stacked-imbalance": 4, "stacked-imbalance-end": 9 } }), SCENE, RULES);
    expect(tally).toEqual({ fromSec: 7, counts: { absorption: 0, exhaustion: 0, burst: 5, pullback: 0, push: 0, sweep: 0, stack: 4 } });
    expect(await tallySignals(async () => null, SCENE, RULES)).toBeNull();
  });
});
