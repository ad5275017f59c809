import { describe, expect, it } from 'vitest'
import { aqiBand } from '../../../client/panels/aqiBands.ts'
import { bulletScale, roundUp } from '../../../client/panels/bulletScale.ts'

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
