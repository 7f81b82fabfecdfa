import { describe, expect, it } from "vitest";
import { SAMPLE_EVENTS } from "../../../client/gallery/sample-events.ts";
import { makeState } from "../../../client/gallery/scene-cases.ts";
import { visitGlyphs } from "../../../client/scene/canvas/paint-glyphs.ts";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { markOf } from "../../../client/scene/layers/signals/signal-mark.ts";
import { SignalsLayer } from "../../../client/scene/layers/signals/signals-layer.ts";
import { hiddenMarks } from "../../../client/scene/layers/signals/thin-signals.ts";
import { NO_PANE } from "../../../client/scene/pane-scale.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import { fitBatchTransform } from "../../../client/scene/primitives/batch-transform.ts";
import { GLYPH_STRIDE } from "../../../client/scene/primitives/glyph-list.ts";
import { NO_STUDIES } from "../../../client/scene/scene-studies.ts";
import type { OrderFlowEvent } from "../../../core/orderflow/signals/order-flow-event.ts";
import { PriceTicks, TimeTicks } from "../../../core/view/axis-ticks.ts";
import { layoutChart } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import { panViewport, type Viewport } from "../../../core/view/viewport.ts";
import { PLAIN_FACES } from "./plain-face.ts";

const LAYOUT = layoutChart(1000, 600, 1);
const SIZE = { widthPx: LAYOUT.plot.width, heightPx: LAYOUT.plot.height };
const FROM_SEC = 1_723_161_500;
const VIEW: Viewport = { fromSec: FROM_SEC, toSec: FROM_SEC + 300, lowTicks: 616_000, highTicks: 617_200 };
const STATE = { ...makeState("signals", "dark"), pool: null };

const burstAt = (sec: number): OrderFlowEvent => ({ ...SAMPLE_EVENTS["buying-burst"], timeSec: FROM_SEC + sec, confirmedSec: FROM_SEC + sec + 2 });
const burstAtPrice = (sec: number, price: { readonly priceTicks: number }): OrderFlowEvent => ({ ...burstAt(sec), ...price });
/** Four within one slot, and one far from them. */
const CROWD = [100, 101, 103, 105, 220].map(burstAt);

/** A layer after frames of these views, each with a chosen event. */
function frames(...given: readonly (readonly [view: Viewport, chosen: OrderFlowEvent | null, signals?: readonly OrderFlowEvent[]])[]) {
  const grid = new PixelGrid();
  const layer = new SignalsLayer();
  let drawn = VIEW;
  for (const [view, chosenSignal, signals = CROWD] of given) {
    drawn = grid.snap(view, SIZE);
    const frame: FrameContext = {
      state: { ...STATE, studies: { ...NO_STUDIES, signals, chosenSignal } },
      level: DIRTY.view,
      layout: LAYOUT,
      view: drawn,
      scale: grid.scale,
      pane: NO_PANE,
      camera: null,
      timeTicks: new TimeTicks().find(0, 1, 1, 1),
      priceTicks: new PriceTicks().find(1, 0, 1, 1, { mantissa: 1, decimals: 0 }),
      faces: PLAIN_FACES,
      hairlinePx: 1,
    };
    layer.prepare(frame);
  }
  return { layer, drawn, scale: grid.scale };
}

const eventsOf = ({ layer, drawn }: ReturnType<typeof frames>) => layer.pills(drawn, SIZE).map(({ signal }) => signal.mark.event);

describe("the chosen pill", () => {
  it("stands for its group instead of the strongest, which it then hides with the others", () => {
    expect(eventsOf(frames([VIEW, null]))).toEqual([CROWD[3], CROWD[4]]);
    const chosen = frames([VIEW, CROWD[1]]);
    expect(eventsOf(chosen)).toEqual([CROWD[1], CROWD[4]]);
    const pill = chosen.layer.chosenPill(chosen.drawn, SIZE);
    expect(pill?.signal.mark.event).toBe(CROWD[1]);
    expect(pill === null ? [] : hiddenMarks(pill.signal).map(({ event }) => event)).toEqual([CROWD[3], CROWD[2], CROWD[0]]);
  });

  it("is drawn over all others, with more to it, and as before once it is let go", () => {
    const plain = frames([VIEW, null]).layer;
    const { layer } = frames([VIEW, CROWD[4]]);
    const counts = ({ batches }: SignalsLayer) => batches.map(({ quads, glyphs }) => [quads.count, glyphs.count]);
    const [[quads, glyphs], ...over] = counts(plain);
    expect(over).toEqual([[0, 0], [0, 0]]);
    const [[fewerQuads, fewerGlyphs], , [ringQuads, ringGlyphs]] = counts(layer);
    expect(fewerQuads + ringQuads).toBe(quads + 2);
    expect(fewerGlyphs + ringGlyphs).toBe(glyphs + 20);
    expect(counts(frames([VIEW, CROWD[4]], [VIEW, null]).layer)).toEqual(counts(plain));
  });

  it("is found under the pointer, and nothing is where the plot ends, even under a pill", () => {
    const { layer, drawn } = frames([VIEW, CROWD[1]]);
    const box = layer.chosenPill(drawn, SIZE)?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    const middle = { xPx: box.x + box.width / 2, yPx: box.y + box.height / 2 };
    expect(layer.pillAt(drawn, SIZE, middle)).toEqual({ signal: layer.chosenPill(drawn, SIZE)?.signal, box });
    expect(layer.pillAt(drawn, SIZE, { ...middle, yPx: box.y - 1 })).toBeNull();
    const lower = { ...SIZE, heightPx: Math.floor(middle.yPx) };
    expect(layer.pillAt(VIEW, lower, { ...middle, yPx: lower.heightPx })).toBeNull();
  });

  it("is in view while its middle is, and the same while the window moves", () => {
    const far = panViewport(VIEW, -260, 0);
    const moved = frames([VIEW, CROWD[1]], [far, CROWD[1]]);
    expect(moved.layer.chosenPill(moved.drawn, SIZE)).toBeNull();
    const back = frames([far, CROWD[1]], [VIEW, CROWD[1]]);
    expect(eventsOf(back)).toEqual(eventsOf(frames([VIEW, CROWD[1]])));
    const near = frames([VIEW, CROWD[1]], [panViewport(VIEW, 40, 0), CROWD[1]]);
    const shift = (near.layer.chosenPill(near.drawn, SIZE)?.box.x ?? 0) - (back.layer.chosenPill(back.drawn, SIZE)?.box.x ?? 0);
    expect(Math.abs(shift + (40 / 300) * SIZE.widthPx)).toBeLessThanOrEqual(1);
  });
});

describe("pills at the edges of the plot", () => {
  /** A buying burst stands below its price, an upward sweep above it. */
  const priceOf = (event: OrderFlowEvent): number => markOf(event)?.priceTicks ?? Number.NaN;
  const signals: readonly OrderFlowEvent[] = [...CROWD, { ...SAMPLE_EVENTS["upside-sweep"], timeSec: FROM_SEC + 60, confirmedSec: FROM_SEC + 62 }];
  const spanTicks = VIEW.highTicks - VIEW.lowTicks;
  /** With the price of the sweep so far below the plot's top edge, or that of the bursts above its bottom edge, as a share of the plot. */
  const below = (share: number): Viewport => panViewport(VIEW, 0, priceOf(SAMPLE_EVENTS["upside-sweep"]) + share * spanTicks - VIEW.highTicks);
  const above = (share: number): Viewport => panViewport(VIEW, 0, priceOf(SAMPLE_EVENTS["buying-burst"]) - share * spanTicks - VIEW.lowTicks);
  const edgesOf = ({ layer, drawn }: ReturnType<typeof frames>) => layer.pills(drawn, SIZE).map(({ box: { y, height } }) => [y, SIZE.heightPx - y - height]);
  const drawnOf = ({ layer }: ReturnType<typeof frames>) =>
    layer.batches.map(({ quads, glyphs, originSec }) => {
      const xs = Array.from({ length: quads.count }, (_, at) => Math.round((quads.floats[at * 8] + originSec) * 100) / 100);
      return { xs, pixels: Array.from({ length: quads.count }, (_, at) => quads.shorts.slice(at * 16 + 8, at * 16 + 12)), glyphs: glyphs.count };
    });

  it("are moved inside, found where they are drawn, and nowhere else", () => {
    const { layer, drawn } = frames([below(0.01), null, signals]);
    const seen = layer.pills(drawn, SIZE).find(({ signal }) => signal.mark.side === "sell") ?? expect.fail("there is no such pill");
    expect(seen.box.y).toBe(0);
    const middleX = Math.round(seen.box.x + seen.box.width / 2);
    const found = Array.from({ length: SIZE.heightPx }, (_, yPx) => layer.pillAt(drawn, SIZE, { xPx: middleX, yPx })?.signal === seen.signal);
    expect(found).toEqual(found.map((_, yPx) => yPx < seen.box.height));
    const [, edge] = layer.batches;
    const [fill] = Array.from({ length: edge.quads.count }, (_, at) => [edge.quads.floats[at * 8 + 1] + edge.quads.shorts[at * 16 + 9], edge.quads.floats[at * 8 + 1] + edge.quads.shorts[at * 16 + 11]]);
    expect(fill).toEqual([seen.box.y, seen.box.y + seen.box.height]);
  });

  it("stand where they would if they were packed there, however the price came there", () => {
    const shares = [0.5, 0.2, 0.05, 0.01, 0, -0.02, 0.01, 0.3];
    for (const place of [below, above]) {
      for (const chosen of [null, signals[signals.length - 1]]) {
        for (let count = 1; count <= shares.length; count++) {
          const moved = frames(...shares.slice(0, count).map((share) => [place(share), chosen, signals] as const));
          const anew = frames([place(shares[0]), null, []], [place(shares[count - 1]), chosen, signals]);
          expect(edgesOf(moved)).toEqual(edgesOf(anew));
          expect(drawnOf(moved)).toEqual(drawnOf(anew));
          expect(eventsOf(moved)).toEqual(eventsOf(anew));
        }
      }
    }
  });

  it("leave those that hang on the market as they are packed", () => {
    const still = frames([VIEW, null, signals]);
    const [{ version }] = still.layer.batches.map(({ quads }) => quads);
    const moved = frames([VIEW, null, signals], [panViewport(VIEW, 0, 20), null, signals], [panViewport(VIEW, 2, 40), null, signals]);
    expect(moved.layer.batches.map(({ quads }) => quads.version)).toEqual([version, 0, 0]);
  });

  it("leave all three lots as they are packed while only time moves, one at an edge and one chosen", () => {
    const chosen = burstAtPrice(220, { priceTicks: 617_500 });
    const inSight = [burstAtPrice(105, { priceTicks: 617_500 }), chosen, signals[signals.length - 1]];
    const places = [0, 1, 2].map((step) => [panViewport(below(0.01), step * 0.7, 0), chosen, inSight] as const);
    const versionsOf = ({ layer }: ReturnType<typeof frames>) => layer.batches.map(({ quads, glyphs }) => [quads.version, glyphs.version]);
    const [free, edge, over] = frames(places[0]).layer.batches;
    for (const batch of [free, edge, over]) expect(batch.quads.count).toBeGreaterThan(0);
    expect(versionsOf(frames(...places))).toEqual(versionsOf(frames(places[0])));
  });

  it("keep the ring of the chosen one whole", () => {
    const ringed = frames([below(0.01), signals[signals.length - 1], signals]);
    expect(ringed.layer.chosenPill(ringed.drawn, SIZE)?.box.y).toBe(3);
    const last = frames([above(0.01), signals[0], signals]);
    const box = last.layer.chosenPill(last.drawn, SIZE)?.box ?? { y: 0, height: 0 };
    expect(SIZE.heightPx - box.y - box.height).toBe(3);
  });
});

describe("the pixels of a pill", () => {
  const PRICE_TICKS = 616_600;
  const signals = Array.from({ length: 6 }, (_, at) => burstAtPrice(20 + 45 * at, { priceTicks: PRICE_TICKS + 3 * at }));
  const viewOf = (pxPerTick: number): Viewport => ({ ...VIEW, lowTicks: PRICE_TICKS - 30, highTicks: PRICE_TICKS - 30 + SIZE.heightPx / pxPerTick });
  /** Left top corners of what is filled, as a renderer paints it. */
  const paintedOf = ({ layer, drawn, scale }: ReturnType<typeof frames>) => {
    const corners: (readonly [x: number, y: number])[] = [];
    for (const batch of layer.batches) {
      const transform = fitBatchTransform({ xScale: 0, xOffset: 0, yScale: 0, yOffset: 0 }, batch, drawn, scale, NO_PANE);
      let at = 0;
      visitGlyphs(batch.glyphs, transform, (x, y) => {
        if (batch.glyphs.shorts[(at++ * GLYPH_STRIDE) / 2 + 9] === PLAIN_FACES.marks.filledCaps.left.id) corners.push([x, y]);
      });
    }
    return corners.sort(([a], [b]) => a - b);
  };
  const boxesOf = ({ layer, drawn }: ReturnType<typeof frames>) => layer.pills(drawn, SIZE).map(({ box }) => [box.x, box.y]);
  const pans = Array.from({ length: 61 }, (_, at) => at - 30);

  it.each([5, 9])("are where it is painted, at %d pixels per tick, at an edge and away from it", (pxPerTick) => {
    const view = viewOf(pxPerTick);
    let heldBack = 0;
    for (const pan of pans) {
      const moved = frames([view, null, signals], [panViewport(view, pan * 0.37, pan * 0.87), null, signals]);
      expect(boxesOf(moved)).toEqual(paintedOf(moved));
      expect(boxesOf(moved)).toHaveLength(signals.length);
      heldBack += moved.layer.batches[1].quads.count;
    }
    expect(heldBack).toBeGreaterThan(0);
  });

  it.each([5, 9])("stay when it is chosen, at %d pixels per tick", (pxPerTick) => {
    const view = viewOf(pxPerTick);
    for (const pan of pans) {
      const panned = panViewport(view, pan * 0.37, pan * 0.41);
      const free = frames([view, null, signals], [panned, null, signals]);
      for (const chosen of [signals[1], signals[4]]) {
        const ringed = frames([view, null, signals], [panned, null, signals], [panned, chosen, signals]);
        const { x, y } = ringed.layer.chosenPill(ringed.drawn, SIZE)?.box ?? expect.fail("the chosen pill is not in sight");
        expect(paintedOf(free)).toContainEqual([x, y]);
        expect(paintedOf(ringed)).toEqual(expect.arrayContaining(paintedOf(free)));
      }
    }
  });
});

describe("marks of a list that goes on", () => {
  it("are those of the whole list, when events are added at its end or before it, and when some are gone", () => {
    const [a, b, c, d, e] = CROWD.map((event, index) => ({ ...event, timeSec: event.timeSec + index * 40 }));
    const lists = [[a], [a, b], [a, c, b], [a, c, b, d, e], [a, b, e], [c]];
    for (let count = 1; count <= lists.length; count++) {
      const grown = frames(...lists.slice(0, count).map((signals) => [VIEW, null, signals] as const));
      const anew = frames([VIEW, null, lists[count - 1]]);
      expect(eventsOf(grown)).toEqual(eventsOf(anew));
      expect(eventsOf(grown).length).toBeGreaterThan(0);
    }
  });
});
