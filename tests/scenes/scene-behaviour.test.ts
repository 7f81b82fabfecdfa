import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RendererKind } from "../../client/scene/scene-state.ts";
import { compare, type Picture, toPicture } from "../support/picture.ts";
import { SceneBrowser } from "./scene-browser.ts";

let browser: SceneBrowser;

beforeAll(async () => {
  browser = await SceneBrowser.start();
}, 120_000);

afterAll(() => browser?.stop());

beforeEach(() => {
  browser.errors.length = 0;
});

/** The canvas renderer's pixels as they stand, without drawing. */
async function readCanvas(): Promise<Picture> {
  return toPicture(
    await browser.page.evaluate(() => {
      const canvas = document.querySelector("canvas");
      const image = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
      if (image === undefined) throw new Error("No canvas with a 2D context");
      let binary = "";
      for (let at = 0; at < image.data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, image.data.subarray(at, at + 32_768));
      return { width: image.width, height: image.height, base64: btoa(binary) };
    }),
  );
}

/** Waits until a renderer is in use. @returns why it is. */
async function reasonOf(renderer: RendererKind): Promise<string> {
  await browser.page.waitForFunction((kind) => window.harness.scene?.costs().renderer === kind, renderer, { timeout: 60_000 });
  return (await browser.costs()).rendererReason;
}

describe("drawing only what changed", () => {
  it.each(["canvas", "webgl"] as const)("draws nothing and asks for no frame while nothing is dirty: %s", async (renderer) => {
    await browser.open("footprint", renderer);
    const asked = await browser.page.evaluate(async () => {
      const ask = window.requestAnimationFrame;
      let count = 0;
      window.requestAnimationFrame = (callback) => {
        count++;
        return ask(callback);
      };
      const before = window.harness.scene?.costs().frames;
      await new Promise((resolve) => setTimeout(resolve, 300));
      window.requestAnimationFrame = ask;
      return { count, drawn: (window.harness.scene?.costs().frames ?? 0) - (before ?? 0) };
    });
    expect(asked).toEqual({ count: 0, drawn: 0 });
  });

  it("merges what became dirty into one frame", async () => {
    await browser.open("footprint", "canvas");
    const drawn = await browser.page.evaluate(async () => {
      const { scene } = window.harness;
      if (scene === null) return -1;
      const before = scene.costs().frames;
      for (const level of [1, 3, 2, 4] as const) scene.invalidate(level);
      return window.harness.framesSince(before);
    });
    expect(drawn).toBe(1);
  });

  it("draws nothing while hidden, and one frame when shown again", async () => {
    await browser.open("footprint", "canvas");
    const frames = await browser.page.evaluate(async () => {
      const { scene } = window.harness;
      if (scene === null) return [];
      const show = (hidden: boolean) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      const before = scene.costs().frames;
      show(true);
      scene.invalidate(3);
      await new Promise((resolve) => setTimeout(resolve, 150));
      const whileHidden = scene.costs().frames - before;
      show(false);
      const afterwards = await window.harness.framesSince(before);
      Reflect.deleteProperty(document, "hidden");
      return [whileHidden, afterwards];
    });
    expect(frames).toEqual([0, 1]);
  });

  it("uploads nothing while panning within the guard band", async () => {
    await browser.open("overview", "webgl");
    await browser.page.evaluate(() => window.harness.pan(4, 5));
    const before = await browser.costs();
    await browser.page.evaluate(() => window.harness.pan(30, 5));
    const after = await browser.costs();
    expect(after.frames - before.frames).toBeGreaterThanOrEqual(30);
    expect(after.uploadedBytes - before.uploadedBytes).toBe(0);
    expect(after.textureUploads - before.textureUploads).toBe(0);
  });

  it("uploads the changed cells and columns of a live pool, and no more", async () => {
    await browser.open("overview", "webgl");
    const before = await browser.costs();
    await browser.page.evaluate(() => window.harness.touchNewestColumn());
    const grown = (await browser.costs()).uploadedBytes - before.uploadedBytes;
    const lists = 60_000;
    expect(grown).toBeGreaterThan(0);
    expect(grown).toBeLessThan(lists);
  });

  it("repaints only the cursor, and leaves no trace of the last one", async () => {
    await browser.open("volume", "canvas");
    for (const crosshair of [{ xPx: 200, yPx: 300 }, { xPx: 640, yPx: 120 }, { xPx: 641, yPx: 121 }, null]) {
      await browser.page.evaluate((at) => window.harness.moveCursor(at), crosshair);
      const moved = await readCanvas();
      expect(compare(moved, await browser.capture()).largest).toBeLessThanOrEqual(1);
    }
  });
});

describe("the host's size", () => {
  it.each(["canvas", "webgl"] as const)("follows the host to the device pixel and draws at once: %s", async (renderer) => {
    await browser.open("footprint", renderer);
    const sizes = await browser.page.evaluate(async () => {
      const host = document.querySelector<HTMLElement>("#chart");
      const canvas = document.querySelector("canvas");
      const { scene } = window.harness;
      if (host === null || canvas === null || scene === null) return null;
      host.style.cssText = "position:relative;width:517px;height:333px";
      await new Promise((resolve) => setTimeout(resolve, 100));
      const layout = scene.layout();
      const seen = { canvas: [canvas.width, canvas.height], layout: [layout.widthPx, layout.heightPx], plot: [layout.plot.width, layout.plot.height] };
      host.style.cssText = "";
      await new Promise((resolve) => setTimeout(resolve, 100));
      return seen;
    });
    expect(sizes).toEqual({ canvas: [517, 333], layout: [517, 333], plot: [439, 305] });
    expect(browser.errors).toEqual([]);
  });

  it("survives a host without size", async () => {
    await browser.open("footprint", "canvas");
    await browser.page.evaluate(async () => {
      const host = document.querySelector<HTMLElement>("#chart");
      if (host !== null) host.style.display = "none";
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (host !== null) host.style.display = "";
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const picture = await browser.capture();
    expect([picture.width, picture.height]).toEqual([900, 600]);
    expect(browser.errors).toEqual([]);
  });
});

describe("a lost WebGL context", () => {
  it("comes back to the same picture, twice, and gives way to the canvas the third time", async () => {
    await browser.open("footprint", "webgl");
    const before = await browser.capture();
    for (let loss = 1; loss <= 2; loss++) {
      await browser.page.evaluate(() => window.harness.loseContextAndWait(50));
      expect((await browser.costs()).contextLosses).toBe(loss);
      expect((await browser.costs()).renderer).toBe("webgl");
      expect(compare(before, await browser.capture())).toEqual({ pixels: 0, largest: 0 });
    }
    await browser.page.evaluate(() => window.harness.scene?.loseContext(50));
    expect(await reasonOf("canvas")).toBe("WebGL context lost 3 times in a minute");
    expect(compare(before, await browser.capture()).largest).toBeLessThanOrEqual(2);
  }, 90_000);

  it("gives way to the canvas when it stays away", async () => {
    await browser.open("overview", "webgl");
    const before = await browser.capture();
    await browser.page.evaluate(() => window.harness.scene?.loseContext(null));
    expect(await reasonOf("canvas")).toBe("WebGL context lost and not given back");
    expect(compare(before, await browser.capture()).largest).toBeLessThanOrEqual(2);
  });

  it("can be had again by asking for it", async () => {
    await browser.page.evaluate(() => window.harness.scene?.setRenderer("webgl"));
    expect(await reasonOf("webgl")).toBe("chosen: webgl");
  });
});

describe("the choice of renderer", () => {
  it("finds WebGL in software and takes the canvas, with its reason in words", async () => {
    await browser.open("overview", "auto");
    const costs = await browser.costs();
    expect(costs.renderer).toBe("canvas");
    expect(costs.rendererReason).toMatch(/^probe: (software WebGL \([\w ]+\)|slow WebGL, full-screen quad \d+\.\d ms)$/);
  });

  it("falls back to the canvas where there is no WebGL", async () => {
    await browser.page.evaluate(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
      } as typeof original;
      Object.assign(window, { giveBackWebgl: () => (HTMLCanvasElement.prototype.getContext = original) });
    });
    await browser.open("overview", "webgl");
    const costs = await browser.costs();
    await browser.page.evaluate("window.giveBackWebgl()");
    expect(costs.renderer).toBe("canvas");
    expect(costs.rendererReason).toBe("chosen: webgl, but this browser gives no WebGL2");
  });
});

/** Moves the view by seconds into the past, so that cells reach its right edge. */
async function lookBack(seconds: number): Promise<void> {
  await browser.page.evaluate((sec) => {
    const { state } = window.harness;
    if (state !== null) window.harness.update({ viewport: { ...state.viewport, fromSec: state.viewport.fromSec - sec, toSec: state.viewport.toSec - sec } });
  }, seconds);
}

describe("a profile upon the plot", () => {
  it.each(["canvas", "webgl"] as const)("leaves the cells under it their colours, and is plain to see beside them: %s", async (renderer) => {
    await browser.open("profile", renderer, { heatAlone: true });
    await lookBack(60);
    const heat = await browser.capture();
    await browser.open("profile", renderer);
    await lookBack(60);
    const picture = await browser.capture();
    const layout = await browser.page.evaluate(() => window.harness.scene?.layout());
    if (layout === undefined) throw new Error("No case is open");
    const { plot } = layout;
    const background = heat.pixels[0];
    const changes = { cells: 0, fadedCells: 0, strongBackground: 0 };
    for (let y = 0; y < plot.height; y++) {
      for (let x = Math.round(plot.width * 0.86); x < plot.width - 4; x++) {
        const at = y * heat.width + x;
        const change = Math.max(...[0, 8, 16].map((shift) => Math.abs(((heat.pixels[at] >>> shift) & 255) - ((picture.pixels[at] >>> shift) & 255))));
        if (heat.pixels[at] === background) changes.strongBackground += Number(change > 40);
        else {
          changes.cells++;
          changes.fadedCells += Number(change > 0.13 * 255);
        }
      }
    }
    expect(changes.cells).toBeGreaterThan(500);
    expect(changes.fadedCells / changes.cells).toBeLessThan(0.2);
    expect(changes.strongBackground).toBeGreaterThan(5000);
  });
});
