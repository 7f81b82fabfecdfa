import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Picture, type RawPicture, toPicture } from "../support/picture.ts";

const FOLDER = join(import.meta.dirname, "golden");
const RENEW = "RENEW_GOLDEN";
/** Largest difference of a channel: how engines round a colour. */
const ROUNDING = 2;
/** The part of a picture that is kept, from its left top corner. */
const PART = { x: 470, y: 230, width: 300, height: 300 } as const;

/**
 * Compares a part of a picture with the golden image of that name, which must be there.
 * With `RENEW_GOLDEN=1` in the environment it is written instead: look at what changed before it is committed.
 * @returns sentences about what differs; none when nothing does.
 */
export async function compareWithGolden(page: Page, name: string, picture: Picture): Promise<string[]> {
  const file = join(FOLDER, `${name}.png`);
  const part = partOf(picture);
  if (process.env[RENEW] === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, Buffer.from(await encodePng(page, part), "base64"));
    return [];
  }
  if (!existsSync(file)) return [`${name}: there is no golden image ${file}; ${RENEW}=1 writes it, then look at it and commit it`];
  const golden = toPicture(await decodePng(page, readFileSync(file).toString("base64")));
  if (golden.width !== part.width || golden.height !== part.height) return [`${name}: the golden image is ${golden.width}x${golden.height}, the part compared ${part.width}x${part.height}`];
  const wrong = differingPixels(golden, part);
  if (wrong.length === 0) return [];
  const [first] = wrong;
  const place = `first at ${PART.x + (first % part.width)}, ${PART.y + Math.floor(first / part.width)} of the tile`;
  return [`${name}: ${wrong.length} pixels differ from ${file} by more than ${ROUNDING} levels, ${place}; if the new picture is right, ${RENEW}=1 writes it`];
}

function partOf(picture: Picture): Picture {
  const pixels = new Uint32Array(PART.width * PART.height);
  for (let line = 0; line < PART.height; line++) {
    const from = (PART.y + line) * picture.width + PART.x;
    pixels.set(picture.pixels.subarray(from, from + PART.width), line * PART.width);
  }
  return { width: PART.width, height: PART.height, pixels };
}

function differingPixels(a: Picture, b: Picture): number[] {
  const wrong: number[] = [];
  for (let at = 0; at < a.pixels.length; at++) {
    const isFar = [0, 8, 16].some((shift) => Math.abs(((a.pixels[at] >>> shift) & 255) - ((b.pixels[at] >>> shift) & 255)) > ROUNDING);
    if (isFar) wrong.push(at);
  }
  return wrong;
}

function encodePng(page: Page, { width, height, pixels }: Picture): Promise<string> {
  const base64 = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength).toString("base64");
  return page.evaluate(
    async (raw) => {
      const bytes = Uint8ClampedArray.from(atob(raw.base64), (letter) => letter.charCodeAt(0));
      const canvas = new OffscreenCanvas(raw.width, raw.height);
      canvas.getContext("2d")?.putImageData(new ImageData(bytes, raw.width, raw.height), 0, 0);
      const png = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
      return btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(""));
    },
    { width, height, base64 },
  );
}

function decodePng(page: Page, base64: string): Promise<RawPicture> {
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }), { colorSpaceConversion: "none", premultiplyAlpha: "none" });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (context === null) throw new Error("This browser gives no canvas to decode with");
    context.drawImage(bitmap, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width, height, base64: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join("")) };
  }, base64);
}
