import type { PixelRect } from "../../core/view/chart-layout.ts";
import { type Picture, toPicture } from "../support/picture.ts";
import type { ChartPage } from "./chart-page.ts";

/** What the screen shows of a part of the chart. @param part device pixels of the canvas; the page has as many per CSS pixel as the chart. */
export async function pictureOf(chart: ChartPage, { x, y, width, height }: PixelRect): Promise<Picture> {
  const box = await chart.host.boundingBox();
  if (box === null) throw new Error("The chart is not on the page");
  const png = await chart.page.screenshot({ clip: { x: box.x + x, y: box.y + y, width, height } });
  return toPicture(
    await chart.page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (context === null) throw new Error("This browser gives no 2D canvas context");
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let binary = "";
      for (let at = 0; at < data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, data.subarray(at, at + 32_768));
      return { width: bitmap.width, height: bitmap.height, base64: btoa(binary) };
    }, png.toString("base64")),
  );
}
