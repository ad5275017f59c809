import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFigures } from '../../../client/console/figures/compareFigures.ts'
import { formatSpan } from '../../../client/console/figures/formatSpan.ts'
import { periodRow } from '../../../client/console/ranking/periodRow.ts'
import { kpiFreshness } from '../../../client/panels/truth.ts'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { DAY_MS, startOfDay } from '../../../domain/time.ts'

const NOW = Date.parse('2026-11-23T09:00:00+07:00')
const FIGURE: ComparedFigure = {
  value: 95,
  numerator: 95,
  denominator: 100,
  reported: 80,
  expected: 83,
  simulated: true,
  estimated: false,
  span: { from: '2026-10-01', to: '2026-10-31' },
  target: 95,
  state: 'met',
  before: { span: { from: '2026-09-01', to: '2026-09-30' }, value: 94, reported: 83, expected: 83, withheld: null },
  lastYear: { span: { from: '2025-10-01', to: '2025-10-31' }, value: null, reported: 0, expected: 83, withheld: null },
}

describe('a figure of a period as a row', () => {
  it('is true at the end of its period, and does not age', () => {
    const row = periodRow('onTimeRate', '31117', FIGURE, NOW)
    expect(row).toMatchObject({ key: 'onTimeRate|31117', value: 95, reported: 80, state: 'met', simulated: true })
    expect(row.at).toBe(startOfDay('2026-11-01'))
    expect(kpiFreshness(row, NOW + 3_650 * DAY_MS, ALWAYS_OPEN)).toBe('live')
  })

  it('of a period still running is true now; unknown has no moment', () => {
    const running = { ...FIGURE, span: { from: '2026-11-01', to: '2026-11-23' } }
    expect(periodRow('onTimeRate', '31117', running, NOW).at).toBe(NOW)
    expect(periodRow('onTimeRate', '31117', { ...FIGURE, value: null }, NOW).at).toBeNull()
  })
})

const RATE: Kpi = KPIS.onTimeRate
const OVERDUE: Kpi = KPIS.pendingOverdue
const RECEIVED: Kpi = KPIS.receivedToday

describe('a comparison', () => {
  it('says whether a change is good: more is, or less is', () => {
    expect(compareFigures(RATE, 95, 94)).toEqual({ by: 1, is: 'better' })
    expect(compareFigures(OVERDUE, 95, 94)).toEqual({ by: 1, is: 'worse' })
    expect(compareFigures(RATE, 94.96, 95)).toEqual({ by: 0, is: 'same' })
    expect(compareFigures(RATE, null, 95)).toBeUndefined()
    expect(compareFigures(RATE, 95, null)).toBeUndefined()
  })

  it('judges nothing that has no target: more dossiers are more, not better', () => {
    expect(compareFigures(RECEIVED, 95, 90)).toEqual({ by: 5, is: 'more' })
    expect(compareFigures(RECEIVED, 90, 95)).toEqual({ by: -5, is: 'less' })
  })

  it('turns round with its two sides', () => {
    const value = fc.double({ min: 0, max: 1e6, noNaN: true })
    const turned = { better: 'worse', worse: 'better', more: 'less', less: 'more', same: 'same' } as const
    fc.assert(
      fc.property(value, value, (a, b) => {
        for (const kpi of [RATE, RECEIVED]) {
          expect(compareFigures(kpi, b, a)?.is).toBe(turned[compareFigures(kpi, a, b)?.is ?? 'same'])
        }
      }),
    )
  })
})

it('a span of one day is written with its weekday, a longer one by its ends', () => {
  expect(formatSpan({ from: '2025-11-23', to: '2025-11-23' }, 'vi')).toBe('CN 23/11/2025')
  expect(formatSpan({ from: '2025-11-24', to: '2025-11-24' }, 'en')).toBe('Mon 24/11/2025')
  expect(formatSpan({ from: '2025-12-29', to: '2026-01-04' }, 'vi')).toBe('29/12/2025–04/01/2026')
  expect(formatSpan({ from: '2025-11-01', to: '2025-11-24' }, 'vi')).toBe('01/11–24/11/2025')
})
