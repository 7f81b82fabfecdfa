import type { SceneName } from "./scenes.ts";

/** A browser window: its size in CSS pixels, and device pixels per CSS pixel. */
export interface Display {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
}

/** What is on the screen, and what machine it is on. */
export interface SceneSetup {
  readonly scene: SceneName;
  /** Of history, in each window. */
  readonly cells: number;
  readonly renderer: "canvas" | "webgl";
  readonly display: Display;
  /** Windows of one browser side by side, each with a symbol of its own, all moved at once. */
  readonly windows: number;
  /** How many times slower than it is the processor pretends to be for the page's script. */
  readonly slowdown: number;
}

export const FULL_HD: Display = { widthPx: 1920, heightPx: 1080, pixelRatio: 1 };

/** The machine of the design's budgets: one window of 1920x1080 at the processor's own speed. */
export function isPlain({ display, windows, slowdown }: SceneSetup): boolean {
  return displayName(display) === displayName(FULL_HD) && windows === 1 && slowdown === 1;
}

/** The setup in words: what differs from the plain one is named. Two setups with one name are the same. */
export function setupName({ scene, cells, renderer, display, windows, slowdown }: SceneSetup): string {
  const parts = [scene, renderer, `${cells.toLocaleString("en")} cells`];
  if (displayName(display) !== displayName(FULL_HD)) parts.push(displayName(display));
  if (windows > 1) parts.push(`${windows} windows`);
  if (slowdown > 1) parts.push(`processor slowed ${slowdown}x`);
  return parts.join(", ");
}

/** `1920x1080`, `1920x1080@2`: as {@link parseDisplay} reads it. */
export function displayName({ widthPx, heightPx, pixelRatio }: Display): string {
  return `${widthPx}x${heightPx}${pixelRatio === 1 ? "" : `@${pixelRatio}`}`;
}

/** @throws RangeError naming the option. */
export function parseDisplay(option: string, text: string): Display {
  const [, width, height, ratio = "1"] = /^(\d+)x(\d+)(?:@(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const display = { widthPx: Number(width), heightPx: Number(height), pixelRatio: Number(ratio) };
  if (display.widthPx > 0 && display.heightPx > 0 && display.pixelRatio > 0) return display;
  throw new RangeError(`${option} has "${text}", expected WIDTHxHEIGHT in CSS pixels, with @RATIO for more device pixels: 1920x1080@2`);
}
