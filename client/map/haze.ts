import { type CustomLayerInterface, type Map as MapLibre, MercatorCoordinate } from 'maplibre-gl'
import type { Bounds } from './fitView.ts'
import { EDGE, squareTo } from './knownEdge.ts'
import type { Point } from './signs/grid.ts'

const VERTEX = `#version 300 es
out vec2 at;
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  at = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`

/** Three distances: from the city, as it is seen, from the foot of the picture towards the horizon, and from the edge of what is known. */
const FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
uniform vec3 color;
uniform vec2 middle;
uniform vec2 reach;
uniform float horizon;
uniform mat3 ground;
uniform float edge;
out vec4 fragment;
void main() {
  float far = length((at - middle) / reach);
  float away = smoothstep(1.0, 2.15, far) * 0.95;
  float up = smoothstep(0.62, 1.0, at.y) * horizon;
  vec3 lies = ground * vec3(at, 1.0);
  vec2 within = lies.xy / lies.z;
  vec2 known = smoothstep(0.0, edge, min(within, 1.0 - within));
  float alpha = 1.0 - (1.0 - away) * (1.0 - up) * known.x * known.y;
  // Fine noise: a slow ramp in eight bits shows bands on a large wall.
  float noise = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) / 255.0;
  fragment = vec4(color * alpha + noise - 0.5 / 255.0, alpha);
}`

/** Steepness from which the far edge of the picture is all haze, degrees. */
const FULL_AT_PITCH = 60

/** The land around the city fades into distance, and water and land fade before the end of what is drawn of them. One triangle over the picture; what is drawn after it stays clear. */
export interface Haze {
  readonly layer: CustomLayerInterface
  /** @param color as `#rrggbb` @param city the box around it, degrees: inside nothing fades @param known the box of what there is to be drawn, degrees */
  set(color: string, city: Bounds | undefined, known: Bounds | undefined): void
}

export function createHaze(id: string): Haze {
  let rgb: readonly number[] = [0, 0, 0]
  let box: Bounds | undefined
  let all: Bounds | undefined
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
      gl.uniformMatrix3fv(set('ground'), false, all === undefined ? TO_MIDDLE : groundOf(map, all))
      gl.uniform1f(set('edge'), EDGE)
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
    set(color, city, known) {
      rgb = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
      box = city
      all = known
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

/** Carries every point of the picture to the middle of the box: none lies near its edge. */
const TO_MIDDLE = [0, 0, 0, 0, 0, 0, 0.5, 0.5, 1]

/** From a point of the picture, shares of it from its left and foot, to the ground seen there, shares of a box from its west and south. */
function groundOf(map: MapLibre, [[west, south], [east, north]]: Bounds): readonly number[] {
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  const low = MercatorCoordinate.fromLngLat([west, south])
  const high = MercatorCoordinate.fromLngLat([east, north])
  const lies = (x: number, y: number): Point => {
    const { lng, lat } = map.unproject([x * width, (1 - y) * height])
    const at = MercatorCoordinate.fromLngLat([lng, lat])
    return [(at.x - low.x) / (high.x - low.x), (at.y - low.y) / (high.y - low.y)]
  }
  return squareTo([lies(0, 0), lies(1, 0), lies(1, 1), lies(0, 1)])
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
