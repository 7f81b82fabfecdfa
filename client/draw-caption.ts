import type { Theme } from "../core/view/theme.ts";
import type { RampReading } from "./app/chart-snapshot.ts";
import { cssColor } from "./app/apply-theme.ts";
import type { CaptionTexts } from "./picture-caption.ts";
import { CHART_FONT } from "./scene/glyph-atlas.ts";

/** Height of the strip, CSS pixels. */
export const CAPTION_CSS_PX = 56;
const PAD = 14;
const RAMP = { width: 150, height: 8 };
const LINES = { first: 23, second: 43 };
const WORDS = '"Inter Variable", system-ui, sans-serif';
const NUMBERS = `"${CHART_FONT}", ui-monospace, monospace`;
const GAP = 28;

/** What a strip says: words, and the colour scale with its numbers. */
export interface Caption {
  readonly texts: CaptionTexts;
  readonly ramp: RampReading;
  readonly theme: Theme;
}

/** Draws a strip as wide as a picture at its top: what is seen and when on the left, the colour scale and the product's name on the right. */
export function drawCaption(context: OffscreenCanvasRenderingContext2D, { texts, ramp, theme }: Caption, widthPx: number, pixelRatio: number): void {
  const width = widthPx / pixelRatio;
  context.save();
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = cssColor(theme.panel);
  context.fillRect(0, 0, width, CAPTION_CSS_PX);
  context.fillStyle = cssColor(theme.line);
  context.fillRect(0, CAPTION_CSS_PX - 1, width, 1);
  const write = (text: string, x: number, y: number, font: string, color: number, align: CanvasTextAlign = "left"): void => {
    context.font = font;
    context.fillStyle = cssColor(color);
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  write(texts.title, PAD, LINES.first, `600 14px ${WORDS}`, theme.text);
  const titleEnd = PAD + context.measureText(texts.title).width;
  write(texts.window, PAD, LINES.second, `400 12px ${NUMBERS}`, theme.muted);
  const textEnd = Math.max(titleEnd, PAD + context.measureText(texts.window).width);
  write("Flowglass", width - PAD, LINES.first, `600 13px ${WORDS}`, theme.text, "right");
  const rampLeft = Math.floor(width - PAD - context.measureText("Flowglass").width - GAP - RAMP.width);
  if (rampLeft > textEnd + GAP) {
    drawRamp(context, ramp, rampLeft);
    for (const { at, text } of ramp.marks) {
      write(text, rampLeft + at * RAMP.width, LINES.second, `400 11px ${NUMBERS}`, theme.muted, at === 0 ? "left" : at === 1 ? "right" : "center");
    }
    context.font = `400 12px ${WORDS}`;
    const scaleLeft = rampLeft - 10 - context.measureText(texts.scale).width;
    if (scaleLeft > textEnd + GAP) write(texts.scale, rampLeft - 10, LINES.first, `400 12px ${WORDS}`, theme.muted, "right");
  }
  context.restore();
}

function drawRamp(context: OffscreenCanvasRenderingContext2D, { colors }: RampReading, left: number): void {
  colors.forEach((color, index) => {
    const from = Math.round((index * RAMP.width) / colors.length);
    const to = Math.round(((index + 1) * RAMP.width) / colors.length);
    context.fillStyle = cssColor(color);
    context.fillRect(left + from, LINES.first - RAMP.height - 1, to - from, RAMP.height);
  });
}
