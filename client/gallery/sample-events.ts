import type { OrderFlowEvent, OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";

const AT = { timeSec: 1_723_161_600, confirmedSec: 1_723_161_602, reliable: true } as const;
const ABSORBED = {
  ...AT,
  priceTicks: 616_405,
  strength: 0.62,
  volumeLots: 182_500,
  bidLots: 150_000,
  askLots: 32_500,
  evidence: {
    windowSec: 5,
    rangeTicks: 7,
    rangeShare: 0.0000114,
    mostRangeShare: 0.0005,
    requiredDominance: 2,
    thresholdLots: 90_000,
    meanLots: 40_000,
    deviationLots: 50_000,
    deviations: 1,
    windows: 700,
    moveTicks: -1,
    mostMoveTicks: 5.25,
    medianRangeTicks: 21,
  },
} as const;
const EXHAUSTED = {
  ...AT,
  priceTicks: 617_054,
  strength: 0.83,
  deltaLots: 4400,
  previousDeltaLots: 26_700,
  evidence: { lookback: 10, passedTicks: 617_001, meanDeltaLots: 9000, deltaShare: 0.5, volumeLots: 8000, meanVolumeLots: 16_000, volumeShare: 0.6 },
} as const;
const BURST = {
  ...AT,
  durationSec: 4,
  volumeLots: 118_000,
  averageDeltaLots: 34_000,
  priceTicks: 616_600,
  evidence: {
    firstLots: 30_000,
    thresholdLots: 12_500,
    meanLots: 4200,
    deviationLots: 4150,
    deviations: 2,
    windowSeconds: 300,
    originTicks: 616_500,
    extremeTicks: 616_900,
    sideLots: 94_600,
    leastLots: 6000,
  },
} as const;
const SWEPT = {
  ...AT,
  sweptTicks: 618_000,
  reversalTicks: 617_950,
  volumeLots: 30_000,
  evidence: { lookbackSec: 20, extremeTicks: 618_124, wickTicks: 170, bodyTicks: 4, wickFactor: 2, meanVolumeLots: 10_000, volumeFactor: 1.5, sideShare: 0.8, requiredSideShare: 0.6 },
} as const;
const FOLLOWER = { ...AT, burstSec: AT.timeSec - 6, priceTicks: 616_750, volumeLots: 2000, deltaLots: -700 } as const;

/** One event of every kind. */
export const SAMPLE_EVENTS: Readonly<Record<OrderFlowEventKind, OrderFlowEvent>> = {
  "bid-absorption": { ...ABSORBED, kind: "bid-absorption" },
  "ask-absorption": { ...ABSORBED, kind: "ask-absorption", bidLots: 0, askLots: 182_500, reliable: false },
  "bullish-exhaustion": { ...EXHAUSTED, kind: "bullish-exhaustion" },
  "bearish-exhaustion": { ...EXHAUSTED, kind: "bearish-exhaustion", deltaLots: -4400, previousDeltaLots: -26_700 },
  "buying-burst": { ...BURST, kind: "buying-burst" },
  "selling-burst": { ...BURST, kind: "selling-burst", averageDeltaLots: -34_000 },
  "micro-pullback": {
    ...FOLLOWER,
    kind: "micro-pullback",
    side: "buy",
    evidence: { originTicks: 616_500, extremeTicks: 616_900, retraceTicks: 150, retrace: 0.375, leastRetrace: 0.2, mostRetrace: 0.6, withinSec: 10 },
  },
  "micro-push": { ...FOLLOWER, kind: "micro-push", side: "sell", evidence: { originTicks: 617_500, extremeTicks: 616_900, pullbackSec: AT.timeSec - 3, withinSec: 10 } },
  "upside-sweep": { ...SWEPT, kind: "upside-sweep" },
  "downside-sweep": { ...SWEPT, kind: "downside-sweep" },
  "stacked-imbalance": {
    ...AT,
    kind: "stacked-imbalance",
    side: "buy",
    lowTicks: 616_400,
    highTicks: 616_439,
    evidence: { rows: 4, requiredRows: 3, dominantLots: 88_000, lowestRatio: 3.4, requiredRatio: 3, minimumLots: 1200 },
  },
  "stacked-imbalance-end": { ...AT, kind: "stacked-imbalance-end", side: "buy", lowTicks: 616_400, reason: "traded-through", evidence: { priceTicks: 616_399, maximumAgeSec: 1800 } },
};
