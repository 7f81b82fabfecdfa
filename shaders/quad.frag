#version 300 es
precision highp float;
precision highp int;

flat in vec4 vColor;
flat in uint vPattern;
in vec2 vPlace;

out vec4 finalColor;

const uint DASH_X = 1u;
const uint DASH_Y = 2u;

void main() {
  if (vPattern != 0u) {
    uint kind = vPattern & 0xffu;
    int shown = int((vPattern >> 8u) & 0xffu);
    int period = int(vPattern >> 16u);
    ivec2 place = ivec2(floor(vPlace));
    int phase = kind == DASH_X ? place.x : kind == DASH_Y ? place.y : place.x + place.y;
    if (phase % period >= shown) discard;
  }
  finalColor = vec4(vColor.rgb * vColor.a, vColor.a);
}
