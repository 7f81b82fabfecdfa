#version 300 es
// Rectangles of the chart, one instance each. CPU twin: client/scene/canvas/paint-quads.ts.
precision highp float;
precision highp int;

in vec2 aCorner;
in vec4 aSpan;
in ivec4 aOffset;
in vec4 aColor;
in uint aPattern;

uniform vec4 uTransform;
uniform vec4 uRegion;
uniform vec2 uCanvas;

flat out vec4 vColor;
flat out uint vPattern;
out vec2 vPlace;

const float BIAS = 1.0 / 128.0;

vec2 pixelOf(vec2 point) {
  vec2 at = point * uTransform.xz + uTransform.yw;
  return vec2(ceil(at.x - 0.5 - BIAS), floor(at.y + 0.5 + BIAS));
}

void main() {
  vec2 first = pixelOf(aSpan.xy) + vec2(aOffset.xy);
  vec2 last = pixelOf(aSpan.zw) + vec2(aOffset.zw);
  vec2 low = max(first, vec2(0.0));
  vec2 high = max(low, min(last, uRegion.zw));
  vec2 pixel = mix(low, high, aCorner);
  vColor = aColor;
  vPattern = aPattern;
  vPlace = pixel - first;
  vec2 clip = (pixel + uRegion.xy) / uCanvas * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
