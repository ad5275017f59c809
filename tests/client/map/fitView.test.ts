import { WebMercatorViewport } from '@deck.gl/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bounds, fitView } from '../../../client/map/fitView.ts'

const CITY: Bounds = [
  [105.22, 9.92],
  [105.86, 10.33],
]

function seen(bounds: Bounds, view: ReturnType<typeof fitView>, width: number, height: number) {
  const [[west, south], [east, north]] = bounds
  const port = new WebMercatorViewport({ longitude: view.lng, latitude: view.lat, ...view, width, height })
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map((corner) => port.project(corner))
  const xs = corners.map(([x = 0]) => x)
  const ys = corners.map(([, y = 0]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

describe('the camera for a box', () => {
  it('shows all of it, as large as it goes, beside what panels cover, tilted and turned as asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: -180, max: 180 }),
        fc.integer({ min: 800, max: 7_680 }),
        fc.integer({ min: 600, max: 3_240 }),
        fc.integer({ min: 0, max: 30 }),
        (pitch, bearing, width, height, covered) => {
          const padding = { top: 40, bottom: 90, left: (covered / 100) * width, right: 60 }
          const view = fitView({ bounds: CITY, padding, pitch, bearing, width, height })
          const box = seen(CITY, view, width, height)
          const slack = 0.02 * Math.max(width, height)
          expect(box.left).toBeGreaterThan(padding.left - slack)
          expect(box.right).toBeLessThan(width - padding.right + slack)
          expect(box.top).toBeGreaterThan(padding.top - slack)
          expect(box.bottom).toBeLessThan(height - padding.bottom + slack)
          const fillsX = (box.right - box.left) / (width - padding.left - padding.right)
          const fillsY = (box.bottom - box.top) / (height - padding.top - padding.bottom)
          expect(Math.max(fillsX, fillsY)).toBeGreaterThan(0.95)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('stays sane when panels leave no room at all', () => {
    const view = fitView({
      bounds: CITY,
      padding: { top: 900, bottom: 900, left: 900, right: 900 },
      pitch: 0,
      bearing: 0,
      width: 400,
      height: 300,
    })
    expect(Number.isFinite(view.lng) && Number.isFinite(view.lat)).toBe(true)
    expect(view.zoom).toBeGreaterThanOrEqual(7)
  })
})
