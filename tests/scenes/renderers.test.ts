import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HEAT_FORMULAS } from "../../core/view/heat-style.ts";
import { compare } from "../support/picture.ts";
import { SceneBrowser } from "./scene-browser.ts";
import { SCENE_CASES, type SceneCaseName } from "../../client/gallery/scene-cases.ts";

const CASES = Object.keys(SCENE_CASES) as SceneCaseName[];

let browser: SceneBrowser;

beforeAll(async () => {
  browser = await SceneBrowser.start();
}, 120_000);

afterAll(() => browser?.stop());

describe("two renderers, one picture", () => {
  it.each(CASES)("draws the same heat, pixel for pixel: %s", async (name) => {
    await browser.open(name, "canvas", { heatAlone: true });
    const canvas = await browser.capture();
    await browser.open(name, "webgl", { heatAlone: true });
    const webgl = await browser.capture();
    expect(new Set(canvas.pixels).size).toBeGreaterThan(20);
    expect(compare(canvas, webgl)).toEqual({ pixels: 0, largest: 0 });
    expect((await browser.costs()).renderer).toBe("webgl");
  });

  describe.each(["dark", "light"] as const)("in the %s", (theme) => {
    it.each(CASES)("draws the same layers, up to the rounding of a blend: %s", async (name) => {
      const part = { crosshair: { xPx: 431, yPx: 267 } };
      await browser.open(name, "canvas", { theme, part });
      const canvas = await browser.capture();
      await browser.open(name, "webgl", { theme, part });
      expect(compare(canvas, await browser.capture()).largest).toBeLessThanOrEqual(2);
    });
  });

  it.each(["footprint", "overview", "wide"] as const)("draws the same lines and areas, up to the rounding of a blend: %s", async (name) => {
    await browser.open(name, "canvas");
    const bare = await browser.capture();
    await browser.open(name, "canvas", { sampleLines: true });
    const canvas = await browser.capture();
    await browser.open(name, "webgl", { sampleLines: true });
    expect(compare(canvas, await browser.capture()).largest).toBeLessThanOrEqual(2);
    expect(compare(bare, canvas).pixels).toBeGreaterThan(10_000);
  });

  it.each(["canvas", "webgl"] as const)("shows the heat with its first frame, cell by cell and column by column, and by another formula: %s", async (renderer) => {
    const settle = async (): Promise<void> => {
      const shown = await browser.page.screenshot();
      await browser.capture();
      expect(shown.equals(await browser.page.screenshot())).toBe(true);
    };
    for (const name of ["footprint", "overview"] as const) {
      await browser.open(name, renderer, { heatAlone: true });
      await settle();
      for (const formula of [HEAT_FORMULAS.delta, HEAT_FORMULAS.ratio]) {
        await browser.changeFormula(formula);
        await settle();
      }
    }
  });

  it.each(["canvas", "webgl"] as const)("changes the theme of the whole picture: %s", async (renderer) => {
    await browser.open("flow", renderer, { theme: "light" });
    const light = await browser.capture();
    await browser.open("flow", renderer, { theme: "dark" });
    await browser.changeTheme("flow", "light");
    expect(compare(light, await browser.capture())).toEqual({ pixels: 0, largest: 0 });
  });

  it("logs no error", () => {
    expect(browser.errors).toEqual([]);
  });
});
