import { expect } from "@playwright/test";
import type { AutomationView } from "../../client/automation.ts";

/** How much of the market a window shows. */
export function spanOf(view: AutomationView): { readonly timeMs: number; readonly price: number } {
  return { timeMs: view.to - view.from, price: view.high - view.low };
}

/** Equal but for the rounding of doubles. */
export function expectSame(actual: number, expected: number): void {
  expect(actual).toBeCloseTo(expected, 6);
}

/** Equal within five microseconds: doubles do not hold today's epoch much finer. */
export function expectSameTime(actual: { readonly timeMs: number }, expected: { readonly timeMs: number }): void {
  expect(Math.abs(actual.timeMs - expected.timeMs)).toBeLessThan(0.005);
}

export function expectSameView(actual: AutomationView, expected: AutomationView): void {
  for (const edge of ["from", "to"] as const) expectSameTime({ timeMs: actual[edge] }, { timeMs: expected[edge] });
  for (const edge of ["low", "high"] as const) expectSame(actual[edge], expected[edge]);
}

/** The prices of some trades fill the window, with a little room above and below. */
export function expectFitted(view: AutomationView, trades: readonly { readonly priceTicks: number }[], tick: number): void {
  const prices = trades.map(({ priceTicks }) => priceTicks * tick);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  expect(view.low).toBeLessThan(low);
  expect(view.high).toBeGreaterThan(high);
  expect((high - low) / (view.high - view.low)).toBeGreaterThan(0.7);
}
