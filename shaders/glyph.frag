#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;

flat in vec4 vColor;
in vec2 vTexel;

uniform sampler2D uAtlas;

out vec4 finalColor;

void main() {
  float alpha = texelFetch(uAtlas, ivec2(floor(vTexel)), 0).r * vColor.a;
  finalColor = vec4(vColor.rgb * alpha, alpha);
}
