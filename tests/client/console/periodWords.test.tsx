// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { KpiCard } from '../../../client/console/figures/KpiRail.tsx'
import { PlanValue } from '../../../client/console/plan/PlanValue.tsx'
import { SystemKpis } from '../../../client/console/systems/SystemKpis.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { PlanLine } from '../../../client/panels/planLines.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { planRow } from '../../support/planRow.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const LIVE = { now: 'lúc này', day: 'hôm nay', month: 'từ đầu tháng', trailing: '30 ngày qua' } as const
const kpis = Object.entries(KPIS) as [KpiId, Kpi][]
const followed = (Object.entries(PLAN) as [PlanId, PlanItem][]).flatMap(([id, item]) =>
  item.measure.is === 'kpi' ? [{ id, item, kpi: KPIS[item.measure.kpi] as Kpi }] : [],
)

describe('one figure on several screens says of what time it is', () => {
  it.each(kpis)('%s where systems and figures are listed', (id, kpi) => {
    expect(renderScreen(<SystemKpis kpis={[id]} />).container.textContent).toContain(LIVE[kpi.period])
    cleanup()
    expect(renderScreen(<KpiCard id={id} unit="92" />).container.textContent).toContain(LIVE[kpi.period])
  })

  it.each(followed)('$id in the plan', ({ id, item, kpi }) => {
    const line = { id, item, kpi, row: planRow(id, { value: 95 }), state: 'met', isGone: false } as unknown as PlanLine
    const { container } = renderScreen(<PlanValue line={line} unit="92" />)
    expect(container.textContent).toContain(isOfYear(kpi) ? 'từ 01/01' : 'lúc này')
  })

  it('the card of a figure says where the plan, which counts the year, judges it otherwise', () => {
    const year = followed.find(({ kpi }) => isOfYear(kpi) && kpi.period === 'month')
    if (year === undefined) throw new Error('the plan follows a figure of the month over the year')
    const { id, item } = year
    const kpi = item.measure.is === 'kpi' ? item.measure.kpi : 'onTimeRate'
    const row: KpiValue = {
      ...{ key: `${kpi}|92`, kpi, unit: '92', value: 67.6, numerator: 676, denominator: 1000, target: 65 },
      ...{ reported: 1, expected: 1, at: 0, everyMs: 60_000, state: 'met', unheard: false, simulated: false },
    }
    const said = (plan: Partial<PlanRow>) => {
      const picture = { kpis: [row], plan: [planRow(id, { value: 64.6, ...plan })] }
      const text = renderScreen(<KpiCard id={kpi} unit="92" />, { picture }).container.textContent
      cleanup()
      return text
    }
    expect(said({ state: 'near' })).toMatch(/Kế hoạch xét cả năm \(từ 01\/01\): 64,6.*Gần đạt/)
    expect(said({ state: 'met' })).not.toMatch(/Kế hoạch/)
    expect(said({ state: 'unjudged', value: null })).not.toMatch(/Kế hoạch/)
  })
})
