import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aqiBand } from '../../../client/panels/aqiBands.ts'
import { bulletScale, roundUp } from '../../../client/panels/bulletScale.ts'
import { levelRange, peakOf, stretches } from '../../../client/panels/levelScale.ts'
import { mosaicRoom } from '../../../client/panels/mosaicRoom.ts'
import { spread } from '../../../client/panels/spread.ts'
import { separate } from '../../../client/scenes/separate.ts'

describe('labels moved apart', () => {
  it('stay where they are when there is room', () => {
    expect(spread([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90])
  })

  it('keep their order, their gap and the ends, whatever the places', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 150, noNaN: true }), { maxLength: 6 }), (places) => {
        const moved = spread(places, 15, 0, 100)
        const pairs = places.map((place, n) => ({ place, to: moved[n] ?? Number.NaN })).sort((x, y) => x.to - y.to)
        for (const { to } of pairs) {
          expect(to).toBeGreaterThanOrEqual(-1e-6)
          expect(to).toBeLessThanOrEqual(100 + 1e-6)
        }
        const neighbours = pairs.slice(1).map((after, n) => [pairs[n] ?? after, after] as const)
        for (const [before, after] of neighbours) {
          expect(after.to - before.to).toBeGreaterThanOrEqual(15 - 1e-6)
          expect(before.place).toBeLessThanOrEqual(after.place)
        }
      }),
    )
  })

  it('puts the three flood alerts, a tenth of a metre apart, around their middle', () => {
    expect(spread([40, 44, 48], 20, 0, 200)).toEqual([24, 44, 64])
  })
})

describe('bullet bars', () => {
  it('a ratio begins at nought and ends at a hundred', () => {
    const scale = bulletScale({ combine: 'ratio' }, 94.2)
    expect([scale.from, scale.to]).toEqual([0, 100])
    expect(scale.at(94.2)).toBeCloseTo(0.942, 9)
    expect(scale.at(140)).toBe(1)
  })

  it('anything else ends at a round number above value and target', () => {
    expect(bulletScale({ combine: 'sum' }, 4210).to).toBe(5000)
    expect(roundUp(0)).toBe(1)
    expect(roundUp(0.9)).toBe(1)
    expect(roundUp(1.6)).toBe(2)
    expect(roundUp(81)).toBe(100)
  })
})

describe('level curve', () => {
  const bucket = (at: number, mean: number) => ({ at, mean, min: mean - 0.05, max: mean + 0.05 })

  it('leaves a silence as a gap', () => {
    const runs = stretches([bucket(0, 1), bucket(5, 1), bucket(30, 1), bucket(35, 1)], 12)
    expect(runs.map((run) => run.map(({ at }) => at))).toEqual([
      [0, 5],
      [30, 35],
    ])
    expect(stretches([], 12)).toEqual([])
  })

  it('has room for the water and its limits', () => {
    const [low, high] = levelRange([bucket(0, -0.4), bucket(1, 1.9)], [1.8, 2])
    expect(low).toBeLessThanOrEqual(-0.55)
    expect(high).toBeGreaterThanOrEqual(2.1)
    expect(levelRange([], [])).toEqual([0, 1])
  })

  it('knows the highest moment', () => {
    expect(peakOf([bucket(0, 1), bucket(5, 1.9), bucket(9, 1.2)])).toEqual({ at: 5, value: 1.95 })
    expect(peakOf([])).toBeUndefined()
  })
})

describe('words of VN_AQI', () => {
  it.each([
    [0, 'Tốt'],
    [50, 'Tốt'],
    [51, 'Trung bình'],
    [100, 'Trung bình'],
    [101, 'Kém'],
    [151, 'Xấu'],
    [201, 'Rất xấu'],
    [301, 'Nguy hại'],
    [500, 'Nguy hại'],
  ])('%d is %s', (index, word) => expect(aqiBand(index)?.word.vi).toBe(word))

  it('has no word for what is unknown', () => {
    expect(aqiBand(null)).toBeUndefined()
    expect(aqiBand(undefined)).toBeUndefined()
    expect(aqiBand(Number.NaN)).toBeUndefined()
  })
})

describe('room for pictures', () => {
  it('grows the tiles as long as every camera is still shown', () => {
    expect(mosaicRoom(50, 55, 4)).toMatchObject({ columns: 2, rows: 2 })
    expect(mosaicRoom(50, 55, 1)?.tileRem).toBeGreaterThan(45)
    expect(mosaicRoom(50, 55, 12)).toMatchObject({ columns: 3, rows: 4 })
  })

  it('shows as many as fit when they cannot all be shown, and never a tile too small for its caption', () => {
    const room = mosaicRoom(50, 55, 83)
    expect(room).toMatchObject({ columns: 3, rows: 4 })
    expect(room?.tileRem).toBeGreaterThanOrEqual(15)
    expect(mosaicRoom(10, 55, 3)).toBeUndefined()
    expect(mosaicRoom(50, 8, 3)).toBeUndefined()
  })

  it('never lays tiles outside of the room', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 16, max: 90, noNaN: true }),
        fc.double({ min: 16, max: 90, noNaN: true }),
        fc.nat(90),
        (w, h, n) => {
          const room = mosaicRoom(w, h, n + 1)
          fc.pre(room !== undefined)
          expect(room.columns * (room.tileRem + 0.8) - 0.8).toBeLessThanOrEqual(w + 1e-6)
          expect(3 + room.rows * ((room.tileRem * 9) / 16 + 3.5 + 0.8) - 0.8).toBeLessThanOrEqual(h + 1e-6)
        },
      ),
    )
  })
})

describe('badges on the map', () => {
  const distance = (a: { lng: number; lat: number }, b: { lng: number; lat: number }) =>
    Math.hypot((a.lng - b.lng) * Math.cos((10 * Math.PI) / 180), a.lat - b.lat)

  it('do not cover one another, even on one spot, and stay near their places', () => {
    const ward = [0, 0.001, 0.002, 0].map((more) => ({ lng: 105.78 + more, lat: 10.03 }))
    const moved = separate(ward, 0.02)
    moved.forEach((a, i) => {
      for (const b of moved.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(0.02 * 0.9)
      expect(distance(a, ward[i] ?? a)).toBeLessThan(0.06)
    })
  })

  it('stay where they are when there is room', () => {
    const far = [
      { lng: 105.3, lat: 10.2 },
      { lng: 105.8, lat: 10 },
    ]
    separate(far, 0.02).forEach((place, i) => {
      expect(distance(place, far[i] ?? { lng: 0, lat: 0 })).toBeLessThan(1e-9)
    })
    expect(separate([], 1)).toEqual([])
  })
})
