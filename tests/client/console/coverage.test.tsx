// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PeriodCard } from '../../../client/console/figures/PeriodCard.tsx'
import { Index766Detail } from '../../../client/console/index766/Index766Detail.tsx'
import { PlanLines } from '../../../client/console/plan/PlanLines.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { planLines } from '../../../client/panels/planLines.ts'
import type { CriterionId } from '../../../domain/index766/criteria.ts'
import { scoreIndex } from '../../../domain/index766/index766.ts'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { layOut } from '../../support/layOut.ts'
import { planRow } from '../../support/planRow.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
layOut()
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const NOW = Date.parse('2026-11-23T09:00:00+07:00')

describe('a figure of a period', () => {
  const figure: ComparedFigure & { unit: string } = {
    ...{ unit: '92', value: 97, numerator: 97, denominator: 100, reported: 1_245, expected: 1_328 },
    ...{ simulated: false, estimated: false, span: { from: '2026-11-01', to: '2026-11-23' }, target: 95, state: 'met' },
    before: {
      span: { from: '2026-10-01', to: '2026-10-23' },
      ...{ value: 95, reported: 1_328, expected: 1_328, withheld: null },
    },
    lastYear: {
      span: { from: '2025-11-01', to: '2025-11-23' },
      ...{ value: null, reported: 16, expected: 1_328, withheld: 'thinThen' },
    },
  }

  it('says how many daily reports it rests on, and why it is not held against last year', async () => {
    const answer = { period: 'month', day: '2026-11-23', figures: [figure] }
    vi.stubGlobal(
      'fetch',
      async () => new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }),
    )
    const { findByText, container } = renderScreen(<PeriodCard id="onTimeRate" unit="92" />, {
      ...{ path: '/console?period=month', now: NOW },
    })
    await findByText('báo cáo ngày 1.245/1.328')
    expect(container.textContent).toContain('so với kỳ trước (01/10–23/10/2026) 2,0 tốt lên')
    expect(container.textContent).toContain('so với cùng kỳ (01/11–23/11/2025)không so sánh: kỳ đó chỉ có 1% báo cáo')
  })
})

describe('a criterion of index 766', () => {
  it('says how much of it was reported, that too little gives no band, and when it counts thirty days', () => {
    const row = scoreIndex('92', 'city', { official: null, officialUnpooled: false }, (id) => ({
      share: { numerator: 1, denominator: 2 },
      ...({ '4.2': { reported: 20, expected: 1_328 }, '4.1': { reported: 1_300, expected: 1_328 } }[id as string] ?? {
        reported: 83,
        expected: 83,
      }),
    }))
    const { container } = renderScreen(<Index766Detail row={row} caption="766" />)
    const textOf = (id: CriterionId) =>
      [...container.querySelectorAll('th[scope=row]')].find((each) => each.textContent?.startsWith(`${id} `))
        ?.textContent
    expect(textOf('4.2')).toContain('báo cáo ngày 20/1.328 · thiếu báo cáo: không xếp loại')
    expect(textOf('4.1')).toMatch(/báo cáo ngày 1\.300\/1\.328$/)
    expect(textOf('1.1')).not.toContain('/')
    expect(textOf('2.1')).toContain('tính 30 ngày đến cuối kỳ')
    expect(row.band).toBeNull()
  })
})

describe('a row of the plan', () => {
  it('says what it rests on, and why it is not held against an earlier time', () => {
    const row = planRow('T05', {
      ...{ at: NOW, reported: 18_000, expected: 18_426, lastYearWithheld: 'thinThen', trendWithheld: 'uneven' },
    })
    const lines = planLines((id) => (id === 'T05' ? row : undefined), '2021', NOW, ALWAYS_OPEN)
    const { container } = renderScreen(
      <PlanLines
        lines={lines.filter(({ id }) => id === 'T05')}
        unit="92"
        sort={{ by: 'id', falls: false }}
        caption=""
      />,
      { now: NOW },
    )
    const text = container.textContent ?? ''
    expect(text).toContain('báo cáo ngày 18.000/18.426')
    expect(text).toContain('chưa so được: khi đó thiếu báo cáo')
    expect(text).toContain('chưa so được: mức báo cáo chênh nhiều')
  })
})
