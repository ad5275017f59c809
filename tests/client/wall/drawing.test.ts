import { describe, expect, it } from 'vitest'
import { aqiBand } from '../../../client/panels/aqiBands.ts'
import { bulletScale, roundUp } from '../../../client/panels/bulletScale.ts'
import { separate } from '../../../client/scenes/separate.ts'

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
