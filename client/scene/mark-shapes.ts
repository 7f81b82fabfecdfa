import { type Glyph, MARK_SHAPES, type MarkGlyphs, type MarkShape, type PillCaps } from "./primitives/glyph-face.ts";

const MARK_CSS_PX = 9;
const PILL_CSS_PX = 18;

/** Where shapes are drawn. */
export interface MarkSheet {
  /** Adds a glyph that `draw` draws, from its left top corner on, with an empty path to begin with. */
  addShape(widthPx: number, heightPx: number, draw: (context: CanvasRenderingContext2D) => void): Glyph;
}

/** Draws the marks at device-pixel size: edges that can lie between pixels do, so that shapes are as sharp as text. */
export function addMarks(sheet: MarkSheet, pixelRatio: number): MarkGlyphs {
  const sizePx = Math.max(MARK_CSS_PX, Math.round(MARK_CSS_PX * pixelRatio));
  const pillHeightPx = Math.max(PILL_CSS_PX, Math.round(PILL_CSS_PX * pixelRatio));
  const pillCapWidthPx = Math.ceil(pillHeightPx / 2);
  const hairlinePx = Math.max(1, Math.floor(pixelRatio));
  const glyphs = MARK_SHAPES.map((shape) => sheet.addShape(sizePx, sizePx, (context) => drawShape(context, shape, sizePx)));
  return {
    sizePx,
    pillHeightPx,
    pillCapWidthPx,
    filledCaps: addCaps(sheet, pillCapWidthPx, pillHeightPx, 0),
    outlinedCaps: addCaps(sheet, pillCapWidthPx, pillHeightPx, hairlinePx),
    glyphOf: (shape) => glyphs[MARK_SHAPES.indexOf(shape)],
  };
}

/** @param linePx thickness of the arc, 0 for filled caps. */
function addCaps(sheet: MarkSheet, widthPx: number, heightPx: number, linePx: number): PillCaps {
  const radius = heightPx / 2;
  const draw = (centreX: number) => (context: CanvasRenderingContext2D) => {
    context.arc(centreX, radius, radius - linePx / 2, 0, 2 * Math.PI);
    context.lineWidth = linePx;
    if (linePx === 0) context.fill();
    else context.stroke();
  };
  return { left: sheet.addShape(widthPx, heightPx, draw(radius)), right: sheet.addShape(widthPx, heightPx, draw(widthPx - radius)) };
}

type Corner = readonly [x: number, y: number];

/** Corners in a square of side 1. */
const POLYGONS: Readonly<Partial<Record<MarkShape, readonly Corner[]>>> = {
  triangleUp: [[0, 0.92], [0.5, 0.06], [1, 0.92]],
  triangleDown: [[0, 0.08], [0.5, 0.94], [1, 0.08]],
  diamond: [[0, 0.5], [0.5, 0], [1, 0.5], [0.5, 1]],
  hexagon: [[0.07, 0.25], [0.5, 0], [0.93, 0.25], [0.93, 0.75], [0.5, 1], [0.07, 0.75]],
};

function drawShape(context: CanvasRenderingContext2D, shape: MarkShape, sizePx: number): void {
  const linePx = Math.max(1, Math.round(sizePx / 6));
  if (shape === "circle") {
    context.arc(sizePx / 2, sizePx / 2, sizePx * 0.44, 0, 2 * Math.PI);
    context.fill();
  } else if (shape === "diamondHollow") {
    const inset = linePx * Math.SQRT1_2;
    trace(context, [[inset, sizePx / 2], [sizePx / 2, inset], [sizePx - inset, sizePx / 2], [sizePx / 2, sizePx - inset]], 1);
    context.closePath();
    context.lineWidth = linePx;
    context.stroke();
  } else if (shape === "chevronsUp" || shape === "chevronsDown") drawChevrons(context, shape === "chevronsUp", sizePx);
  else {
    trace(context, POLYGONS[shape] ?? [], sizePx);
    context.fill();
  }
}

function drawChevrons(context: CanvasRenderingContext2D, up: boolean, sizePx: number): void {
  for (const top of [0.04, 0.5]) {
    const tip: Corner[] = [[0, top + 0.46], [0.5, top], [1, top + 0.46], [0.82, top + 0.46], [0.5, top + 0.2], [0.18, top + 0.46]];
    context.beginPath();
    trace(context, up ? tip : tip.map(([x, y]): Corner => [x, 1 - y]), sizePx);
    context.fill();
  }
}

function trace(context: CanvasRenderingContext2D, corners: readonly Corner[], scale: number): void {
  corners.forEach(([x, y], index) => (index === 0 ? context.moveTo(x * scale, y * scale) : context.lineTo(x * scale, y * scale)));
}
