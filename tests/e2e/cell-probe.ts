import type { AutomationView } from "../../client/automation.ts";
import { floorDiv } from "../../core/market/floor-div.ts";
import { THEMES } from "../../core/view/theme.ts";
import { buildPalette, opaquePixel } from "../../core/view/palette.ts";
import type { Picture } from "../support/picture.ts";

/** A cell of the map by its place. */
export interface ProbedCell {
  readonly startSec: number;
  readonly row: number;
  /** The colour that most of its pixels have, `0xAABBGGRR`. */
  readonly colour: number;
}

/** What a picture is of. */
export interface ProbedMap {
  readonly view: AutomationView;
  readonly columnSec: number;
  readonly rowTicks: number;
  /** Price of a tick. */
  readonly tick: number;
}

/** The colour of an empty cell. */
export function backgroundOf(theme: "dark" | "light"): number {
  return opaquePixel(THEMES[theme].background);
}

/**
 * Looks at every cell that is wholly on the picture, edges left out: views stand on whole pixels, so a cell may be drawn half a pixel beside its place.
 * Tick `t` covers `[t - 0.5, t + 0.5)`.
 */
export function probeCells(picture: Picture, { view, columnSec, rowTicks, tick }: ProbedMap): ProbedCell[] {
  const xOf = (sec: number): number => ((sec * 1000 - view.from) / (view.to - view.from)) * picture.width;
  const yOf = (ticks: number): number => ((view.high - ticks * tick) / (view.high - view.low)) * picture.height;
  const cells: ProbedCell[] = [];
  for (let startSec = (floorDiv(view.from / 1000, columnSec) + 1) * columnSec; (startSec + columnSec) * 1000 <= view.to; startSec += columnSec) {
    for (let row = floorDiv(view.low / tick, rowTicks) + 1; (row + 1) * rowTicks * tick <= view.high; row++) {
      const box = {
        left: Math.ceil(xOf(startSec)) + 1,
        right: Math.floor(xOf(startSec + columnSec)) - 1,
        top: Math.ceil(yOf((row + 1) * rowTicks - 0.5)) + 1,
        bottom: Math.floor(yOf(row * rowTicks - 0.5)) - 1,
      };
      cells.push({ startSec, row, colour: commonColour(picture, box) });
    }
  }
  return cells;
}

/** Pixels that are heat in one of two pictures and anything else in the other. Lines and words are left out: renderers round a blend differently. */
export function heatDifference(a: Picture, b: Picture, theme: "dark" | "light"): number {
  const colours = new Set([backgroundOf(theme), ...buildPalette(THEMES[theme], "blue-orange")]);
  let pixels = 0;
  for (let at = 0; at < a.pixels.length; at++) {
    if (a.pixels[at] !== b.pixels[at] && (colours.has(a.pixels[at]) || colours.has(b.pixels[at]))) pixels++;
  }
  return pixels;
}

function commonColour(picture: Picture, { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number }): number {
  const counts = new Map<number, number>();
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const colour = picture.pixels[y * picture.width + x];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  let common = 0;
  for (const [colour, count] of counts) if (count > (counts.get(common) ?? 0)) common = colour;
  if (counts.size === 0) throw new Error(`The cell at ${left}..${right} x ${top}..${bottom} px is too small to be looked at`);
  return common;
}
