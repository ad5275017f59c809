/** Longitude and latitude, degrees (WGS 84). */
export type Position = readonly [lng: number, lat: number]
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[]
/** The outer ring, then holes. */
export type Rings = readonly Ring[]

export type GeometryFault =
  | { readonly is: 'unclosed' }
  | { readonly is: 'tooFewPoints'; readonly points: number }
  | { readonly is: 'noArea' }
  | { readonly is: 'selfIntersecting'; readonly at: Position }
  | { readonly is: 'holeOutside'; readonly at: Position }

/**
 * Steps of one degree: one step is about a centimetre. On whole steps, products over the size of a city stay below 2^53,
 * so that "left of", "in line" and "crosses" are exact.
 */
const STEPS = 1e7

/** What is wrong with a polygon, the first thing found; undefined when it is sound. A ring may touch itself in a point, not cross itself. */
export function polygonFault(polygon: Rings): GeometryFault | undefined {
  const rings = polygon.map((ring) => ring.map(toSteps))
  const outer = edgesOf(rings[0] ?? [])
  if (outer.length === 0) return { is: 'tooFewPoints', points: 0 }
  for (const ring of rings) {
    const fault = ringFault(ring)
    if (fault !== undefined) return fault
  }
  for (const hole of rings.slice(1)) {
    const stray = hole.find((at) => !isWithin(at, outer) && !outer.some((edge) => isOn(at, edge)))
    if (stray !== undefined) return { is: 'holeOutside', at: toDegrees(stray) }
  }
  return undefined
}

function ringFault(ring: Ring): GeometryFault | undefined {
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4 || first === undefined || last === undefined) return { is: 'tooFewPoints', points: ring.length }
  if (!isSame(first, last)) return { is: 'unclosed' }
  const points = withoutRepeats(ring)
  if (points.length < 4) return { is: 'tooFewPoints', points: points.length }
  const at = selfIntersection(points)
  if (at !== undefined) return { is: 'selfIntersecting', at: toDegrees(at) }
  return signedArea(points) === 0 ? { is: 'noArea' } : undefined
}

/** The ring without positions that repeat the one before. */
export function withoutRepeats(ring: Ring): Ring {
  return ring.filter((position, n) => {
    const before = ring[n - 1]
    return before === undefined || !isSame(position, before)
  })
}

/** In the square of the positions' unit; positive when the ring runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  // Relative to the first position: products of full coordinates would swallow small areas.
  const [x, y] = ring[0] ?? [0, 0]
  return edgesOf(ring).reduce((sum, [a, b]) => sum + (a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y), 0) / 2
}

/** Whether the position lies in the polygon: in its outer ring and in none of its holes. */
export function isInside(position: Position, rings: Rings): boolean {
  return isWithin(position, rings.flatMap(edgesOf))
}

type Edge = readonly [Position, Position]

function edgesOf(ring: Ring): Edge[] {
  return ring.slice(1).map((to, n) => [ring[n] ?? to, to])
}

/** By the even-odd rule. */
function isWithin([x, y]: Position, edges: readonly Edge[]): boolean {
  return edges.reduce((inside, [a, b]) => {
    const crosses = a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]
    return crosses ? !inside : inside
  }, false)
}

/** Where two edges of a closed ring cross or run over each other. Sorted from west to east, each edge meets only those that begin before it ends. */
function selfIntersection(ring: Ring): Position | undefined {
  const sweep = edgesOf(ring)
    .map((edge) => ({ edge, west: Math.min(edge[0][0], edge[1][0]), east: Math.max(edge[0][0], edge[1][0]) }))
    .sort((a, b) => a.west - b.west)
  for (const [n, { edge, east }] of sweep.entries()) {
    for (let k = n + 1; k < sweep.length; k++) {
      const other = sweep[k]
      if (other === undefined || other.west > east) break
      const at = sharedBeyondTouch(edge, other.edge)
      if (at !== undefined) return at
    }
  }
  return undefined
}

/** A position at which two edges cross or from which they run over each other; undefined when they are apart or touch in a point. */
function sharedBeyondTouch([a, b]: Edge, [c, d]: Edge): Position | undefined {
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return undefined
  const [sideC, sideD] = [side(a, b, c), side(a, b, d)]
  if (sideC === 0 && sideD === 0) return overlapStart([a, b], [c, d])
  if (sideC * sideD >= 0 || side(c, d, a) * side(c, d, b) >= 0) return undefined
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const along = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / (rx * sy - ry * sx)
  return [a[0] + along * rx, a[1] + along * ry]
}

/** On which side of the line from `a` to `b` the position lies: 1 left, -1 right, 0 in line. */
function side(a: Position, b: Position, p: Position): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
}

/** Of two edges in one line. */
function overlapStart([a, b]: Edge, [c, d]: Edge): Position | undefined {
  const axis = a[0] === b[0] ? 1 : 0
  const from = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]))
  const to = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]))
  return from < to ? [a, b, c, d].find((end) => end[axis] === from) : undefined
}

function isOn(position: Position, [a, b]: Edge): boolean {
  const [x, y] = position
  const between = (n: number, from: number, to: number) => n >= Math.min(from, to) && n <= Math.max(from, to)
  return side(a, b, position) === 0 && between(x, a[0], b[0]) && between(y, a[1], b[1])
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

function toSteps([lng, lat]: Position): Position {
  return [Math.round(lng * STEPS), Math.round(lat * STEPS)]
}

function toDegrees([x, y]: Position): Position {
  return [x / STEPS, y / STEPS]
}
