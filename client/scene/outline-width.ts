import type { SceneState } from "./scene-state.ts";

const WIDTHS = { candles: 3, range: 1, off: 0 } as const;

/** How much of a cell's left edge the outline of its column takes where cells are large enough for numbers, device pixels. */
export function outlineWidthPx(outline: SceneState["outline"], hairlinePx: number): number {
  return WIDTHS[outline] * hairlinePx;
}
