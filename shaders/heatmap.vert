#version 300 es
// The plot as a unit square: the mesh's scale is the plot's size, so resizing uploads nothing.
precision highp float;

in vec2 aPosition;

uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
uniform vec2 uPlotSize;

out vec2 vPixel;

void main() {
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
  vPixel = vec2(aPosition.x, 1.0 - aPosition.y) * uPlotSize;
}
