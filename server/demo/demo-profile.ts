import { ALL_DAY_UTC, type Instrument } from "../../core/market/instrument.ts";

/** How a demo symbol trades. */
export interface DemoProfile {
  readonly instrument: Instrument;
  readonly startTicks: number;
  /** Orders per second on an average day, before bursts add theirs. */
  readonly orderRate: number;
  /** Median size of an order, lots; sizes have a Pareto tail. */
  readonly orderLots: number;
  /** Tail exponent of order sizes: smaller is heavier. */
  readonly tail: number;
  /** Mean resting size at the best price and behind it, lots. */
  readonly bestDepthLots: number;
  readonly thinDepthLots: number;
  /** Most prices that one order walks through. */
  readonly reachLevels: number;
  /** Mean ticks between resting orders behind the best price. */
  readonly stepTicks: number;
  /** Standard deviation of the fair price, ticks per square root of a second. */
  readonly volatilityTicks: number;
  /** Distances of round prices, strongest first: people defend them. */
  readonly roundTicks: readonly [number, number, number];
  /** Sizes that people like, lots: some orders are rounded to it. */
  readonly roundLots: number;
  /** Centre of the busiest hours, seconds of the UTC day. */
  readonly busySec: number;
  /** Activity outside busy hours, 0..1. */
  readonly quiet: number;
}

const describe = (kind: string): string => `Seeded demo market: ${kind}`;

/** The symbols of the demo market, the first is the main one. Named so that nobody takes them for real. */
export const DEMO_PROFILES: readonly DemoProfile[] = [
  {
    instrument: {
      symbol: "DEMO-BTC",
      description: describe("a perpetual coin future"),
      tickSize: "0.1",
      lotSize: "0.001",
      volumeUnit: "coins",
      session: ALL_DAY_UTC,
    },
    startTicks: 641_300,
    orderRate: 3.6,
    orderLots: 14,
    tail: 1.3,
    bestDepthLots: 90,
    thinDepthLots: 8,
    reachLevels: 90,
    stepTicks: 2.4,
    volatilityTicks: 12,
    roundTicks: [1000, 500, 100],
    roundLots: 100,
    busySec: 14.5 * 3600,
    quiet: 0.45,
  },
  {
    instrument: {
      symbol: "DEMO-ES",
      description: describe("an index future"),
      tickSize: "0.25",
      lotSize: "1",
      volumeUnit: "contracts",
      session: { timeZone: "America/Chicago", start: "17:00" },
    },
    startTicks: 21_040,
    orderRate: 2.3,
    orderLots: 2,
    tail: 1.3,
    bestDepthLots: 45,
    thinDepthLots: 40,
    reachLevels: 12,
    stepTicks: 1,
    volatilityTicks: 0.36,
    roundTicks: [100, 40, 20],
    roundLots: 5,
    busySec: 14.75 * 3600,
    quiet: 0.25,
  },
  {
    instrument: {
      symbol: "DEMO-STOCK",
      description: describe("a stock that trades around the clock"),
      tickSize: "0.01",
      lotSize: "1",
      volumeUnit: "shares",
      session: { timeZone: "America/New_York", start: "09:30" },
    },
    startTicks: 18_450,
    orderRate: 0.5,
    orderLots: 40,
    tail: 1.2,
    bestDepthLots: 500,
    thinDepthLots: 220,
    reachLevels: 16,
    stepTicks: 1.3,
    volatilityTicks: 0.6,
    roundTicks: [100, 50, 10],
    roundLots: 100,
    busySec: 15 * 3600,
    quiet: 0.3,
  },
];
