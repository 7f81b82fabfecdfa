import { type Caption, CAPTION_CSS_PX, drawCaption } from "./draw-caption.ts";

/** A file that is saved under a name stays within reach of the browser for so long: it may ask where to put it. */
const FILE_KEPT_MS = 60_000;

/** Offers the chart as a PNG file, named after its market and its newest second, with a strip above it that says what it shows. @throws Error where the browser makes no picture of it. */
export async function savePicture(image: ImageData, caption: Caption, pixelRatio: number, symbol: string, lastSec: number): Promise<void> {
  const stripPx = Math.round(CAPTION_CSS_PX * pixelRatio);
  const canvas = new OffscreenCanvas(image.width, image.height + stripPx);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gives no canvas of that size");
  drawCaption(context, caption, image.width, pixelRatio);
  context.putImageData(image, 0, stripPx);
  const time = new Date(lastSec * 1000).toISOString().slice(0, 19).replaceAll(":", "");
  saveFile(await canvas.convertToBlob({ type: "image/png" }), `${symbol.replace(/[/:]/g, "-")}-${time}.png`);
}

/** Copies the address of a view. @returns what to say about it. */
export async function copyText(url: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(url);
    return "The link to this view is copied.";
  } catch {
    return `The browser does not let the link be copied. It is: ${url}`;
  }
}

/**
 * Lets the user choose a file of text. The control is in the page, hidden, until they have: browsers may give up one that nothing refers to, and with it the choice.
 * @returns null when none was chosen, `too large` when it is not read for its size.
 * @throws Error when it cannot be read.
 */
export function pickTextFile(accept: string, mostBytes: number): Promise<string | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.hidden = true;
  document.body.append(input);
  return new Promise((resolve, reject) => {
    input.addEventListener("cancel", () => {
      input.remove();
      resolve(null);
    });
    input.addEventListener("change", () => {
      input.remove();
      const file = input.files?.[0];
      if (file === undefined) resolve(null);
      else if (file.size > mostBytes) resolve("too large");
      else file.text().then(resolve, reject);
    });
    input.click();
  });
}

/** Offers a file under a name. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), FILE_KEPT_MS);
}
