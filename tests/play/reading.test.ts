import { describe, expect, it } from 'vitest'
import { ageOf, judged, ofCameras, ofReports } from './expected.ts'
import { FORMULAS, type Formula } from './formulas.ts'
import type { Counts, HeardCamera, Published } from './published.ts'
import { faultIn, miscalculated, numberIn, saysNumber, saysOneOf } from './reading.ts'

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
    expect(saysOneOf('12', [11, 14])).toBe(true)
    expect(saysOneOf('15', [11, 14])).toBe(false)
    expect(saysOneOf('12', [null])).toBe(false)
    expect(saysOneOf('–', [11, null])).toBe(true)
  })

  it('is calculated by hand where a formula stands with its numbers', () => {
    expect(miscalculated('1.458 ÷ 1.496 × 100 = 97,5%')).toBeUndefined()
    expect(miscalculated('1.458 ÷ 1.496 × 100 = 97,4%')).toBeCloseTo(97.46, 2)
    expect(miscalculated('90 ÷ 4 = 22,5 phút')).toBeUndefined()
    expect(miscalculated('Tổng: 12 = 12 hồ sơ')).toBeUndefined()
  })

  it('is faulty where a value is none, or a sentence English', () => {
    expect(faultIn('Mực nước NaN m')).toBe('a value that is none')
    expect(faultIn('[object Object]')).toBe('a value that is none')
    expect(faultIn('Connection lost')).toBe('English')
    expect(faultIn('http://ioc/sensor/KK-THOT-NOT')).toBeUndefined()
    expect(faultIn('Máy chủ MQTT (broker)')).toBeUndefined()
    expect(faultIn('An Bình, Thới An, Xuân Khánh')).toBeUndefined()
  })
})

describe('what is expected', () => {
  // A Wednesday.
  const now = Date.parse('2026-11-04T09:00:00+07:00')
  const isWorkingDay = (day: string) => day !== '2026-11-01'
  const said = (reports: Record<string, Counts>) => ({
    report: (system: string, unit: string, day: string) => reports[`${system}/${unit}/${day}`],
    newest: (system: string, unit: string) => {
      const counts = reports[`${system}/${unit}/2026-11-04`]
      return counts && { at: now - 100_000, counts }
    },
  })
  const due = (kpi: string, authorities: readonly string[], reports: Record<string, Counts>) =>
    ofReports(said(reports), FORMULAS[kpi] as Formula, authorities, now, isWorkingDay)

  it('leaves a day out whole of which a part is not known, and is unknown where nobody told', () => {
    const reports = {
      'portal/A/2026-11-02': { receivedOnline: 30, receivedDirect: 60, receivedPostal: 10 },
      'portal/A/2026-11-03': { receivedOnline: 100 },
    }
    expect(due('onlineShare', ['A'], reports)).toEqual({
      value: 30,
      numerator: 30,
      denominator: 100,
      reported: 1,
      expected: 2,
    })
    expect(due('onlineShare', ['B'], reports).value).toBeNull()
  })

  it('owes today once it is told, and no day off', () => {
    const day = { received: 5, resolvedEarly: 1, resolvedOnTime: 2, resolvedLate: 1, pendingOverdue: 4 }
    const reports = { 'oneStop/A/2026-11-01': day, 'oneStop/A/2026-11-03': day, 'oneStop/A/2026-11-04': day }
    expect(due('onTimeRate', ['A', 'B'], reports)).toMatchObject({ value: 75, reported: 2, expected: 5 })
    expect(due('receivedToday', ['A', 'B'], reports)).toMatchObject({ value: 5, reported: 1, expected: 2 })
  })

  it('takes a stock once beside the flows of its days', () => {
    const first = { resolvedEarly: 1, resolvedOnTime: 2, resolvedLate: 1, pendingOverdue: 40 }
    const reports = { 'oneStop/A/2026-11-02': first, 'oneStop/A/2026-11-03': { ...first, pendingOverdue: 2 } }
    expect(due('honestOnTimeRate', ['A'], reports)).toMatchObject({ numerator: 6, denominator: 10 })
  })

  it('takes of what stands now only what is fresh', () => {
    const hosts = { hosts: 10, hostsProtected: 9 }
    const calls = { endpointsOnline: 2 }
    const reports = { 'antiMalware/A/2026-11-04': hosts, 'videoConferencing/A/2026-11-04': calls }
    expect(due('antiMalwareHosts', ['A', 'B'], reports)).toMatchObject({ value: 90, reported: 1, expected: 2 })
    expect(due('videoCommunes', ['A'], reports).value).toBe(100)
    expect(
      due('lgspConnected', ['A'], { 'lgsp/A/2026-11-04': { systemsConnected: 1, systemsInOperation: 2 } }),
    ).toEqual({
      value: 50,
      numerator: 1,
      denominator: 2,
      reported: 1,
      expected: 1,
    })
  })

  it('is judged against its target where enough is known', () => {
    const aim = { target: 90, near: 5, direction: 'higher', least: 0.8 } as const
    const of = (value: number | null, reported = 10) => ({
      value,
      numerator: 0,
      denominator: 0,
      reported,
      expected: 10,
    })
    expect([of(90), of(89.9), of(84), of(null), of(90, 7)].map((each) => judged(each, aim))).toEqual([
      'met',
      'near',
      'missed',
      'unjudged',
      'unjudged',
    ])
    expect(judged(of(4), { ...aim, target: 3, direction: 'lower' })).toBe('near')
    expect(judged(of(4), { ...aim, target: null })).toBe('untargeted')
  })

  it('tells a hall that nobody serves from one that is too full', () => {
    const hall = (waiting: number, countersStaffed: number) => ({
      countAt: now,
      waiting,
      countersStaffed,
      commune: 'A',
    })
    const halls = [hall(3, 0), hall(0, 0), hall(30, 2), hall(4, 2)]
    const cameras = () => halls.map((each, i) => [String(i), each as HeardCamera] as const)
    const share = (kpi: string) =>
      ofCameras({ cameras } as Pick<Published, 'cameras'> as Published, kpi, new Set('A'), now)
    expect(share('officesUnstaffed').value).toBe(25)
    expect(share('officesOverCapacity').value).toBe(25)
    expect(share('waitingNow').value).toBe(37)
  })

  it('is live for two and a half intervals, lost after ten', () => {
    expect(ageOf(0, 25_000, 10_000)).toBe('live')
    expect(ageOf(0, 25_001, 10_000)).toBe('stale')
    expect(ageOf(0, 100_001, 10_000)).toBe('lost')
    expect(ageOf(undefined, 0, 10_000)).toBe('never')
  })
})
