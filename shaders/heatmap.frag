#version 300 es
// A cell pool as colours. At most three fetches a pixel: header, cell, palette. All arithmetic is on integers, so that core/view/raster.ts, its twin,
// gives the same pixels; pan, zoom, scale and mode change uniforms alone.
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;
precision highp usampler2D;

const int HEADER_WIDTH_BITS = 10;
const int CELL_WIDTH_BITS = 12;

const int FORMULA_TOTAL = 0;
const int FORMULA_DELTA = 1;
const int FORMULA_SIDE = 2;

const int FLAG_PER_COLUMN = 1;
const int FLAG_GAP_X = 2;
const int FLAG_GAP_Y = 4;

const int RAMP_HEAT = 0;
const int RAMP_SELL = 1;
const int RAMP_BUY = 2;

const uint MIN_CODE_SPAN = 256u;
const uint RAMP_TOP = 16711680u;
const uint MAX_HEAT_CODE = 65535u;

in vec2 vPixel;

uniform isampler2D uHeaders;
uniform usampler2D uCells;
uniform sampler2D uPalette;

uniform ivec4 uTime;
uniform ivec4 uPrice;
uniform ivec4 uHeat;
uniform int uColumnCount;
uniform vec4 uBackground;

out vec4 finalColor;

int cellOfPixel(ivec4 axis, int pixel) {
  return axis.x + int((uint(axis.y) + uint(pixel) * uint(axis.z)) >> uint(axis.w));
}

uint mantissa(uint code) {
  return (1024u | (code & 1023u)) << 13u;
}

uint aligned(uint code, uint exponent) {
  return mantissa(code) >> min(31u, exponent - (code >> 10u));
}

uint unitAt(uint exponent) {
  return 8388608u >> min(31u, exponent);
}

uint heatCodeSum(uint high, uint low) {
  uint exponent = high >> 10u;
  uint sum = mantissa(high) + aligned(low, exponent) - unitAt(exponent);
  uint carry = sum >> 24u;
  return min(MAX_HEAT_CODE, ((exponent + carry) << 10u) + (sum >> (13u + carry)) - 1024u);
}

uint heatCodeDifference(uint high, uint low) {
  uint exponent = high >> 10u;
  uint difference = mantissa(high) - aligned(low, exponent) + unitAt(exponent);
  if (difference == 0u) return 0u;
  // Below 2^24, so the conversion is exact and its exponent is the position of the leading one.
  uint bits = floatBitsToUint(float(difference));
  uint drop = 150u - (bits >> 23u);
  return ((exponent - drop) << 10u) + ((difference << drop) >> 13u) - 1024u;
}

void main() {
  finalColor = uBackground;
  ivec2 pixel = ivec2(vPixel);
  int flags = uHeat.w;

  int column = cellOfPixel(uTime, pixel.x);
  if (column < 0 || column >= uColumnCount) return;
  if ((flags & FLAG_GAP_X) != 0 && cellOfPixel(uTime, pixel.x + 1) != column) return;

  ivec4 header = texelFetch(uHeaders, ivec2(column & ((1 << HEADER_WIDTH_BITS) - 1), column >> HEADER_WIDTH_BITS), 0);
  int row = cellOfPixel(uPrice, pixel.y);
  int inColumn = row - header.y;
  if (inColumn < 0 || inColumn >= header.z) return;
  if ((flags & FLAG_GAP_Y) != 0 && cellOfPixel(uPrice, pixel.y + 1) != row) return;

  int index = header.x + inColumn;
  uvec2 cell = texelFetch(uCells, ivec2(index & ((1 << CELL_WIDTH_BITS) - 1), index >> CELL_WIDTH_BITS), 0).rg;
  if ((cell.r | cell.g) == 0u) return;

  uint high = max(cell.r, cell.g);
  uint low = min(cell.r, cell.g);
  int ramp = cell.g >= cell.r ? RAMP_BUY : RAMP_SELL;
  uint code;
  if (uHeat.x == FORMULA_TOTAL) {
    ramp = RAMP_HEAT;
    code = heatCodeSum(high, low);
  } else if (uHeat.x == FORMULA_DELTA) {
    code = heatCodeDifference(high, low);
  } else if (uHeat.x == FORMULA_SIDE) {
    code = high;
  } else {
    code = high - low;
  }

  uint lowCode = uint(uHeat.y);
  uint scale = uint(uHeat.z);
  if ((flags & FLAG_PER_COLUMN) != 0) scale = RAMP_TOP / uint(max(int(MIN_CODE_SPAN), header.w - uHeat.y));
  uint above = code > lowCode ? code - lowCode : 0u;
  uint step = min(255u, (above * scale) >> 16u);
  finalColor = texelFetch(uPalette, ivec2(int(step), ramp), 0);
}
