import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lotsOfVolume, signalStudies } from "../../client/signal-studies.ts";
import { DEFAULT_INDICATORS } from "../../client/state/indicators.ts";
import { signalRulesOf } from "../../client/state/signal-rules.ts";
import { RULE_GROUPS } from "../../client/state/rule-fields.ts";
import { readNumber, writeNumber } from "../../client/state/setting-values.ts";
import { formatSteps, parseDecimalStep } from "../../core/market/decimal-step.ts";
import { formatVolume } from "../../core/view/number-format.ts";
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

  it("round a volume up to whole lots", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (lots) => {
        expect(lotsOfVolume((lots + 0.5) / 1000, LOT)).toBe(lots + 1);
      }),
    );
    expect(lotsOfVolume(1e-9, parseDecimalStep("0.00000001"))).toBe(1);
  });

  it("leave whole lots as they are, however they are written", () => {
    expect(lotsOfVolume(10.26270273, parseDecimalStep("0.00000001"))).toBe(1_026_270_273);
    expect(lotsOfVolume(66_585.619, LOT)).toBe(66_585_619);
    const field = RULE_GROUPS.flatMap(({ fields }) => fields).find(({ path }) => path.join() === "signals,absorption,minimumVolume");
    if (field?.kind !== "number") throw new Error("the rules have no least volume");
    const lot = fc.tuple(fc.constantFrom(1, 2, 5, 25), fc.nat(8)).map(([mantissa, decimals]) => ({ mantissa, decimals }));
    const size = fc.oneof(fc.nat(1_000_000), fc.integer({ min: 0, max: 40_000_000_000_000 }));
    fc.assert(
      fc.property(lot, size, (step, lots) => {
        const text = formatSteps(lots, step);
        expect(lotsOfVolume(Number(text), step)).toBe(lots);
        if (Number(text) > field.most) return;
        const stored = readNumber(field, formatVolume(lots, step));
        expect(lotsOfVolume(Number(stored), step)).toBe(lots);
        expect(readNumber(field, writeNumber(field, stored))).toBe(stored);
      }),
      { numRuns: 2000 },
    );
  });
});
