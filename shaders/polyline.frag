#version 300 es
precision highp float;
precision highp int;

flat in ivec4 vEdges;
flat in vec4 vColor;
in float vRow;

out vec4 finalColor;

const float UNIT = 256.0;

// How much of a pixel lies behind an edge that rises from 0 at edge.x to 1 at edge.y.
float shareBelow(ivec2 edge, int place) {
  vec2 at = vec2(edge - place);
  float low = clamp(at.x, 0.0, UNIT);
  float high = clamp(at.y, 0.0, UNIT);
  float rise = (low - at.x + high - at.x) / (2.0 * max(1.0, at.y - at.x)) * (high - low);
  return (rise + UNIT - high) / UNIT;
}

void main() {
  int place = int(floor(vRow)) * int(UNIT);
  float alpha = (shareBelow(vEdges.xy, place) - shareBelow(vEdges.zw, place)) * vColor.a;
  finalColor = vec4(vColor.rgb * alpha, alpha);
}
