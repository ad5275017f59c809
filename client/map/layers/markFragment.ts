/** Of the strokes in a mark, in units of its radius. */
interface StrokeMeasures {
  readonly apart: number
  readonly halfWidth: number
  readonly halfHeight: number
  readonly air: number
}

/**
 * Draws a mark from the distance to its outline: sharp at any size, one shader for every shape. `vSure` 0 fills it, 1 hatches it, 2 leaves
 * its outline; `vLevel` is the number of strokes that stand in it. Distances are in units of the mark's radius, y upward; numbers of shapes and
 * measures of strokes as in `markLayer.ts`.
 * @param strokes measures of strokes @param below by shape
 */
export const markFragment = (
  { apart, halfWidth, halfHeight, air }: StrokeMeasures,
  below: readonly number[],
): string => /* glsl */ `\
#version 300 es
#define SHADER_NAME mark-layer-fragment
precision highp float;
in vec4 vFillColor;
in vec4 vLineColor;
in vec2 unitPosition;
in float innerUnitRadius;
in float outerRadiusPixels;
in float vShape;
in float vSure;
in float vLevel;
out vec4 fragColor;

float box(vec2 p, vec2 halfSize) {
  vec2 q = abs(p) - halfSize;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}

float triangle(vec2 p, float r) {
  const float k = 1.7320508;
  p.x = abs(p.x) - r;
  p.y = p.y + r / k;
  if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  p.x -= clamp(p.x, -2.0 * r, 0.0);
  return -length(p) * sign(p.y);
}

float hexagon(vec2 p, float r) {
  const vec3 k = vec3(-0.8660254, 0.5, 0.5773503);
  p = abs(p);
  p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
  p -= vec2(clamp(p.x, -k.z * r, k.z * r), r);
  return length(p) * sign(p.y);
}

float drop(vec2 p) {
  float body = length(p - vec2(0.0, -0.26)) - 0.62;
  float tip = triangle(p - vec2(0.0, 0.26), 0.52);
  return min(body, tip);
}

float outline(vec2 p, float shape) {
  if (shape < 0.5) return length(p) - 0.84;
  if (shape < 1.5) return box(p, vec2(0.74));
  if (shape < 2.5) return (abs(p.x) + abs(p.y) - 0.98) * 0.7071;
  if (shape < 3.5) return triangle(p + vec2(0.0, 0.18), 0.86);
  if (shape < 4.5) return drop(p);
  if (shape < 5.5) return hexagon(p.yx, 0.8);
  return min(box(p + vec2(0.26, 0.0), vec2(0.62, 0.56)), triangle(vec2(p.y, -p.x) + vec2(0.0, 0.5), 0.52));
}

const float BELOW[${below.length}] = float[](${below.map((each) => each.toFixed(3)).join(', ')});

void main(void) {
  geometry.uv = unitPosition;
  float casing = innerUnitRadius < 1.0 ? (1.0 - innerUnitRadius) * outerRadiusPixels : 0.0;
  float d = outline(unitPosition, vShape) * outerRadiusPixels;
  float whole = 1.0 - smoothstep(-0.6, 0.6, d);
  if (whole == 0.0) discard;
  float body = 1.0 - smoothstep(-0.6, 0.6, d + casing);
  float rim = max(1.4, outerRadiusPixels * 0.17);
  float inner = 1.0 - smoothstep(-0.6, 0.6, d + casing + rim);
  float fill = 1.0;
  if (vSure > 1.5) {
    fill = 1.0 - inner;
  } else if (vSure > 0.5) {
    float step = max(3.6, outerRadiusPixels * 0.42);
    vec2 q = unitPosition * outerRadiusPixels;
    float line = abs(fract((q.x - q.y) / (1.4142 * step)) - 0.5) * step;
    fill = max(1.0 - inner, smoothstep(step * 0.25 - 0.6, step * 0.25 + 0.6, line));
  }
  if (vLevel > 0.5) {
    vec2 q = unitPosition + vec2(0.0, BELOW[int(vShape + 0.5)]);
    float reach = ${apart.toFixed(3)} * 0.5 * (vLevel - 1.0);
    // The stroke that is nearest.
    float x = clamp(floor((q.x + reach) / ${apart.toFixed(3)} + 0.5), 0.0, vLevel - 1.0) * ${apart.toFixed(3)} - reach;
    float toStroke = box(q - vec2(x, 0.0), vec2(${halfWidth.toFixed(3)}, ${halfHeight.toFixed(3)})) * outerRadiusPixels;
    float stroke = 1.0 - smoothstep(-0.6, 0.6, toStroke);
    float around = box(q, vec2(reach + ${(halfWidth + air).toFixed(3)}, ${(halfHeight + air).toFixed(3)})) * outerRadiusPixels;
    float ground = 1.0 - smoothstep(-0.6, 0.6, around);
    // On a hatched mark the strokes have a ground of their own; in an outline they are all that is filled.
    fill = vSure > 1.5 ? max(fill, stroke) : max(fill, ground) * (1.0 - stroke);
  }
  fragColor = mix(vLineColor, vFillColor, body * fill);
  fragColor.a *= whole;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`
