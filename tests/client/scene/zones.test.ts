import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZoneSpans } from "../../../client/scene/layers/zones/zone-spans.ts";
import { packZones, type ZonesStyle } from "../../../client/scene/layers/zones/zones-pack.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { stackedImbalances, type ZoneEvent } from "../../../core/orderflow/footprint/stacked-imbalance.ts";
import { caseMarket } from "../../../client/gallery/scene-cases.ts";
import { PLAIN_FACE } from "./plain-face.ts";
import { readQuads, readTexts } from "./read-batch.ts";

const { bars, gaps } = caseMarket();
const LAST_SEC = bars.timeSec[bars.length - 1] + 1;
const PARAMETERS = { timeframeSec: 10, ticksPerRow: 5, ratio: 2, minimumLots: 20, emptyCountsAsOne: true, stackRows: 3, maximumAgeSec: 600 };
const { events } = stackedImbalances(bars, gaps, PARAMETERS);

const ink = (base: number) => ({ fill: base, edge: base + 1, endedFill: base + 2, endedEdge: base + 3, text: base + 4 });
const STYLE: ZonesStyle = {
  window: { fromSec: LAST_SEC - 3000, toSec: LAST_SEC + 50, lowTicks: 610_000, highTicks: 624_000 },
  barSec: 10,
  liveSec: LAST_SEC,
  scale: { pxPerSec: 4, pxPerTick: 2, plotWidthPx: 1000, plotHeightPx: 600 },
  edgePx: 2,
  padPx: 3,
  buy: ink(10),
  sell: ink(20),
  face: PLAIN_FACE,
  backing: 1,
  openNamePx: 6,
  namesInside: true,
};

function draw(given: readonly ZoneEvent[], style: ZonesStyle): { bands: Batch; names: Batch } {
  const bands = new Batch("plot", "over", { x: "time", y: "price" });
  const names = new Batch("plot", "over", { x: "time", y: "price" });
  for (const batch of [bands, names]) {
    batch.originSec = style.window.fromSec;
    batch.originTicks = style.window.lowTicks;
  }
  packZones(bands, names, new ZoneSpans().of(given), style);
  return { bands, names };
}

/** The tints of the zones, from the events alone: one search for its end per zone. */
function naiveTints(given: readonly ZoneEvent[], { window, liveSec }: ZonesStyle): string[] {
  return given.flatMap((event) => {
    if (event.kind === "stacked-imbalance-end") return [];
    const end = given.find(
      (other) => other.kind === "stacked-imbalance-end" && other.side === event.side && other.timeSec === event.timeSec && other.lowTicks === event.lowTicks,
    );
    const endSec = end === undefined || end.kind === "stacked-imbalance" ? liveSec : end.reason === "age" ? end.confirmedSec : end.confirmedSec + 1;
    if (event.timeSec >= window.toSec || endSec <= window.fromSec || endSec <= event.timeSec) return [];
    if (event.highTicks + 1 <= window.lowTicks || event.lowTicks >= window.highTicks + 1) return [];
    const x0 = Math.max(event.timeSec, window.fromSec) - window.fromSec;
    const x1 = Math.min(endSec, window.toSec) - window.fromSec;
    const color = (event.side === "buy" ? 10 : 20) + (end === undefined ? 0 : 2);
    return [`${x0}..${x1} ${event.lowTicks - 0.5 - window.lowTicks}..${event.highTicks + 0.5 - window.lowTicks} ${color}`];
  });
}

function tintsOf(batch: Batch): string[] {
  return readQuads(batch.quads)
    .filter(({ color }) => [10, 12, 20, 22].includes(color))
    .map(({ x0, x1, y0, y1, color }) => `${x0}..${x1} ${y1}..${y0} ${color}`);
}

describe("zones of stacked imbalances", () => {
  it("reach from their bar to the second that trades through them, to their age, or to the newest second", () => {
    const drawn = tintsOf(draw(events, STYLE).bands);
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn.toSorted()).toEqual(naiveTints(events, STYLE).toSorted());
    for (const color of [10, 12, 20, 22]) expect(drawn.some((tint) => tint.endsWith(` ${color}`)), `colour ${color}`).toBe(true);
  });

  it("are those of the events whatever the window and however many are known", () => {
    const [first, last] = [bars.timeSec[0], LAST_SEC];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: events.length }), fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 4000 }), (known, fromSec, spanSec) => {
        const style = { ...STYLE, window: { ...STYLE.window, fromSec, toSec: fromSec + spanSec } };
        const given = events.slice(0, known);
        expect(tintsOf(draw(given, style).bands).toSorted()).toEqual(naiveTints(given, style).toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it("are read on from where the list of events ended, and anew from another list", () => {
    const spans = new ZoneSpans();
    const growing = events.slice(0, 10);
    spans.of(growing);
    growing.push(...events.slice(10));
    expect(spans.of(growing)).toEqual(new ZoneSpans().of(events));
    expect(spans.of([...events].slice(0, 7))).toEqual(new ZoneSpans().of(events.slice(0, 7)));
  });

  it("have their edge on the side at which they end, and beside the newest second an arrow and the number of rows", () => {
    const stack = (side: "buy" | "sell", lowTicks: number): ZoneEvent => ({
      kind: "stacked-imbalance",
      side,
      timeSec: LAST_SEC - 60,
      confirmedSec: LAST_SEC - 51,
      lowTicks,
      highTicks: lowTicks + 19,
      reliable: true,
      evidence: { rows: 4, requiredRows: 3, dominantLots: 9, lowestRatio: 3, requiredRatio: 3, minimumLots: 1 },
    });
    const { bands, names } = draw([stack("buy", 617_000), stack("sell", 617_100)], STYLE);
    const edges = readQuads(bands.quads).filter(({ color }) => color === 11 || color === 21);
    const from = STYLE.window.lowTicks;
    expect(edges.map(({ y0, y1, by, color }) => ({ y0, y1, by, color }))).toEqual([
      { y0: 617_119.5 - from, y1: 617_119.5 - from, by: [0, 0, 0, 2], color: 21 },
      { y0: 616_999.5 - from, y1: 616_999.5 - from, by: [0, -2, 0, 0], color: 11 },
    ]);
    expect(readTexts(names.glyphs).map(({ text, x, color }) => ({ text: text.charCodeAt(0) & 0xffff, x, color }))).toEqual([
      { text: "▼".charCodeAt(0), x: LAST_SEC - STYLE.window.fromSec, color: 24 },
      { text: "▲".charCodeAt(0), x: LAST_SEC - STYLE.window.fromSec, color: 14 },
    ]);
  });

  it("leave out names that would stand on one another", () => {
    const stack = (lowTicks: number): ZoneEvent => ({
      kind: "stacked-imbalance",
      side: "buy",
      timeSec: LAST_SEC - 60,
      confirmedSec: LAST_SEC - 51,
      lowTicks,
      highTicks: lowTicks + 4,
      reliable: true,
      evidence: { rows: 3, requiredRows: 3, dominantLots: 9, lowestRatio: 3, requiredRatio: 3, minimumLots: 1 },
    });
    const apart = draw([stack(617_000), stack(617_040)], STYLE).names.glyphs.count;
    expect(draw([stack(617_000), stack(617_003)], STYLE).names.glyphs.count).toBe(apart / 2);
  });
});
