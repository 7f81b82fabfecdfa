/** Values per vertex: two for the corner, one for the ordinal. */
export const ORDINAL_STRIDE = 3;
/** Two triangles. */
export const INDICES_PER_QUAD = 6;

/** Geometry as plain arrays. */
export interface OrdinalQuadArrays {
  /** [4 x quads x ORDINAL_STRIDE] corner of the unit square (y downwards), then the quad's number. */
  readonly vertices: Float32Array;
  /** [quads x INDICES_PER_QUAD] two triangles each. */
  readonly indices: Uint32Array;
}

/** Quads that a vertex shader tells apart by their number alone. Exact up to 2^24 of them. */
export function buildOrdinalQuads(quads: number): OrdinalQuadArrays {
  const vertices = new Float32Array(quads * 4 * ORDINAL_STRIDE);
  const indices = new Uint32Array(quads * INDICES_PER_QUAD);
  let at = 0;
  for (let quad = 0; quad < quads; quad++) {
    const first = quad * 4;
    for (let corner = 0; corner < 4; corner++) {
      vertices[at++] = corner & 1;
      vertices[at++] = corner >> 1;
      vertices[at++] = quad;
    }
    const index = quad * INDICES_PER_QUAD;
    indices[index] = first;
    indices[index + 1] = indices[index + 4] = first + 1;
    indices[index + 2] = indices[index + 3] = first + 2;
    indices[index + 5] = first + 3;
  }
  return { vertices, indices };
}
