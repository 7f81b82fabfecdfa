import { NO_PANE } from "../../../client/scene/pane-scale.ts";
import { NO_STUDIES } from "../../../client/scene/scene-studies.ts";
import { describe, expect, it } from "vitest";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { PackWindow } from "../../../client/scene/pack-window.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import { PriceTicks, TimeTicks } from "../../../core/view/axis-ticks.ts";
import { layoutChart, PLOT_ALONE } from "../../../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../../../core/view/dirty.ts";
import { buildPalette } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { panViewport, type Viewport, zoomTime } from "../../../core/view/viewport.ts";
import { PLAIN_FACES } from "./plain-face.ts";

const VIEW: Viewport = { fromSec: 1_723_075_200, toSec: 1_723_075_300, lowTicks: 1000, highTicks: 1200 };
const LAYOUT = layoutChart(1000, 600, 1);
const grid = new PixelGrid();

function frameOf(view: Viewport, level: DirtyLevel = DIRTY.view, theme = THEMES.dark): FrameContext {
  const drawn = grid.snap(view, { widthPx: LAYOUT.plot.width, heightPx: LAYOUT.plot.height });
  return {
    state: {
      instrument: null,
      viewport: view,
      pool: null,
    trail: null,
      style: { formula: 0, lowCode: 0, highCode: 9000, perColumn: false, gapX: false, gapY: false, palette: buildPalette(theme, "blue-orange"), background: 0 },
      mode: "volume",
      cellNumbers: null,
      outline: "off",
      gaps: new Float64Array(0),
      lastPriceTicks: null,
      lastDirection: 0,
      liveEdge: null,
      utcOffsetSec: 0,
      selectedBar: null,
      crosshair: null,
      theme,
      parts: PLOT_ALONE,
      studies: NO_STUDIES,
    },
    level,
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
}

describe("pack window", () => {
  it("packs once, then serves every view within half a view of it", () => {
    const window = new PackWindow();
    expect(window.stillCovers(frameOf(VIEW), true)).toBe(false);
    expect(window.stillCovers(frameOf(VIEW), true)).toBe(true);
    expect(window.stillCovers(frameOf(panViewport(VIEW, 45, -90)), true)).toBe(true);
    expect(window.stillCovers(frameOf(panViewport(VIEW, 60, 0)), true)).toBe(false);
    expect(window.window.fromSec).toBeCloseTo(VIEW.fromSec + 10, 0);
  });

  it("packs anew for another scale and another theme", () => {
    const window = new PackWindow();
    window.stillCovers(frameOf(VIEW), true);
    expect(window.stillCovers(frameOf(zoomTime(VIEW, 0.9, VIEW.fromSec)), true)).toBe(false);
    expect(window.stillCovers(frameOf(zoomTime(VIEW, 0.9, VIEW.fromSec)), true)).toBe(true);
    expect(window.stillCovers(frameOf(zoomTime(VIEW, 0.9, VIEW.fromSec), DIRTY.view, THEMES.light), true)).toBe(false);
  });

  it("packs for new data where the layer shows data, and only there", () => {
    const [data, fixed] = [new PackWindow(), new PackWindow()];
    data.stillCovers(frameOf(VIEW), true);
    fixed.stillCovers(frameOf(VIEW), false);
    expect(data.stillCovers(frameOf(VIEW, DIRTY.data), true)).toBe(false);
    expect(fixed.stillCovers(frameOf(VIEW, DIRTY.data), false)).toBe(true);
  });

  it("has a whole-numbered origin near its middle", () => {
    const window = new PackWindow();
    window.stillCovers(frameOf(VIEW), true);
    expect(Number.isInteger(window.originSec) && Number.isInteger(window.originTicks)).toBe(true);
    expect(Math.abs(window.originSec - 1_723_075_250)).toBeLessThanOrEqual(1);
  });
});
