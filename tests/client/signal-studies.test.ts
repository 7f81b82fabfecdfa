import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lotsOfVolume, signalStudies } from "../../client/signal-studies.ts";
import { DEFAULT_INDICATORS } from "../../client/state/indicators.ts";
import { signalRulesOf } from "../../client/state/signal-rules.ts";
import { parseDecimalStep } from "../../core/market/decimal-step.ts";
import { STACKED_IMBALANCE_DEFAULTS } from "../../core/orderflow/footprint/stacked-imbalance.ts";
import { ABSORPTION_DEFAULTS } from "../../core/orderflow/signals/absorption.ts";
import { EXHAUSTION_DEFAULTS } from "../../core/orderflow/signals/exhaustion.ts";
import { LIQUIDITY_SWEEP_DEFAULTS } from "../../core/orderflow/signals/liquidity-sweep.ts";
import { MICRO_PULLBACK_DEFAULTS } from "../../core/orderflow/signals/micro-pullback.ts";

const LOT = parseDecimalStep("0.001");
const RULES = signalRulesOf(DEFAULT_INDICATORS);

describe("the signals' rules", () => {
  it("are those of the studies where nothing was changed", () => {
    const { ticksPerRow: _, ...absorption } = ABSORPTION_DEFAULTS;
    expect(signalStudies(RULES, RULES.imbalances, LOT)).toEqual({
      absorption,
      exhaustion: EXHAUSTION_DEFAULTS,
      bursts: MICRO_PULLBACK_DEFAULTS,
      sweeps: LIQUIDITY_SWEEP_DEFAULTS,
      imbalances: STACKED_IMBALANCE_DEFAULTS,
    });
  });

  it("give volumes in lots of the instrument", () => {
    const rules = { ...RULES, absorption: { ...RULES.absorption, minimumVolume: 12.5 }, bursts: { ...RULES.bursts, thresholdVolume: 0.0001 } };
    const { absorption, bursts, imbalances } = signalStudies(rules, { ...rules.imbalances, minimumVolume: 2 }, LOT);
    expect([absorption.minimumLots, bursts.thresholdLots, imbalances.minimumLots]).toEqual([12_500, 1, 2000]);
  });

  it("round a volume up to whole lots, and leave whole lots as they are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (lots) => {
        expect(lotsOfVolume(lots / 1000, LOT)).toBe(lots);
        expect(lotsOfVolume((lots + 0.5) / 1000, LOT)).toBe(lots + 1);
      }),
    );
  });
});
