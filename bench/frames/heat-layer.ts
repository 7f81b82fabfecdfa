import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { build } from "vite";
import type { HeatLayerRequest, HeatLayerTimes } from "./heat-layer.page.ts";
import { median } from "../measure/statistics.ts";

/** Medians in milliseconds, the cost of the closing one-pixel read taken off, and how often the layer costs the bare fill. */
export interface HeatLayerResult {
  readonly renderer: "canvas" | "webgl";
  readonly bareMs: number;
  /** The same with one texel looked up for each pixel; null on the CPU. */
  readonly lookUpMs: number | null;
  /** Columns of 8 pixels. */
  readonly closeMs: number;
  /** All history on the screen. */
  readonly farMs: number;
  readonly againstBare: number;
}

declare const measureHeatLayer: (request: HeatLayerRequest) => HeatLayerTimes;

/** Runs heat-layer.page.ts in a page of its own. */
export async function runHeatLayer(browser: Browser, request: HeatLayerRequest): Promise<readonly HeatLayerResult[]> {
  const page = await browser.newPage({ viewport: { width: request.widthPx, height: request.heightPx } });
  try {
    await page.addScriptTag({ content: await bundlePageScript() });
    const times = await page.evaluate((asked) => measureHeatLayer(asked), request);
    return (["canvas", "webgl"] as const).map((renderer) => summarise(renderer, times));
  } finally {
    await page.close();
  }
}

function summarise(renderer: "canvas" | "webgl", times: HeatLayerTimes): HeatLayerResult {
  const readMs = median(times[`${renderer} read`]);
  const net = (operation: string): number => Math.max(0, median(times[`${renderer} ${operation}`]) - readMs);
  const bareMs = net("bare");
  const closeMs = net("close");
  const farMs = net("far");
  const lookUpMs = renderer === "webgl" ? net("look up") : null;
  return { renderer, bareMs, lookUpMs, closeMs, farMs, againstBare: Math.max(closeMs, farMs) / bareMs };
}

async function bundlePageScript(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-bench-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      build: {
        outDir: folder,
        target: "es2022",
        lib: { entry: fileURLToPath(new URL("heat-layer.page.ts", import.meta.url)), formats: ["iife"], name: "heatLayerPage", fileName: () => "page.js" },
      },
    });
    return await readFile(join(folder, "page.js"), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
