import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kpiOf } from '../../../client/console/figures/kpiList.ts'
import { BY_NEED, intervalAxis, orderOf, RANKING_COLUMNS, rankingOf } from '../../../client/console/ranking/ranking.ts'
import { kpiStateNow } from '../../../client/panels/truth.ts'
import type { Kpi, KpiState, KpiValue } from '../../../domain/kpis/kpi.ts'
import { MIN_CASES } from '../../../domain/ranking/rank.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { DAY_MS } from '../../../domain/time.ts'

const NOW = 1_795_000_000_000
const collator = new Intl.Collator('vi')
const onTime = kpiOf('onTimeRate')
const overdue = kpiOf('pendingOverdue')

function value(unit: string, figure: number | null, rest: Partial<KpiValue> = {}): KpiValue {
  return {
    key: `onTimeRate|${unit}`,
    kpi: 'onTimeRate',
    unit,
    value: figure,
    numerator: figure,
    denominator: 100,
    target: 95,
    reported: 1,
    expected: 1,
    at: NOW - 10_000,
    everyMs: 60_000,
    state: figure === null ? 'unjudged' : 'met',
    unheard: false,
    simulated: true,
    ...rest,
  }
}

function rank(kpi: Kpi, values: readonly KpiValue[], sort?: { by: string; falls: boolean }) {
  const byUnit = new Map(values.map((each) => [each.unit, each]))
  return rankingOf({
    kpi,
    units: values.map((each) => ({ code: each.unit, name: each.unit })),
    valueAt: (code) => byUnit.get(code),
    now: NOW,
    reception: ALWAYS_OPEN,
    sort,
    collator,
  })
}

describe('the ranking', () => {
  it('begins with the worst, whichever way the KPI points', () => {
    const values = [value('a', 80), value('b', 95), value('c', 60)]
    expect(rank(onTime, values).judged.map(({ code }) => code)).toEqual(['c', 'a', 'b'])
    expect(rank(overdue, values).judged.map(({ code }) => code)).toEqual(['b', 'a', 'c'])
  })

  it('says one place where it is sure and a range where it is not', () => {
    const values = [value('a', 96), value('b', 95), value('c', 40), value('d', 10)]
    const { judged } = rank(onTime, values, { by: 'rank', falls: false })
    expect(judged.map(({ code, place }) => [code, place.firstPlace, place.lastPlace])).toEqual([
      ['a', 1, 2],
      ['b', 1, 2],
      ['c', 3, 3],
      ['d', 4, 4],
    ])
  })

  it('gives equal values the same places and orders them by name', () => {
    const { judged } = rank(overdue, [value('b', 7), value('a', 7), value('c', 9)])
    expect(judged.map(({ code, place }) => [code, place.firstPlace, place.lastPlace])).toEqual([
      ['c', 3, 3],
      ['a', 1, 2],
      ['b', 1, 2],
    ])
  })

  it('draws intervals on an axis of whole numbers around all of them and the target', () => {
    const axis = (...places: { low: number; high: number }[]) => intervalAxis(onTime, places)
    expect(axis({ low: 84.2, high: 90.1 }, { low: 97, high: 99.4 })).toEqual({ from: 80, to: 100 })
    expect(axis({ low: 94, high: 96 })).toEqual({ from: 94, to: 96 })
    expect(axis({ low: 3, high: 99 })).toEqual({ from: 0, to: 100 })
    expect(axis({ low: 95, high: 95 })).toEqual({ from: 95, to: 96 })
    expect(intervalAxis({ combine: 'ratio' }, [{ low: 100, high: 100 }])).toEqual({ from: 99, to: 100 })
    expect(axis()).toEqual({ from: 0, to: 100 })
  })

  it('goes by how many cases are missing to the target, not by the rate, when asked for need', () => {
    const large = value('large', 90, { numerator: 9_000, denominator: 10_000 })
    const small = value('small', 50, { numerator: 50, denominator: 100 })
    const { judged } = rank(onTime, [small, value('fine', 99), large], BY_NEED)
    expect(judged.map(({ code, need }) => [code, need?.cases])).toEqual([
      ['large', 500],
      ['small', 45],
      ['fine', 0],
    ])
    expect(orderOf(onTime, BY_NEED)).toEqual(BY_NEED)
    expect(orderOf(kpiOf('receivedToday'), BY_NEED)).toEqual({ by: 'rank', falls: true })
  })

  it('sets apart what is unknown, unjudged, stale or missing, by name', () => {
    const values = [
      value('Ô Môn', null),
      value('An Bình', 10, { state: 'unjudged', reported: 0 }),
      value('An Khánh', 0, { state: 'missed', numerator: 0, denominator: MIN_CASES - 1 }),
      value('Tân An', null, { at: null, numerator: 0, denominator: 0 }),
      value('Trà Nóc', null, { reported: 0, expected: 0, at: null }),
      value('Đông Hiệp', 99, { at: NOW - 40 * DAY_MS }),
      value('Ba Láng', 50),
    ]
    const { judged, unjudged } = rankingOf({
      kpi: onTime,
      units: [...values.map((each) => ({ code: each.unit, name: each.unit })), { code: 'x', name: 'Ấp 2' }],
      valueAt: (code) => values.find((each) => each.unit === code),
      now: NOW,
      reception: ALWAYS_OPEN,
      sort: undefined,
      collator,
    })
    expect(judged.map((row) => row.code)).toEqual(['Ba Láng'])
    expect(unjudged.map(({ name, why }) => [name, why])).toEqual([
      ['An Bình', 'coverage'],
      ['An Khánh', 'few'],
      ['Ấp 2', 'never'],
      ['Đông Hiệp', 'old'],
      ['Ô Môn', 'cases'],
      ['Tân An', 'cases'],
      ['Trà Nóc', 'none'],
    ])
  })

  it('orders names as Vietnamese does', () => {
    const names = ['Đông Hiệp', 'Cần Thơ', 'Ăng', 'An', 'Ân', 'Ưng', 'Oanh', 'Ơn', 'Ba']
    const { judged } = rank(
      onTime,
      names.map((name, place) => value(name, place)),
      { by: 'name', falls: false },
    )
    expect(judged.map((row) => row.name)).toEqual([
      'An',
      'Ăng',
      'Ân',
      'Ba',
      'Cần Thơ',
      'Đông Hiệp',
      'Oanh',
      'Ơn',
      'Ưng',
    ])
  })

  it('never ranks what cannot be judged and never loses a unit, in any order', () => {
    expect(orderOf(onTime, { by: 'constructor', falls: true })).toEqual(orderOf(onTime, undefined))
    const states: KpiState[] = ['met', 'near', 'missed', 'untargeted', 'unjudged']
    const row = fc.record({
      figure: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
      state: fc.constantFrom(...states),
      ageMs: fc.integer({ min: 0, max: 3_600_000 }),
    })
    const sort = fc.option(
      fc.record({ by: fc.constantFrom<string>(...RANKING_COLUMNS, 'nonsense'), falls: fc.boolean() }),
      { nil: undefined },
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), sort, (rows, order) => {
        const values = rows.map((each, place) =>
          value(`u${place}`, each.figure, { state: each.state, at: NOW - each.ageMs }),
        )
        const { judged, unjudged } = rank(onTime, values, order)
        expect([...judged, ...unjudged].map((each) => each.code).sort()).toEqual(values.map((each) => each.unit).sort())
        for (const { value, place } of judged) {
          expect(kpiStateNow(value, NOW)).not.toBe('unjudged')
          const better = judged.filter((other) => other.place.value > place.value).length
          expect(place.firstPlace <= better + 1 && better + 1 <= place.lastPlace).toBe(true)
        }
        for (const { value } of unjudged) expect(kpiStateNow(value, NOW)).toBe('unjudged')
      }),
    )
  })
})
