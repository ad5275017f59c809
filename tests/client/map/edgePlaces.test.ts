import fc from 'fast-check'
import { expect, it } from 'vitest'
import { edgePlaces } from '../../../client/map/edgePlaces.ts'

const side = fc.integer({ min: 0, max: 900 })

it('closes the four sides: nothing as wide as a disc slips between two', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.integer({ min: 1, max: 200 }), (top, right, bottom, left, radius) => {
      const [width, height] = [3840, 2160]
      const places = edgePlaces({ top, right, bottom, left, radius }, width, height)
      const [east, south] = [width - right, height - bottom]
      for (const { x, y } of places) expect(x === left || x === east || y === top || y === south).toBe(true)
      for (const x of [left, east]) {
        const down = places.filter((place) => place.x === x).map(({ y }) => y)
        expect([Math.min(...down), Math.max(...down)]).toEqual([top, south])
        const sorted = [...new Set(down)].sort((a, b) => a - b)
        const gaps = sorted.slice(1).map((y, i) => y - (sorted[i] ?? 0))
        expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(radius + 1e-9)
      }
    }),
  )
})

it('is empty where the bands meet and no map is left', () => {
  expect(edgePlaces({ top: 10, right: 700, bottom: 10, left: 700, radius: 20 }, 1400, 900)).toEqual([])
})
