import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { EDGE, fadingEdges, knownBounds, squareTo } from '../../../client/map/knownEdge.ts'
import { seenBy } from '../../../client/map/signs/seen.ts'

const water = JSON.parse(readFileSync(resolve('public/map/water.geojson'), 'utf8'))

it('carries the corners of a square to four points, and what lies between them in perspective', () => {
  const corners = [
    [-0.4, -0.2],
    [1.1, -0.1],
    [1.9, 1.3],
    [-1.2, 1.2],
  ] as const
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = squareTo(corners)
  const to = (x: number, y: number) => {
    const w = c * x + f * y + i
    return [(a * x + d * y + g) / w, (b * x + e * y + h) / w]
  }
  const found = [to(0, 0), to(1, 0), to(1, 1), to(0, 1)]
  for (const [place, [x, y]] of corners.entries()) {
    expect(found[place]?.[0]).toBeCloseTo(x, 9)
    expect(found[place]?.[1]).toBeCloseTo(y, 9)
  }
  // Half the picture is less than half of the way to what lies far away.
  expect(to(0.5, 0.5)[1]).toBeLessThan(0.55)
})

it('finds the edges of what is drawn that lie in a picture, and fades inwards from them', () => {
  const known = knownBounds(water)
  expect(known?.map((corner) => corner.map((degrees) => Math.round(degrees * 10) / 10))).toEqual([
    [104.6, 9],
    [107, 11],
  ])
  if (known === undefined) return
  const [[west, south], [east, north]] = known
  const near = { lng: 105.78, lat: 10.03, zoom: 11, pitch: 50, bearing: -14 }
  expect(fadingEdges(known, seenBy(near, 1920, 1080))).toEqual([])
  const seen = seenBy({ ...near, lat: 9.6, zoom: 8.2 }, 1920, 1080)
  const edges = fadingEdges(known, seen)
  expect(edges.length).toBeGreaterThan(2)
  for (const { from, to } of edges) {
    const share = ([lng, lat]: readonly [number, number]) =>
      Math.min(
        (lng - west) / (east - west),
        (east - lng) / (east - west),
        (lat - south) / (north - south),
        (north - lat) / (north - south),
      )
    expect(share(seen.unproject(from))).toBeCloseTo(0, 2)
    expect(share(seen.unproject(to))).toBeGreaterThan(EDGE / 2)
  }
})
