import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInside, type Position, polygonFault, type Ring, signedArea } from '../../domain/units/geometry.ts'
import { costRatio } from '../support/costRatio.ts'

/** A square near the city, counter-clockwise, `side` degrees. */
const square = (lng: number, lat: number, side: number): Ring => [
  [lng, lat],
  [lng + side, lat],
  [lng + side, lat + side],
  [lng, lat + side],
  [lng, lat],
]
const ring = (...points: [number, number][]): Ring => points.map(([x, y]): Position => [105.7 + x / 100, 10 + y / 100])

/** A ring around a point that looks to each corner once: it never crosses itself, however ragged. */
const star = fc
  .array(fc.double({ min: 0.001, max: 0.05, noNaN: true }), { minLength: 3, maxLength: 60 })
  .map((radii): Ring => {
    const corners = radii.map((radius, n): Position => {
      const angle = (2 * Math.PI * n) / radii.length
      return [105.7 + radius * Math.cos(angle), 10 + radius * Math.sin(angle)]
    })
    return [...corners, corners[0] ?? [0, 0]]
  })

describe('a polygon', () => {
  it('is sound when its rings are', () => {
    expect(polygonFault([square(105.7, 10, 0.1)])).toBeUndefined()
    expect(polygonFault([square(105.7, 10, 0.1), [...square(105.72, 10.02, 0.01)].reverse()])).toBeUndefined()
    // A hole may touch its outer ring, and a ring itself, in a point.
    expect(polygonFault([square(105.7, 10, 0.1), square(105.7, 10.02, 0.01)])).toBeUndefined()
    expect(polygonFault([ring([0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1], [0, 0])])).toBeUndefined()
  })

  it('says where a ring crosses itself or runs back over itself', () => {
    expect(polygonFault([ring([0, 0], [2, 2], [2, 0], [0, 2], [0, 0])])).toEqual({
      is: 'selfIntersecting',
      at: [105.71, 10.01],
    })
    expect(polygonFault([ring([0, 0], [2, 0], [4, 0], [3, 0], [2, 2], [0, 0])])?.is).toBe('selfIntersecting')
    expect(polygonFault([ring([0, 0], [0, 4], [0, 2], [2, 2], [0, 0])])?.is).toBe('selfIntersecting')
  })

  it('says that a ring is open, short or flat', () => {
    expect(polygonFault([ring([0, 0], [2, 0], [2, 2], [0, 2])])).toEqual({ is: 'unclosed' })
    expect(polygonFault([ring([0, 0], [2, 0], [0, 0])])).toEqual({ is: 'tooFewPoints', points: 3 })
    expect(polygonFault([ring([0, 0], [2, 0], [2, 0], [2, 0], [0, 0])])).toEqual({ is: 'tooFewPoints', points: 3 })
    expect(polygonFault([[]])).toEqual({ is: 'tooFewPoints', points: 0 })
    expect(polygonFault([])).toEqual({ is: 'tooFewPoints', points: 0 })
  })

  it('says where a hole leaves its outer ring', () => {
    expect(polygonFault([square(105.7, 10, 0.1), square(105.9, 10, 0.01)])).toEqual({
      is: 'holeOutside',
      at: [105.9, 10],
    })
  })

  it('stays sound whichever way it runs and wherever it begins', () => {
    fc.assert(
      fc.property(star, fc.nat(59), (corners, n) => {
        const open = corners.slice(1)
        const turned = [...open.slice(n % open.length), ...open.slice(0, n % open.length)]
        const begun = [...turned, turned[0] ?? [0, 0]]
        expect(polygonFault([corners])).toBeUndefined()
        expect(polygonFault([begun])).toBeUndefined()
        expect(polygonFault([[...corners].reverse()])).toBeUndefined()
        expect(signedArea(begun)).toBeCloseTo(signedArea(corners), 12)
        expect(signedArea([...corners].reverse())).toBeCloseTo(-signedArea(corners), 12)
        expect(isInside([105.7, 10], [corners])).toBe(true)
      }),
    )
  })

  it('is found crossed wherever two of its corners change places', () => {
    // On a convex ring, two corners that change places make it cross, unless that only turns it round: with four or more corners.
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(), (corners, n) => {
        const around = Array.from({ length: corners }, (_, k): Position => {
          const angle = (2 * Math.PI * k) / corners
          return [105.7 + 0.1 * Math.cos(angle), 10 + 0.1 * Math.sin(angle)]
        })
        const k = n % (corners - 1)
        const [a, b] = [around[k], around[k + 1]]
        if (a === undefined || b === undefined) throw new Error('no such corner')
        const swapped = around.with(k, b).with(k + 1, a)
        expect(polygonFault([[...swapped, swapped[0] ?? a]])?.is).toBe('selfIntersecting')
      }),
    )
  })

  it('of eight times as many corners takes not much longer than eight of the others', () => {
    const ring = (corners: number) => {
      const around = Array.from({ length: corners }, (_, n): Position => {
        const angle = (2 * Math.PI * n) / corners
        const radius = 0.05 + (2 * Math.sin(n * 1.7)) / corners ** 1.2
        return [105.7 + radius * Math.cos(angle), 10 + radius * Math.sin(angle)]
      })
      return [[...around, around[0] ?? [0, 0]]] as const
    }
    const [large, small] = [ring(20_000), ring(2_500)]
    const judged = (polygon: typeof large, times: number) => () => {
      for (let n = 0; n < times; n++) expect(polygonFault(polygon)).toBeUndefined()
    }
    expect(costRatio(judged(large, 1), judged(small, 8))).toBeLessThan(5)
  })
})
