import { expect, it } from "vitest";
import { makeState } from "../../../client/gallery/scene-cases.ts";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { makeLayers } from "../../../client/scene/layers/make-layers.ts";
import { NO_PANE } from "../../../client/scene/pane-scale.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import type { GlyphFaces } from "../../../client/scene/primitives/glyph-face.ts";
import { NO_STUDIES } from "../../../client/scene/scene-studies.ts";
import type { SceneState } from "../../../client/scene/scene-state.ts";
import { PriceTicks, TimeTicks } from "../../../core/view/axis-ticks.ts";
import { layoutChart } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import { PLAIN_FACES } from "./plain-face.ts";

const LAYOUT = layoutChart(1000, 600, 1);
const PLAIN: SceneState = { ...makeState("wide", "dark"), pool: null, trail: null, gaps: new Float64Array(0), studies: NO_STUDIES, cellNumbers: null };

/** The faces that all layers ask for in a first frame. */
function askedFaces(state: SceneState): readonly string[] {
  const asked = new Set<string>();
  const faces = new Proxy(PLAIN_FACES, {
    get(all, name: keyof GlyphFaces) {
      asked.add(name);
      return all[name];
    },
  });
  const grid = new PixelGrid();
  const view = grid.snap(state.viewport, { widthPx: LAYOUT.plot.width, heightPx: LAYOUT.plot.height });
  const frame: FrameContext = {
    state,
    level: DIRTY.layout,
    layout: LAYOUT,
    view,
    scale: grid.scale,
    pane: NO_PANE,
    camera: null,
    timeTicks: new TimeTicks().find(view.fromSec, view.toSec, LAYOUT.plot.width, 100),
    priceTicks: new PriceTicks().find(view.lowTicks, view.highTicks, LAYOUT.plot.height, 50, { mantissa: 1, decimals: 1 }),
    faces,
    hairlinePx: 1,
  };
  for (const layer of makeLayers()) layer.prepare(frame);
  return [...asked].sort();
}

it("a first frame asks for the faces of what it writes and for no others", () => {
  expect(askedFaces(PLAIN)).toEqual(["label", "labelBold"]);
  expect(askedFaces({ ...PLAIN, gaps: Float64Array.of(PLAIN.viewport.fromSec, PLAIN.viewport.fromSec + 60) })).toEqual(["cell", "label", "labelBold"]);
});
