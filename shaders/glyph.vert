#version 300 es
// Glyphs of the chart, one instance each. CPU twin: client/scene/canvas/paint-glyphs.ts.
precision highp float;
precision highp int;

in vec2 aCorner;
in vec2 aAnchor;
in ivec2 aOffset;
in uvec2 aSource;
in uvec2 aSize;
in ivec2 aWord;
in vec4 aColor;

uniform vec4 uTransform;
uniform vec4 uRegion;
uniform vec2 uCanvas;

flat out vec4 vColor;
out vec2 vTexel;

const float BIAS = 1.0 / 128.0;

void main() {
  vec2 at = aAnchor * uTransform.xz + uTransform.yw;
  vec2 anchor = vec2(ceil(at.x - 0.5 - BIAS), floor(at.y + 0.5 + BIAS));
  vec2 word = anchor.x + vec2(aWord);
  if (aWord.x != aWord.y && (word.x < 0.0 || word.y > uRegion.z)) {
    gl_Position = vec4(2.0, 2.0, 0.0, 1.0);
    return;
  }
  vec2 first = anchor + vec2(aOffset);
  vec2 low = max(first, vec2(0.0));
  vec2 high = max(low, min(first + vec2(aSize), uRegion.zw));
  vec2 pixel = mix(low, high, aCorner);
  vColor = aColor;
  vTexel = pixel - first + vec2(aSource);
  vec2 clip = (pixel + uRegion.xy) / uCanvas * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
