#version 300 es
// One pixel of a column's span, which looks its cell up: two fetches, cell and palette; or of a cell, whose colour the vertex shader has found. Pan, zoom and scale
// change uniforms alone.
precision highp float;
precision highp int;
#ifndef PER_CELL
#include heat-colour.glsl

const int FLAG_GAP_Y = 4;

in float vFromBottom;
flat in ivec2 vColumn;

uniform ivec4 uPrice;
uniform ivec4 uHeat;
uniform vec4 uBackground;

int cellOfPixel(ivec4 axis, int pixel) {
  return axis.x + int((uint(axis.y) + uint(pixel) * uint(axis.z)) >> uint(axis.w));
}
#else
flat in vec4 vColour;
#endif

out vec4 finalColor;

void main() {
#ifdef PER_CELL
  finalColor = vColour;
#else
  finalColor = uBackground;
  int pixel = int(vFromBottom);
  int row = cellOfPixel(uPrice, pixel);
  if ((uHeat.w & FLAG_GAP_Y) != 0 && cellOfPixel(uPrice, pixel + 1) != row) return;

  uvec2 cell = cellAt(vColumn.x + row);
  if ((cell.r | cell.g) == 0u) return;
  finalColor = colourOf(cell, uint(uHeat.y), vColumn.y);
#endif
}
