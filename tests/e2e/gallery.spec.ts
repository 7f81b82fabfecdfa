import { expect, type Page } from "@playwright/test";
import type {} from "../../client/gallery.tsx";
import { GALLERY_TILES, type GalleryTile } from "../../client/gallery/gallery-tiles.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare, type Picture, toPicture } from "../support/picture.ts";
import { startServer } from "../support/start-server.ts";
import { test } from "./chart-test.ts";
import { compareWithGolden } from "./golden-image.ts";

const DRAWN = GALLERY_TILES.filter(({ scene }) => scene !== null);
const WORDLESS = GALLERY_TILES.filter(({ name }) => name.startsWith("wordless-"));
/** Of a blend, in levels of a channel. */
const ROUNDING = 2;

test.describe("the gallery", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["--history-hours", "1", "--seed", "1"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const theme of ["dark", "light"] as const) {
    test(`shows every layer and state, by both renderers alike: ${theme}`, async ({ page }, testInfo) => {
      await openGallery(page, server.url, `theme=${theme}&renderer=canvas`);
      await expect(page.locator("figure[data-drawn=true]")).toHaveCount(GALLERY_TILES.length);
      await expect(page.getByRole("img")).toHaveCount(DRAWN.length);
      const canvas = new Map<string, Picture>();
      for (const { name } of DRAWN) {
        const picture = await pictureOf(page, name);
        expect(coloursOf(picture), `colours of ${name}`).toBeGreaterThan(10);
        canvas.set(name, picture);
      }
      expect(new Set(Array.from(canvas.values(), hashOf)).size, "pictures that differ").toBe(new Set(DRAWN.map(sceneOf)).size);
      await page.screenshot({ path: testInfo.outputPath(`gallery-${theme}.png`), fullPage: true });
      await openGallery(page, server.url, `theme=${theme}&renderer=webgl`);
      for (const { name } of DRAWN) {
        const [first, second] = [canvas.get(name), await pictureOf(page, name)];
        if (first === undefined) throw new Error(`${name} was not drawn on the canvas`);
        expect(compare(first, second).largest, name).toBeLessThanOrEqual(ROUNDING);
      }
    });
  }

  test("says every state in words", async ({ page }) => {
    await openGallery(page, server.url, "renderer=canvas");
    for (const [tile, words] of [
      ["state-connecting", "Connecting"],
      ["state-loading", "0 of 14,000 seconds with trades"],
      ["state-usable-while-loading", "42 %"],
      ["state-empty", "No trades yet"],
      ["state-disconnected", "No server within reach"],
      ["state-reconnecting", "Trying again; the picture stands as it was."],
      ["state-unknown-market", "There is no market “NOPE” here"],
      ["state-refused", "The server refused"],
      ["state-paused", "Paused, 7 s behind"],
      ["state-ended", "Ended"],
      ["state-gap", "gaps 2"],
    ] as const) {
      await expect(page.locator(`[data-tile=${tile}]`)).toContainText(words);
    }
  });

  for (const theme of ["dark", "light"] as const) {
    test(`draws pictures without words as they were approved: ${theme}`, async ({ page }) => {
      await openGallery(page, server.url, `theme=${theme}&renderer=canvas`);
      const differences = [];
      for (const { name } of WORDLESS) differences.push(...(await compareWithGolden(page, `${name}-${theme}`, await pictureOf(page, name))));
      expect(differences).toEqual([]);
    });
  }
});

/** Opens the gallery in a look and waits until every tile is drawn. */
async function openGallery(page: Page, url: string, look: string): Promise<void> {
  await page.goto(`${url}/gallery?${look}`);
  await page.evaluate(() => window.gallery.drawn);
}

async function pictureOf(page: Page, name: string): Promise<Picture> {
  return toPicture(
    await page.evaluate((tile) => {
      const image = window.gallery.picture(tile);
      if (image === null) throw new Error(`${tile} has no picture`);
      let binary = "";
      for (let at = 0; at < image.data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, image.data.subarray(at, at + 32_768));
      return { width: image.width, height: image.height, base64: btoa(binary) };
    }, name),
  );
}

/** What decides how a tile is drawn. */
function sceneOf({ scene, part, layers, state }: GalleryTile): string {
  return [scene, state === undefined ? JSON.stringify(part) : undefined, layers].join();
}

function coloursOf({ pixels }: Picture): number {
  return new Set(pixels).size;
}

function hashOf({ pixels }: Picture): number {
  let hash = 0;
  for (const pixel of pixels) hash = (Math.imul(hash, 31) + pixel) | 0;
  return hash;
}
