#version 300 es
// Lines and areas of the chart: a quad for each pixel column that a line covers. CPU twin: client/scene/canvas/paint-polylines.ts.
// The geometry only counts the quads; spans lie in a texture, so that no vertex is stored four times and no instance is drawn.
precision highp float;
precision highp int;
precision highp isampler2D;

const int SPAN_WIDTH_BITS = 10;
const int UNIT_BITS = 8;

in vec2 aPosition;
in float aOrdinal;

uniform isampler2D uSpans;
uniform ivec2 uAnchor;
uniform vec4 uRegion;
uniform vec2 uCanvas;

// From where to where the top edge rises and the bottom edge falls, in parts of a pixel from the anchor.
flat out ivec4 vEdges;
flat out vec4 vColor;
// Pixels from the anchor.
out float vRow;

ivec4 texel(int index) {
  return texelFetch(uSpans, ivec2(index & ((1 << SPAN_WIDTH_BITS) - 1), index >> SPAN_WIDTH_BITS), 0);
}

void main() {
  int index = int(aOrdinal) * 2;
  ivec4 head = texel(index);
  ivec4 tail = texel(index + 1);
  vEdges = ivec4(head.yzw, tail.x);
  vColor = vec4(tail.y & 255, (tail.y >> 8) & 255, (tail.y >> 16) & 255, (tail.y >> 24) & 255) / 255.0;

  ivec2 size = ivec2(uRegion.zw);
  int x = head.x + uAnchor.x;
  int top = clamp((vEdges.x >> UNIT_BITS) + uAnchor.y, 0, size.y);
  int bottom = clamp(((vEdges.w + (1 << UNIT_BITS) - 1) >> UNIT_BITS) + uAnchor.y, top, size.y);
  if (x < 0 || x >= size.x) bottom = top;
  vec2 pixel = vec2(aPosition.x < 0.5 ? x : x + 1, aPosition.y < 0.5 ? top : bottom);
  vRow = pixel.y - float(uAnchor.y);
  vec2 clip = (pixel + uRegion.xy) / uCanvas * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
