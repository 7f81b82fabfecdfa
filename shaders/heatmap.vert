#version 300 es
// One quad per visible column, over the span of rows that the column traded: pixels beside a span are never shaded. Or one quad per cell (PER_CELL), where cells
// are large and so few: no pixel looks anything up. The geometry only counts the quads; where they lie follows from the header texture and the camera, in whole
// pixels and the same integers as core/view/raster.ts, so panning uploads nothing.
precision highp float;
precision highp int;
precision highp isampler2D;
#ifdef PER_CELL
#include heat-colour.glsl
#endif

const int HEADER_WIDTH_BITS = 10;
const int MIN_CODE_SPAN = 256;
const int RAMP_TOP = 16711680;

const int FLAG_PER_COLUMN = 1;
const int FLAG_GAP_X = 2;
const int FLAG_GAP_Y = 4;

in vec2 aPosition;
in float aOrdinal;

uniform isampler2D uHeaders;

uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform vec2 uPlotSize;
uniform ivec4 uTime;
uniform ivec4 uPrice;
uniform ivec4 uHeat;
uniform int uColumnCount;
uniform int uCellRows;

#ifdef PER_CELL
flat out vec4 vColour;
#else
out float vFromBottom;
// Position in the pool of the cell of row 0, and the ramp's scale.
flat out ivec2 vColumn;
#endif

int cellOfPixel(ivec4 axis, int pixel) {
  return axis.x + int((uint(axis.y) + uint(pixel) * uint(axis.z)) >> uint(axis.w));
}

// First pixel of a cell: 0 for cells that begin before the plot, sizePx + 1 for those that begin behind it.
int firstPixelOfCell(ivec4 axis, int cell, int sizePx) {
  int ahead = cell - axis.x;
  if (ahead <= 0) return 0;
  if (cell > cellOfPixel(axis, sizePx)) return sizePx + 1;
  uint distance = (uint(ahead) << uint(axis.w)) - uint(axis.y);
  return int((distance + uint(axis.z) - 1u) / uint(max(1, axis.z)));
}

void main() {
  ivec2 size = ivec2(uPlotSize);
  int ordinal = int(aOrdinal);
#ifdef PER_CELL
  int place = ordinal / uCellRows;
#else
  int place = ordinal;
#endif
  bool narrow = (uTime.z >> uTime.w) > 0;
  int column = narrow ? cellOfPixel(uTime, place) : uTime.x + place;
  ivec4 header = ivec4(0);
  if (column >= 0 && column < uColumnCount) {
    header = texelFetch(uHeaders, ivec2(column & ((1 << HEADER_WIDTH_BITS) - 1), column >> HEADER_WIDTH_BITS), 0);
  }
  bool perColumn = (uHeat.w & FLAG_PER_COLUMN) != 0;
  int scale = perColumn ? RAMP_TOP / max(MIN_CODE_SPAN, header.w - uHeat.y) : uHeat.z;
  int cells = header.x - header.y;
  int low = header.y;
  int end = low + header.z;
#ifdef PER_CELL
  low = max(low, uPrice.x) + ordinal - place * uCellRows;
  uvec2 cell = low < end ? cellAt(cells + low) : uvec2(0u);
  vColour = colourOf(cell, uint(uHeat.y), scale);
  end = (cell.r | cell.g) == 0u ? low : low + 1;
#endif

  int left = narrow ? place : firstPixelOfCell(uTime, column, size.x);
  int right = narrow ? place + 1 : firstPixelOfCell(uTime, column + 1, size.x);
  if ((uHeat.w & FLAG_GAP_X) != 0) right -= 1;
  right = low == end ? left : min(right, size.x);
  int bottom = min(firstPixelOfCell(uPrice, low, size.y), size.y);
  int top = firstPixelOfCell(uPrice, end, size.y);
#ifdef PER_CELL
  if ((uHeat.w & FLAG_GAP_Y) != 0) top -= 1;
#endif
  top = min(max(bottom, top), size.y);

  vec2 corner = vec2(aPosition.x < 0.5 ? left : max(left, right), aPosition.y < 0.5 ? top : bottom);
#ifndef PER_CELL
  vColumn = ivec2(cells, scale);
  vFromBottom = corner.y;
#endif
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  vec2 unit = vec2(corner.x, uPlotSize.y - corner.y) / uPlotSize;
  gl_Position = vec4((toClip * vec3(unit, 1.0)).xy, 0.0, 1.0);
}
