import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BarColumns, NO_BARS } from "../../../core/market/bar-columns.ts";
import { hashBars } from "../../../core/market/bar-hash.ts";
import { FormingBar } from "../../../core/market/forming-bar.ts";
import { type NaiveBar, naiveBars, rowsOf, viewOf } from "./naive-bars.ts";

type Step =
  | { readonly kind: "append" | "prepend"; readonly rows: NaiveBar[]; readonly padding: number; readonly cut: number; readonly keep: number }
  | { readonly kind: "truncate"; readonly count: number }
  | { readonly kind: "forming"; readonly timeSec: number; readonly trades: readonly (readonly [number, number])[] };

const step = (maxBars: number, maxLevels: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: transfer("append", maxBars, maxLevels) },
    { weight: 6, arbitrary: transfer("prepend", maxBars, maxLevels) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("truncate" as const), count: fc.nat(maxBars * 2) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("forming" as const),
        timeSec: fc.nat(),
        trades: fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 30 }),
      }),
    },
  );

function transfer(kind: "append" | "prepend", maxBars: number, maxLevels: number): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constant(kind),
    rows: naiveBars(maxBars, maxLevels),
    padding: fc.nat(3),
    cut: fc.nat(2),
    keep: fc.nat(maxBars),
  });
}

function apply(columns: BarColumns, twin: NaiveBar[], next: Step): NaiveBar[] {
  if (next.kind === "truncate") {
    columns.truncate(next.count);
    return twin.slice(0, Math.max(0, twin.length - next.count));
  }
  if (next.kind === "forming") {
    const bar = new FormingBar();
    bar.start(next.timeSec);
    for (const [price, lots] of next.trades) bar.add(price, price % 2 === 0 ? lots : 0, price % 2 === 0 ? 0 : lots);
    columns.appendForming(bar);
    return [...twin, naiveOf(next.timeSec, next.trades)];
  }
  const from = Math.min(next.cut, next.rows.length);
  const to = Math.min(next.rows.length, from + next.keep);
  const source = viewOf(next.rows, next.padding);
  const part = next.rows.slice(from, to);
  if (next.kind === "append") {
    columns.append(source, from, to);
    return [...twin, ...part];
  }
  columns.prepend(source, from, to);
  return [...part, ...twin];
}

function naiveOf(timeSec: number, trades: readonly (readonly [number, number])[]): NaiveBar {
  const prices = trades.map(([price]) => price);
  const sum = (wanted: (price: number) => boolean) => trades.reduce((total, [price, lots]) => total + (wanted(price) ? lots : 0), 0);
  const bidLots = sum((price) => price % 2 === 0);
  const askLots = sum((price) => price % 2 !== 0);
  return {
    timeSec,
    openTicks: prices[0],
    highTicks: Math.max(...prices),
    lowTicks: Math.min(...prices),
    closeTicks: prices[prices.length - 1],
    volumeLots: bidLots + askLots,
    bidLots,
    askLots,
    trades: trades.length,
    openInterest: Number.NaN,
    estimated: 0,
    levels: [...new Set(prices)]
      .sort((a, b) => a - b)
      .map((priceTicks) => ({
        priceTicks,
        bidLots: priceTicks % 2 === 0 ? sum((price) => price === priceTicks) : 0,
        askLots: priceTicks % 2 === 0 ? 0 : sum((price) => price === priceTicks),
        trades: prices.filter((price) => price === priceTicks).length,
      })),
  };
}

describe("BarColumns", () => {
  it("equals a plain list of rows after any sequence of changes", () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(40), fc.array(step(40, 8), { maxLength: 30 }), (headBars, headLevels, steps) => {
        const columns = new BarColumns(headBars, headLevels);
        let twin: NaiveBar[] = [];
        for (const next of steps) {
          twin = apply(columns, twin, next);
          expect(columns.length).toBe(twin.length);
          expect(columns.levelCount).toBe(twin.reduce((sum, row) => sum + row.levels.length, 0));
          expect(columns.view()).toBe(columns.view());
        }
        expect(rowsOf(columns.view())).toEqual(twin);
      }),
      { numRuns: 300 },
    );
  });

  it("survives growth of levels and of bars in the same change, at both ends", () => {
    fc.assert(
      fc.property(fc.array(step(200, 30), { minLength: 2, maxLength: 6 }), (steps) => {
        const columns = new BarColumns();
        let twin: NaiveBar[] = [];
        for (const next of steps) twin = apply(columns, twin, next);
        expect(rowsOf(columns.view())).toEqual(twin);
      }),
      { numRuns: 60 },
    );
  });

  it("does not move what is there when the kept room is enough", () => {
    const rows = fc.sample(naiveBars(50, 6), { seed: 3, numRuns: 8 });
    const bars = rows.reduce((sum, part) => sum + part.length, 0);
    const levels = rows.flat().reduce((sum, row) => sum + row.levels.length, 0);
    const columns = new BarColumns(bars, levels);
    const buffer = columns.view().levelPriceTicks.buffer;
    for (const part of rows) columns.prepend(viewOf(part));
    expect(columns.view().levelPriceTicks.buffer).toBe(buffer);
    expect(columns.length).toBe(bars);
  });

  it("gives views of exactly the bars' length", () => {
    const columns = new BarColumns(10, 10);
    columns.append(viewOf(fc.sample(naiveBars(9, 3), { seed: 1, numRuns: 5 })[4]));
    const view = columns.view();
    expect(view.timeSec.length).toBe(view.length);
    expect(view.levelOffsets.length).toBe(view.length + 1);
  });

  it("starts empty", () => {
    expect(NO_BARS.length).toBe(0);
    expect(NO_BARS.levelOffsets.length).toBe(1);
    expect(rowsOf(NO_BARS)).toEqual([]);
  });
});

describe("hashBars", () => {
  it("is the same for the same bars however they are stored, and differs when any field differs", () => {
    fc.assert(
      fc.property(naiveBars(6, 4), fc.nat(3), fc.nat(), (rows, padding, choice) => {
        const hash = hashBars(viewOf(rows));
        const columns = new BarColumns(3, 2);
        columns.append(viewOf(rows, padding));
        expect(hashBars(columns.view())).toBe(hash);
        if (rows.length === 0) return;
        const row = choice % rows.length;
        for (const key of Object.keys(rows[row]) as (keyof NaiveBar)[]) {
          const changed = structuredClone(rows);
          if (key === "levels") changed[row].levels.push({ priceTicks: 1, bidLots: 0, askLots: 1, trades: 1 });
          else changed[row][key] = Number.isNaN(changed[row][key]) ? 5 : changed[row][key] ^ 1;
          expect(hashBars(viewOf(changed))).not.toBe(hash);
        }
      }),
    );
  });

  it("hashes a range like the same bars alone", () => {
    fc.assert(
      fc.property(naiveBars(8, 4), fc.nat(8), fc.nat(8), (rows, a, b) => {
        const from = Math.min(a, b, rows.length);
        const to = Math.min(Math.max(a, b), rows.length);
        expect(hashBars(viewOf(rows), from, to)).toBe(hashBars(viewOf(rows.slice(from, to))));
      }),
    );
  });
});
