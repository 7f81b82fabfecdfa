import { describe, expect, it } from "vitest";
import { priceDirection } from "../../../core/market/price-direction.ts";

const directionOf = (...closes: number[]) => priceDirection(Int32Array.from([...closes, 999]), closes.length);

describe("the direction of the newest price", () => {
  it("is that of its last change, however many bars ago", () => {
    expect(directionOf(5, 7)).toBe(1);
    expect(directionOf(7, 5)).toBe(-1);
    expect(directionOf(9, 5, 7, 7, 7)).toBe(1);
    expect(directionOf(5, 9, 7, 7)).toBe(-1);
  });

  it("is none before the first change", () => {
    expect(directionOf()).toBe(0);
    expect(directionOf(5)).toBe(0);
    expect(directionOf(5, 5, 5)).toBe(0);
  });
});
