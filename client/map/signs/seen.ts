import { WebMercatorViewport } from '@deck.gl/core'
import type { Position } from 'geojson'
import type { CameraView } from '../fitView.ts'
import type { Point } from './grid.ts'

/** The picture as a camera sees it: where places lie in it, px. Pure: a map without WebGL and a test see the same as the graphics card. */
export interface Seen {
  readonly width: number
  readonly height: number
  readonly camera: CameraView
  /** @param height metres above the ground */
  project(lng: number, lat: number, height?: number): Point
  /** The place seen at a point, at a height. */
  unproject(point: Point, height?: number): readonly [lng: number, lat: number]
  /** Rings of a polygon as they are seen, cut off outside the picture: what lies behind the camera has no place in it. */
  rings(rings: readonly (readonly Position[])[], height?: number): Point[][]
  /** A line as it is seen, in the pieces that are near the picture. */
  lines(line: readonly Position[]): Point[][]
}

/** Around the picture, share of it: what is cut lies outside. */
const AIR = 0.15
/** Steeper than this the horizon comes into the picture, and the ground has no end. */
const STEEPEST = 66

export function seenBy(camera: CameraView, width: number, height: number): Seen {
  const { lng, lat, zoom, bearing, pitch } = camera
  const viewport = new WebMercatorViewport({ longitude: lng, latitude: lat, zoom, bearing, pitch, width, height })
  const window = groundOf(viewport, width, height, pitch)
  const project = (x: number, y: number, up = 0): Point => {
    const [px = 0, py = 0] = viewport.project([x, y, up])
    return [px, py]
  }
  return {
    width,
    height,
    camera,
    project,
    unproject([x, y], up = 0) {
      const [placeLng = lng, placeLat = lat] = viewport.unproject([x, y], { targetZ: up })
      return [placeLng, placeLat]
    },
    rings: (rings, up = 0) =>
      rings
        .map((ring) => cut(ring as unknown as readonly Point[], window).map(([x, y]) => project(x, y, up)))
        .filter((ring) => ring.length > 2),
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

/** The ground in the picture and a little around it, degrees: four corners, counter-clockwise. */
function groundOf(viewport: WebMercatorViewport, width: number, height: number, pitch: number): readonly Point[] {
  const [x, y] = [width * AIR, height * AIR]
  const top = pitch > STEEPEST ? height * 0.25 : -y * Math.cos((pitch * Math.PI) / 180)
  return [
    [-x, height + y],
    [width + x, height + y],
    [width + x, top],
    [-x, top],
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
