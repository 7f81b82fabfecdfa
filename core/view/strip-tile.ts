import { STRIP_PX } from "./strip-runs.ts";

// A tile holds the colours of one strip of pixel columns, [slots x STRIP_PX]: a slot is a row of cells. These are the loops that fill it and put it out.

/** Fills the slots `from..to-1` of `run` pixel columns from `at` on. */
export function fillTile(tile: Int32Array, at: number, run: number, from: number, to: number, colour: number): void {
  for (let slot = from; slot < to; slot++) {
    const place = slot * STRIP_PX + at;
    for (let pixel = place; pixel < place + run; pixel++) tile[pixel] = colour;
  }
}

/** Copies the colours `base + rows[slot]` to the tile, and leaves it as it is where the colour is 0. */
export function copyToTile(
  tile: Int32Array,
  at: number,
  run: number,
  from: number,
  to: number,
  colours: Int32Array,
  rows: Int32Array,
  base: number,
): void {
  for (let slot = from; slot < to; slot++) {
    const colour = colours[base + rows[slot]];
    if (colour === 0) continue;
    const place = slot * STRIP_PX + at;
    tile[place] = colour;
    for (let pixel = place + 1; pixel < place + run; pixel++) tile[pixel] = colour;
  }
}

/**
 * Copies lines of the tile to a strip of the frame: line `i` of `from..to-1` is the tile's slot `slots[i]` and goes to `starts[i] + x`.
 * Whole strips are written out, for a loop takes twice as long.
 */
export function paintStrip(
  pixels: Int32Array,
  x: number,
  width: number,
  tile: Int32Array,
  starts: Int32Array,
  slots: Int32Array,
  from: number,
  to: number,
): void {
  if (width < STRIP_PX) {
    for (let line = from; line < to; line++) {
      for (let pixel = 0; pixel < width; pixel++) pixels[starts[line] + x + pixel] = tile[slots[line] * STRIP_PX + pixel];
    }
    return;
  }
  for (let line = from; line < to; line++) {
    const at = starts[line] + x;
    const source = slots[line] * STRIP_PX;
    pixels[at] = tile[source];
    pixels[at + 1] = tile[source + 1];
    pixels[at + 2] = tile[source + 2];
    pixels[at + 3] = tile[source + 3];
    pixels[at + 4] = tile[source + 4];
    pixels[at + 5] = tile[source + 5];
    pixels[at + 6] = tile[source + 6];
    pixels[at + 7] = tile[source + 7];
    pixels[at + 8] = tile[source + 8];
    pixels[at + 9] = tile[source + 9];
    pixels[at + 10] = tile[source + 10];
    pixels[at + 11] = tile[source + 11];
    pixels[at + 12] = tile[source + 12];
    pixels[at + 13] = tile[source + 13];
    pixels[at + 14] = tile[source + 14];
    pixels[at + 15] = tile[source + 15];
  }
}
