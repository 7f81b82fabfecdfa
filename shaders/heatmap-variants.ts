const VERSION_LINE = "#version 300 es\n";
const INCLUDE_LINE = "#include heat-colour.glsl\n";

/** What a quad of the heat is: a column, whose pixels look their cells up; or a cell, which costs fewer fetches while cells are large. */
export type HeatQuadKind = "column" | "cell";

/** The texts of shaders/heatmap.vert, heatmap.frag and heat-colour.glsl. */
export interface HeatmapSources {
  readonly vertex: string;
  readonly fragment: string;
  readonly colour: string;
}

/**
 * The two stages that draw the heat by one formula (core/view/heat-style.ts) with one kind of quad. A program each instead of a branch: software rasterisers run both
 * sides of a branch, which made the heat 1.4 times as dear.
 * @throws RangeError when a stage does not begin with its version.
 */
export function heatmapVariant({ vertex, fragment, colour }: HeatmapSources, formula: number, kind: HeatQuadKind): { readonly vertex: string; readonly fragment: string } {
  const variantOf = (stage: string, source: string): string => {
    if (!source.startsWith(VERSION_LINE)) throw new RangeError(`the heat map's ${stage} shader must begin with its version`);
    const perCell = kind === "cell" ? "#define PER_CELL\n" : "";
    return `${VERSION_LINE}#define FORMULA ${formula}\n${perCell}${source.slice(VERSION_LINE.length).replace(INCLUDE_LINE, colour)}`;
  };
  return { vertex: variantOf("vertex", vertex), fragment: variantOf("fragment", fragment) };
}
