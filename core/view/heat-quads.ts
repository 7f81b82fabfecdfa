/** Values per vertex: two values for the corner, one for the ordinal. */
export const HEAT_VERTEX_STRIDE = 3;

/** Geometry as plain arrays. */
export interface HeatQuads {
  /** [vertices x HEAT_VERTEX_STRIDE] corner of the unit square (y downwards), then the quad's place from the left, 0, 1, 2... */
  readonly vertices: Float32Array;
  /** [6 x quads] two triangles each. */
  readonly indices: Uint32Array;
}

/**
 * One quad for each column that a plot of `widthPx` pixels can show; shaders/heatmap.vert moves each over the span of prices that its column traded, so that
 * no pixel beside a span is shaded. Built once per size.
 */
export function buildHeatQuads(widthPx: number): HeatQuads {
  return buildOrdinalQuads(widthPx + 1);
}

/** Quads that a vertex shader tells apart by their number alone. */
export function buildOrdinalQuads(quads: number): HeatQuads {
  const vertices = new Float32Array(quads * 4 * HEAT_VERTEX_STRIDE);
  const indices = new Uint32Array(quads * 6);
  for (let quad = 0; quad < quads; quad++) {
    const first = quad * 4;
    for (let corner = 0; corner < 4; corner++) vertices.set([corner & 1, corner >> 1, quad], (first + corner) * HEAT_VERTEX_STRIDE);
    indices.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], quad * 6);
  }
  return { vertices, indices };
}
