import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kpiOf } from '../../../client/console/kpiList.ts'
import { isComparable, RANKING_COLUMNS, rankUnits } from '../../../client/console/ranking.ts'
import type { Kpi, KpiState, KpiValue } from '../../../domain/kpis/kpi.ts'

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
    simulated: true,
    ...rest,
  }
}

function rank(kpi: Kpi, values: readonly KpiValue[], sort?: { by: string; falls: boolean }) {
  const byUnit = new Map(values.map((each) => [each.unit, each]))
  return rankUnits({
    kpi,
    units: values.map((each) => ({ code: each.unit, name: each.unit })),
    valueAt: (code) => byUnit.get(code),
    now: NOW,
    sort,
    collator,
  })
}

describe('the ranking', () => {
  it('begins with the worst, whichever way the KPI points', () => {
    const values = [value('a', 80), value('b', 95), value('c', 60)]
    expect(rank(onTime, values).judged.map((row) => [row.code, row.rank])).toEqual([
      ['c', 3],
      ['a', 2],
      ['b', 1],
    ])
    expect(rank(overdue, values).judged.map((row) => row.code)).toEqual(['b', 'a', 'c'])
  })

  it('gives equal values one rank and skips the next', () => {
    const { judged } = rank(onTime, [value('a', 90), value('b', 90), value('c', 80)], { by: 'rank', falls: false })
    expect(judged.map((row) => row.rank)).toEqual([1, 1, 3])
  })

  it('sets apart what is unknown, unjudged, stale or missing, by name', () => {
    const values = [
      value('Ô Môn', null),
      value('An Bình', 10, { state: 'unjudged' }),
      value('Đông Hiệp', 99, { at: NOW - 10 * 60_000 }),
      value('Ba Láng', 50),
    ]
    const { judged, unjudged } = rankUnits({
      kpi: onTime,
      units: [...values.map((each) => ({ code: each.unit, name: each.unit })), { code: 'x', name: 'Ấp 2' }],
      valueAt: (code) => values.find((each) => each.unit === code),
      now: NOW,
      sort: undefined,
      collator,
    })
    expect(judged.map((row) => row.code)).toEqual(['Ba Láng'])
    expect(unjudged.map((row) => row.name)).toEqual(['An Bình', 'Ấp 2', 'Đông Hiệp', 'Ô Môn'])
    expect(unjudged.every((row) => row.rank === undefined)).toBe(true)
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
        for (const each of judged) {
          expect(isComparable(each.value, NOW)).toBe(true)
          const better = judged.filter((other) => (other.value?.value ?? 0) > (each.value?.value ?? 0)).length
          expect(each.rank).toBe(better + 1)
        }
        for (const each of unjudged) expect(isComparable(each.value, NOW)).toBe(false)
      }),
    )
  })
})
