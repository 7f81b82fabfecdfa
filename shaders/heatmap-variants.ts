const VERSION_LINE = "#version 300 es\n";

/**
 * The source of shaders/heatmap.frag for one formula (core/view/heat-style.ts). One program each instead of a branch: software rasterisers run both sides of
 * a branch, which made the heat 1.4 times as dear.
 * @param source the file's text, which begins with its version.
 * @throws RangeError when it does not.
 */
export function heatmapVariant(source: string, formula: number): string {
  if (!source.startsWith(VERSION_LINE)) throw new RangeError("the heat map's fragment shader must begin with its version");
  return `${VERSION_LINE}#define FORMULA ${formula}\n${source.slice(VERSION_LINE.length)}`;
}
