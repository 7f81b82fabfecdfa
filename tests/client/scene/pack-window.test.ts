import { describe, expect, it } from "vitest";
import { makeState } from "../../../client/gallery/scene-cases.ts";
import type { FrameContext } from "../../../client/scene/frame-context.ts";
import { PackWindow } from "../../../client/scene/pack-window.ts";
import { PixelGrid } from "../../../client/scene/pixel-grid.ts";
import type { SceneState } from "../../../client/scene/scene-state.ts";
import { layoutChart } from "../../../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../../../core/view/dirty.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { panViewport, type Viewport, zoomTime } from "../../../core/view/viewport.ts";
import { frameOf as frameAt } from "./frame-of.ts";

const VIEW: Viewport = { fromSec: 1_723_075_200, toSec: 1_723_075_300, lowTicks: 1000, highTicks: 1200 };
const LAYOUT = layoutChart(1000, 600, 1);
const grid = new PixelGrid();

const STATE: SceneState = { ...makeState("signals", "dark"), pool: null };

function frameOf(view: Viewport, level: DirtyLevel = DIRTY.view, theme = THEMES.dark): FrameContext {
  return frameAt({ ...STATE, viewport: view, theme }, LAYOUT, grid, { level });
}

describe("pack window", () => {
  it("packs once, then serves every view within half a view of it, and beyond that two views along the axis that was left", () => {
    const window = new PackWindow();
    expect(window.stillCovers(frameOf(VIEW), true)).toBe(false);
    expect(window.stillCovers(frameOf(VIEW), true)).toBe(true);
    expect(window.stillCovers(frameOf(panViewport(VIEW, 45, -90)), true)).toBe(true);
    expect(window.stillCovers(frameOf(panViewport(VIEW, 60, 0)), true)).toBe(false);
    expect(window.window.fromSec).toBeCloseTo(VIEW.fromSec + 60 - 200, 0);
    expect(window.window.toSec).toBeCloseTo(VIEW.toSec + 60 + 200, 0);
    expect(window.window.lowTicks).toBeCloseTo(VIEW.lowTicks - 100, 0);
    expect(window.stillCovers(frameOf(panViewport(VIEW, -120, 0)), true)).toBe(true);
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
