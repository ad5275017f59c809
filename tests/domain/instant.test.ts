import { afterEach, describe, expect, it } from 'vitest'
import { dayFault, parseInstant, parseQueryInstant, type TimeFault, unitFaultOf } from '../../domain/instant.ts'

const NOON = Date.UTC(2026, 10, 28, 5)

describe('a written moment', () => {
  it.each([
    ['2026-11-28T12:00:00+07:00', NOON],
    ['2026-11-28T12:00+07:00', NOON],
    ['2026-11-28T12:00:00+0700', NOON],
    ['2026-11-28T12:00:00+07', NOON],
    ['2026-11-28T05:00:00Z', NOON],
    ['2026-11-28T00:00:00.000000000-05:00', NOON],
    ['2026-11-28T12:00:00.25+07:00', NOON + 250],
    ['2026-11-28T12:00:00.9999+07:00', NOON + 999],
    ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ])('%s is understood', (text, at) => {
    expect(parseInstant(text)).toEqual({ ok: true, at })
    expect(parseQueryInstant(text)).toEqual({ ok: true, at })
  })

  it('of a far year is understood, and in an address told that nothing is of it', () => {
    expect(parseInstant('0099-01-01T00:00:00Z')).toEqual({ ok: true, at: -59_042_995_200_000 })
    expect(parseQueryInstant('0099-01-01T00:00:00Z')).toMatchObject({ ok: false, fault: 'timeOutOfCentury' })
  })

  const faults: [text: string, fault: TimeFault, instead: string][] = [
    ['2026-02-30T00:00:00Z', 'timeNoSuchDay', ''],
    ['2026-02-29T12:00:00+07:00', 'timeNoSuchDay', ''],
    ['2026-04-31T12:00:00+07:00', 'timeNoSuchDay', ''],
    ['2026-13-01T00:00:00Z', 'timeNoSuchDay', ''],
    ['2026-02-30T00:00:00', 'timeNoSuchDay', ''],
    ['2026-11-28T24:00:00Z', 'timeNoSuchHour', ''],
    ['2026-11-28T12:60:00+07:00', 'timeNoSuchHour', ''],
    ['2026-11-28T23:59:60Z', 'timeNoSuchHour', ''],
    ['2026-11-28T12:00:00', 'timeNoOffset', '2026-11-28T12:00:00+07:00'],
    ['2026-11-28T12:00', 'timeNoOffset', '2026-11-28T12:00+07:00'],
    ['2026-11-28 12:00:00', 'timeNoOffset', '2026-11-28T12:00:00+07:00'],
    ['2026-11-28T12:00:00 07:00', 'timeLostPlus', '2026-11-28T12:00:00+07:00'],
    ['2026-11-28T12:00:00.5 0700', 'timeLostPlus', '2026-11-28T12:00:00.5+0700'],
    ['2026-11-28 12:00:00+07:00', 'timeFormat', '2026-11-28T12:00:00+07:00'],
    ['28/11/2026 12:00', 'timeDayOrder', ''],
    ['28-11-2026', 'timeDayOrder', ''],
    ['11.28.2026', 'timeDayOrder', ''],
    ['2026/11/28', 'timeDayOrder', ''],
    ['2026-11-28T12:00:00+15:00', 'timeFormat', ''],
    ['Sat, 28 Nov 2026 05:00:00 GMT', 'timeFormat', ''],
    ['now', 'timeFormat', ''],
    ['', 'timeFormat', ''],
    ['9'.repeat(100_000), 'timeFormat', ''],
  ]
  it.each(faults)('%s is refused as %s, with what to write', (text, fault, instead) => {
    const parsed = parseInstant(text)
    expect(parsed).toMatchObject({ ok: false, fault })
    const shown = parsed.ok ? '' : parsed.instead
    expect(parseInstant(shown)).toMatchObject({ ok: true })
    if (instead !== '') expect(shown).toBe(instead)
    expect(parseQueryInstant(text)).toEqual(parsed)
  })

  it('is no number in quotation marks in a message, and epoch milliseconds in an address', () => {
    expect(parseInstant('1795395600000')).toEqual({ ok: false, fault: 'timeQuoted', instead: '1795395600000' })
    expect(parseQueryInstant('1795395600000')).toEqual({ ok: true, at: 1_795_395_600_000 })
    expect(parseQueryInstant('946659600000')).toEqual({ ok: true, at: Date.UTC(1999, 11, 31, 17) })
  })

  it.each([
    ['20261128', '2026-11-28'],
    ['202611', '2026-11-01'],
    ['2026', '2026-01-01'],
    ['20261332', '2026-11-28'],
    ['0', '2026-11-28'],
    ['-1', '2026-11-28'],
    ['946659599999', '2026-11-28'],
    ['99999999999999999', '2026-11-28'],
    ['0000-01-01', ''],
    ['1999-12-31', ''],
    ['2100-01-02', ''],
    ['1999-12-31T16:59:59Z', ''],
  ])('%s in an address is no moment of this century, and told what to write', (text, instead) => {
    const parsed = parseQueryInstant(text)
    expect(parsed).toMatchObject({ ok: false, fault: 'timeOutOfCentury' })
    const shown = parsed.ok ? '' : parsed.instead
    expect(parseQueryInstant(shown)).toMatchObject({ ok: true })
    if (instead !== '') expect(shown).toBe(instead)
  })

  it.each([
    ['20261129', 'timeOutOfCentury', '2026-11-29T09:00:00+07:00'],
    ['5', 'timeOutOfCentury', '2026-11-28T09:00:00+07:00'],
    ['1795395600', 'timeInSeconds', '1795395600000'],
    ['1795395600000', 'timeQuoted', '1795395600000'],
  ])('digits %s in quotes in a message are never advised where they would be refused', (text, fault, instead) => {
    expect(parseInstant(text)).toEqual({ ok: false, fault, instead })
  })

  it('is the start of the day in the city when an address has a bare day, and refused in a message', () => {
    expect(parseQueryInstant('2026-11-28')).toEqual({ ok: true, at: Date.UTC(2026, 10, 27, 17) })
    expect(parseQueryInstant('2026-02-30')).toMatchObject({ ok: false, fault: 'timeNoSuchDay' })
    expect(parseInstant('2026-11-28')).toEqual({
      ok: false,
      fault: 'timeNoOffset',
      instead: '2026-11-28T00:00:00+07:00',
    })
  })

  it('in seconds is told from one in milliseconds, and likewise in finer units', () => {
    expect(parseQueryInstant('1795395600')).toEqual({ ok: false, fault: 'timeInSeconds', instead: '1795395600000' })
    expect(parseQueryInstant('1795395600000000')).toMatchObject({ fault: 'timeTooFine', instead: '1795395600000' })
    expect(parseQueryInstant('1795395600000000000')).toMatchObject({ fault: 'timeTooFine', instead: '1795395600000' })
    const [oldest, newest] = [NOON - 1e9, NOON + 300_000]
    expect(unitFaultOf(NOON / 1000, oldest, newest)).toMatchObject({ fault: 'timeInSeconds', instead: `${NOON}` })
    expect(unitFaultOf(NOON * 1e3, oldest, newest)).toMatchObject({ fault: 'timeTooFine', instead: `${NOON}` })
    expect(unitFaultOf(NOON * 1e6, oldest, newest)).toMatchObject({ fault: 'timeTooFine', instead: `${NOON}` })
    expect(unitFaultOf(0, oldest, newest)).toBeUndefined()
  })

  it('as a day is one of the calendar, year first', () => {
    expect(dayFault('2026-11-28')).toBeUndefined()
    expect(dayFault('2026-02-30')).toMatchObject({ fault: 'timeNoSuchDay' })
    expect(dayFault('28/11/2026')).toMatchObject({ fault: 'timeDayOrder' })
    expect(dayFault('yesterday')).toMatchObject({ fault: 'timeFormat', instead: '2026-11-28' })
  })
})

describe('what a time means', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('does not depend on the zone of the process that reads it', () => {
    const texts = [
      '2026-11-28',
      '2026-11-28T00:00:00',
      '2026-11-28T00:00:00+07:00',
      '2026-03-29T02:30:00',
      '2026-02-30',
    ]
    const offsets = new Set<number>()
    const readings = new Set<string>()
    for (const tz of ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati']) {
      process.env.TZ = tz
      offsets.add(new Date(NOON).getTimezoneOffset())
      readings.add(JSON.stringify(texts.map((text) => [parseInstant(text), parseQueryInstant(text), dayFault(text)])))
    }
    expect(offsets.size).toBe(5)
    expect(readings.size).toBe(1)
  })
})
