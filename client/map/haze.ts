import type { CustomLayerInterface, Map as MapLibre } from 'maplibre-gl'
import type { Bounds } from './fitView.ts'

const VERTEX = `#version 300 es
out vec2 at;
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  at = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`

/** Two distances: from the city, as it is seen, and from the foot of the picture towards the horizon. */
const FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
uniform vec3 color;
uniform vec2 middle;
uniform vec2 reach;
uniform float horizon;
out vec4 fragment;
void main() {
  float far = length((at - middle) / reach);
  float away = smoothstep(1.0, 2.15, far) * 0.95;
  float up = smoothstep(0.62, 1.0, at.y) * horizon;
  float alpha = 1.0 - (1.0 - away) * (1.0 - up);
  // Fine noise: a slow ramp in eight bits shows bands on a large wall.
  float noise = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) / 255.0;
  fragment = vec4(color * alpha + noise - 0.5 / 255.0, alpha);
}`

/** Steepness from which the far edge of the picture is all haze, degrees. */
const FULL_AT_PITCH = 60

/** The land around the city fades into distance. One triangle over the picture; what is drawn after it stays clear. */
export interface Haze {
  readonly layer: CustomLayerInterface
  /** @param color as `#rrggbb` @param city the box around it, degrees: inside nothing fades */
  set(color: string, city: Bounds | undefined): void
}

export function createHaze(id: string): Haze {
  let rgb: readonly number[] = [0, 0, 0]
  let box: Bounds | undefined
  let map: MapLibre | undefined
  let drawn: { readonly gl: WebGL2RenderingContext; readonly program: WebGLProgram } | undefined
  const layer: CustomLayerInterface = {
    id,
    type: 'custom',
    onAdd(on, context) {
      map = on
      const gl = context as WebGL2RenderingContext
      const program = programOf(gl)
      drawn = program === undefined ? undefined : { gl, program }
    },
    onRemove() {
      if (drawn !== undefined) drawn.gl.deleteProgram(drawn.program)
      drawn = undefined
    },
    render() {
      if (map === undefined || drawn === undefined || box === undefined) return
      const { gl, program } = drawn
      const at = placeOf(map, box)
      const set = (name: string) => gl.getUniformLocation(program, name)
      // biome-ignore lint/correctness/useHookAtTopLevel: of WebGL, not of React
      gl.useProgram(program)
      gl.bindVertexArray(null)
      gl.uniform3f(set('color'), rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0)
      gl.uniform2f(set('middle'), ...at.middle)
      gl.uniform2f(set('reach'), ...at.reach)
      gl.uniform1f(set('horizon'), Math.min(1, map.getPitch() / FULL_AT_PITCH) * 0.9)
      gl.disable(gl.DEPTH_TEST)
      gl.disable(gl.STENCIL_TEST)
      gl.enable(gl.BLEND)
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
      gl.drawArrays(gl.TRIANGLES, 0, 3)
    },
  }
  return {
    layer,
    set(color, city) {
      rgb = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
      box = city
      map?.triggerRepaint()
    },
  }
}

/** Middle and half extent of the city in the picture, shares of it from its left and foot. */
function placeOf(map: MapLibre, [[west, south], [east, north]]: Bounds) {
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map((corner) => map.project(corner as [number, number]))
  const xs = corners.map(({ x }) => x / width)
  const ys = corners.map(({ y }) => 1 - y / height)
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return {
    middle: [(left + right) / 2, (low + high) / 2] as const,
    reach: [Math.max(0.05, ((right - left) / 2) * 1.15), Math.max(0.05, ((high - low) / 2) * 1.15)] as const,
  }
}

/** Undefined where the context is lost: the map is begun anew then. */
function programOf(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type)
    if (shader === null) return undefined
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined
}
