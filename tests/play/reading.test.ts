import { describe, expect, it } from 'vitest'
import { ageOf, ofDays } from './expected.ts'
import type { Published } from './published.ts'
import { faultIn, numberIn, saysNumber } from './reading.ts'

describe('what is read of a screen', () => {
  it('is a number as Vietnamese writes it, with its digits', () => {
    expect(numberIn('1.234,50%')).toEqual({ value: 1234.5, digits: 2 })
    expect(numberIn('-0,25 m')).toEqual({ value: -0.25, digits: 2 })
    expect(numberIn('12 cảnh báo')).toEqual({ value: 12, digits: 0 })
    expect(numberIn('–')).toBeUndefined()
    expect(numberIn('–người chờ')).toBeUndefined()
  })

  it('says a number within its rounding, and a dash only what is unknown', () => {
    expect(saysNumber('85,7%', 85.68)).toBe(true)
    expect(saysNumber('85,7%', 85.61)).toBe(false)
    expect(saysNumber('–', null)).toBe(true)
    expect(saysNumber('0%', null)).toBe(false)
    expect(saysNumber('–', 0)).toBe(false)
    expect(saysNumber('đang tải', 3)).toBe(false)
  })

  it('is faulty where a value is none, or a sentence English', () => {
    expect(faultIn('Mực nước NaN m')).toBe('a value that is none')
    expect(faultIn('[object Object]')).toBe('a value that is none')
    expect(faultIn('Connection lost')).toBe('English')
    expect(faultIn('Máy chủ MQTT (broker)')).toBeUndefined()
    expect(faultIn('An Bình, Thới An, Xuân Khánh')).toBeUndefined()
  })
})

describe('what is expected', () => {
  it('leaves a day out whole of which a part is not known, and is unknown where nobody told', () => {
    const reports: Record<string, Record<string, number>> = {
      'portal/A/2026-11-02': { receivedOnline: 30, receivedDirect: 60, receivedPostal: 10 },
      'portal/A/2026-11-03': { receivedOnline: 100 },
    }
    const report: Published['report'] = (system, unit, day) => reports[`${system}/${unit}/${day}`]
    const published = { report } as Published
    const days = ['2026-11-02', '2026-11-03']
    expect(ofDays(published, 'onlineShare', ['A'], days)).toEqual({ value: 30, numerator: 30, denominator: 100 })
    expect(ofDays(published, 'onlineShare', ['B'], days).value).toBeNull()
  })

  it('is live for two and a half intervals, lost after ten', () => {
    expect(ageOf(0, 25_000, 10_000)).toBe('live')
    expect(ageOf(0, 25_001, 10_000)).toBe('stale')
    expect(ageOf(0, 100_001, 10_000)).toBe('lost')
    expect(ageOf(undefined, 0, 10_000)).toBe('never')
  })
})
