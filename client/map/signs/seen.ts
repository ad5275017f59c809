import { WebMercatorViewport } from '@deck.gl/core'
import type { Position } from 'geojson'
import { LRUCache } from 'lru-cache'
import type { Box } from '../box.ts'
import type { CameraView } from '../fitView.ts'
import { withAir } from '../partInSight.ts'
import type { Point } from './grid.ts'

/** The picture as a camera sees it: where places lie in it, px. Pure: a map without WebGL and a test see the same as the graphics card. */
export interface Seen {
  readonly width: number
  readonly height: number
  readonly camera: CameraView
  /** What is drawn of it, px: all of it, or the part that a window shows and a little more. */
  readonly part: Box
  /** @param height metres above the ground */
  project(lng: number, lat: number, height?: number): Point
  /** The place seen at a point, at a height. */
  unproject(point: Point, height?: number): readonly [lng: number, lat: number]
  /** Rings of a polygon on the ground as they are seen, cut off outside the part that is drawn: what lies behind the camera has no place in it. */
  rings(rings: readonly (readonly Position[])[]): Point[][]
  /** The same of what stands up, at a height: cut off outside the whole picture, since it reaches out of its ground into other parts. */
  raisedRings(rings: readonly (readonly Position[])[], height: number): Point[][]
  /** A line as it is seen, in the pieces that are near the part that is drawn. */
  lines(line: readonly Position[]): Point[][]
}

/** Around the picture, share of it: what is cut lies outside. */
const AIR = 0.15
/** Steeper than this the horizon comes into the picture, and the ground has no end. */
const STEEPEST = 66

/** A wall of the most scenes; what is kept of one lies with it. */
const KEPT = 24
const seen = new LRUCache<string, Seen>({ max: KEPT })

/**
 * The same object while the same camera looks: whatever has been drawn of what it sees is kept with it.
 * @param part that a window shows of the picture; undefined: all of it
 */
export function seenBy(camera: CameraView, width: number, height: number, part?: Box): Seen {
  const key = JSON.stringify([camera, width, height, part])
  const known = seen.get(key)
  if (known !== undefined) return known
  const made = createSeen(camera, width, height, part)
  seen.set(key, made)
  return made
}

function createSeen(camera: CameraView, width: number, height: number, shown: Box | undefined): Seen {
  const { lng, lat, zoom, bearing, pitch } = camera
  const viewport = new WebMercatorViewport({ longitude: lng, latitude: lat, zoom, bearing, pitch, width, height })
  const picture = { left: 0, top: 0, right: width, bottom: height }
  const part = shown === undefined ? picture : withAir(shown)
  const whole = groundOf(viewport, picture, pitch)
  const window = shown === undefined ? whole : groundOf(viewport, part, pitch)
  const project = (x: number, y: number, up = 0): Point => {
    const [px = 0, py = 0] = viewport.project([x, y, up])
    return [px, py]
  }
  const within = (rings: readonly (readonly Position[])[], ground: readonly Point[], up: number) =>
    rings
      .map((ring) => cut(ring as unknown as readonly Point[], ground).map(([x, y]) => project(x, y, up)))
      .filter((ring) => ring.length > 2)
  return {
    width,
    height,
    camera,
    part,
    project,
    unproject([x, y], up = 0) {
      const [placeLng = lng, placeLat = lat] = viewport.unproject([x, y], { targetZ: up })
      return [placeLng, placeLat]
    },
    rings: (rings) => within(rings, window, 0),
    raisedRings: (rings, up) => within(rings, whole, up),
    lines(line) {
      const pieces: Point[][] = []
      let piece: Point[] = []
      for (const [x = 0, y = 0] of line) {
        if (isInside([x, y], window)) piece.push(project(x, y))
        else {
          if (piece.length > 1) pieces.push(piece)
          piece = []
        }
      }
      if (piece.length > 1) pieces.push(piece)
      return pieces
    },
  }
}

/** The ground in a part of the picture and a little around it, degrees: four corners, counter-clockwise. */
function groundOf(viewport: WebMercatorViewport, part: Box, pitch: number): readonly Point[] {
  const { width, height } = viewport
  const [x, y] = [width * AIR, height * AIR]
  const horizon = pitch > STEEPEST ? height * 0.25 : Number.NEGATIVE_INFINITY
  const bottom = Math.max(part.bottom, horizon) + y
  const top = Math.max(part.top - y * Math.cos((pitch * Math.PI) / 180), horizon)
  return [
    [part.left - x, bottom],
    [part.right + x, bottom],
    [part.right + x, top],
    [part.left - x, top],
  ].map((corner): Point => {
    const [lng = 0, lat = 0] = viewport.unproject(corner)
    return [lng, lat]
  })
}

function side([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}

function isInside(point: Point, window: readonly Point[]): boolean {
  return window.every((corner, i) => side(corner, window[(i + 1) % window.length] as Point, point) >= 0)
}

/** Sutherland and Hodgman's way: side by side, what lies outside falls away. */
function cut(ring: readonly Point[], window: readonly Point[]): readonly Point[] {
  let left = ring
  window.forEach((from, i) => {
    const to = window[(i + 1) % window.length] as Point
    const kept: Point[] = []
    left.forEach((point, n) => {
      const before = left[(n + left.length - 1) % left.length] as Point
      const [a, b] = [side(from, to, before), side(from, to, point)]
      if (a >= 0 !== b >= 0) {
        const share = a / (a - b)
        kept.push([before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share])
      }
      if (b >= 0) kept.push(point)
    })
    left = kept
  })
  return left
}
