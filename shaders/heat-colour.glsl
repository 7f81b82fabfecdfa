// The colour of a cell from its codes, in either stage: all arithmetic is on integers, so that core/view/raster.ts, its twin, gives the same pixels. FORMULA is
// defined before compiling (heatmap-variants.ts): software WebGL runs every branch that is written.
precision highp sampler2D;
precision highp usampler2D;

const int CELL_WIDTH_BITS = 12;

#define FORMULA_TOTAL 0
#define FORMULA_DELTA 1
#define FORMULA_SIDE 2

const int RAMP_HEAT = 0;
const int RAMP_SELL = 1;
const int RAMP_BUY = 2;

const uint MAX_HEAT_CODE = 65535u;

uniform usampler2D uCells;
uniform sampler2D uPalette;

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

uvec2 cellAt(int index) {
  return texelFetch(uCells, ivec2(index & ((1 << CELL_WIDTH_BITS) - 1), index >> CELL_WIDTH_BITS), 0).rg;
}

// Of a cell with trade in it.
vec4 colourOf(uvec2 cell, uint lowCode, int scale) {
  uint high = max(cell.r, cell.g);
  uint low = min(cell.r, cell.g);
#if FORMULA == FORMULA_TOTAL
  int ramp = RAMP_HEAT;
  uint code = heatCodeSum(high, low);
#else
  int ramp = cell.g >= cell.r ? RAMP_BUY : RAMP_SELL;
#if FORMULA == FORMULA_DELTA
  uint code = heatCodeDifference(high, low);
#elif FORMULA == FORMULA_SIDE
  uint code = high;
#else
  uint code = high;
  lowCode = max(lowCode, low);
#endif
#endif

  uint above = code > lowCode ? code - lowCode : 0u;
  uint step = min(255u, (above * uint(scale)) >> 16u);
  return texelFetch(uPalette, ivec2(int(step), ramp), 0);
}
