import { expect, it } from "vitest";
import { middleRound } from "../../../bench/frames/middle-round.ts";

const round = (gapMs: number, p50: number, p95: number, name: string) => ({ name, gapsMs: [gapMs, gapMs], scriptMs: { p50, p95, p99: p95 + 1, count: 10 } });

it("takes the round with the middle frame rate, and of each share of the script's times the middle one", () => {
  const made = middleRound([round(50, 9, 10, "stalled"), round(16, 3, 30, "quick"), round(17, 4, 5, "middle")]);
  expect(made).toEqual({ name: "middle", gapsMs: [17, 17], scriptMs: { p50: 4, p95: 10, p99: 11, count: 30 } });
});

it("leaves a single round as it is", () => {
  expect(middleRound([round(16, 3, 4, "only")])).toEqual(round(16, 3, 4, "only"));
});
