import { beforeEach, describe, expect, it } from "vitest";
import { absorptions } from "../../../core/orderflow/signals/absorption.ts";
import { EXHAUSTION_DEFAULTS, exhaustions } from "../../../core/orderflow/signals/exhaustion.ts";
import { footprint } from "../../../core/orderflow/footprint/footprint.ts";
import { NO_GAPS } from "../../../core/orderflow/fold/gaps.ts";
import { liquiditySweeps } from "../../../core/orderflow/signals/liquidity-sweep.ts";
import { microPullbacks } from "../../../core/orderflow/signals/micro-pullback.ts";
import type { OrderFlowEvent } from "../../../core/orderflow/signals/order-flow-event.ts";
import { STACKED_IMBALANCE_DEFAULTS, stackedImbalances } from "../../../core/orderflow/footprint/stacked-imbalance.ts";
import { NO_RECORDINGS } from "../../support/recordings.ts";
import { barsOfTrades } from "./market-case.ts";
import { RECORDINGS, recordedTrades, recordingFile } from "./recorded-markets.ts";

const SHAPE = { timeframeSec: 1, ticksPerRow: 1 };

/**
 * Events in each whole recording with the default parameters, on 1 s bars and 1-tick rows, and the share of footprint cells with an imbalance. The liquid
 * crypto files last six minutes (the one of 2026 five), the futures one, the share a day. A change of a rule or of a default shows here first.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  binance_usdm_btcusdt_20240808: "absorption 3, exhaustion 9, burst 13, pullback 5, push 1, sweep 4, stacked 5, imbalance 9.4 %",
  binance_usdm_ethusdt_20240808: "absorption 4, exhaustion 11, burst 8, pullback 3, push 2, sweep 2, stacked 3, imbalance 10.5 %",
  binance_spot_btcusdt_20240808: "absorption 1, exhaustion 8, burst 9, pullback 3, push 1, sweep 2, stacked 0, imbalance 7.6 %",
  binance_spot_ethusdt_20240808: "absorption 2, exhaustion 13, burst 6, pullback 3, push 0, sweep 0, stacked 0, imbalance 8.7 %",
  binance_cm_btcusd_perp_20240808: "absorption 3, exhaustion 10, burst 7, pullback 2, push 0, sweep 2, stacked 0, imbalance 3.5 %",
  binance_cm_ethusd_perp_20240808: "absorption 4, exhaustion 13, burst 7, pullback 1, push 1, sweep 2, stacked 0, imbalance 2.3 %",
  binance_spot_BTCUSDT_20260216: "absorption 2, exhaustion 7, burst 2, pullback 1, push 0, sweep 0, stacked 0, imbalance 6.3 %",
  cme_ES_20220124_sierra: "absorption 0, exhaustion 1, burst 0, pullback 0, push 0, sweep 0, stacked 0, imbalance 3.9 %",
  lobster_AMZN: "absorption 48, exhaustion 115, burst 196, pullback 35, push 10, sweep 8, stacked 0, imbalance 0.9 %",
};

describe.each(RECORDINGS)("signals in $name", (recording) => {
  const file = recordingFile(recording);

  beforeEach(({ skip }) => skip(file === undefined, NO_RECORDINGS));

  it("are as many as its chart can bear", () => {
    const bars = barsOfTrades(file === undefined ? [] : recordedTrades(recording, file));
    const stacked = stackedImbalances(bars, NO_GAPS, { ...STACKED_IMBALANCE_DEFAULTS, ...SHAPE });
    const events: OrderFlowEvent[] = [
      ...absorptions(bars, NO_GAPS),
      ...exhaustions(bars, NO_GAPS, { ...EXHAUSTION_DEFAULTS, ...SHAPE }),
      ...microPullbacks(bars, NO_GAPS),
      ...liquiditySweeps(bars, NO_GAPS),
      ...stacked.events,
    ];
    const count = (ending: string): number => events.filter(({ kind }) => kind.endsWith(ending)).length;
    const share = (100 * stacked.imbalances.length) / footprint(bars, NO_GAPS, SHAPE).rows.length;
    const counts = ["absorption", "exhaustion", "burst", "pullback", "push", "sweep"].map((kind) => `${kind} ${count(kind)}`);
    expect([...counts, `stacked ${count("stacked-imbalance")}`, `imbalance ${share.toFixed(1)} %`].join(", ")).toBe(EXPECTED[recording.name]);
    expect(new Set(events.map((event) => event.reliable))).toEqual(new Set(events.length > 0 ? [true] : []));
  });
});
