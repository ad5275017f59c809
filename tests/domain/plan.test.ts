import { describe, expect, it } from 'vitest'
import { agencyThroughYears } from '../../domain/agencies/responsible.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../domain/plan/index.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import { PLAN_TARGETS } from '../../domain/plan/targets.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { isDay } from '../../domain/time.ts'

const items = Object.entries(PLAN) as [PlanId, PlanItem][]

it('has the fourteen numbers of the plan, and its seventeen further commitments', () => {
  const ids = Object.keys(PLAN)
  expect(ids.filter((id) => id.startsWith('T'))).toHaveLength(14)
  const commitments = new Set(ids.filter((id) => id.startsWith('M')).map((id) => id.slice(0, 3)))
  expect([...commitments]).toEqual(Array.from({ length: 17 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`))
})

describe.each(items)('the plan’s row %s', (_, item) => {
  const { measure } = item

  it('is declared whole', () => {
    for (const text of [
      item.name,
      item.commitment,
      item.citation,
      agencyThroughYears(item.lead),
      item.today ?? item.name,
    ]) {
      expect(text.vi.trim()).not.toBe('')
      expect(text.en.trim()).not.toBe('')
      expect(text.vi).toBe(text.vi.normalize('NFC'))
    }
    expect(item.name.vi.length).toBeLessThanOrEqual(60)
    // Without a KPI to give it a short name, the wall shows this one.
    const room = item.measure.is === 'kpi' ? 60 : 26
    // Beside the longest word of its state, `hoàn thành`.
    if (item.measure.is === 'link' || item.measure.is === 'milestone')
      expect(item.name.vi.length).toBeLessThanOrEqual(19)
    for (const name of Object.values(item.name)) expect(name.length).toBeLessThanOrEqual(room)
  })

  it('says in words what reaches its target', () => {
    const kpi: Kpi | undefined = measure.is === 'kpi' ? KPIS[measure.kpi] : undefined
    const words = kpi?.target === undefined ? [item.name] : [kpi.work?.done, kpi.work?.thing]
    for (const text of words) {
      expect(text?.vi.trim()).toBeTruthy()
      expect(text?.en.trim()).toBeTruthy()
    }
  })

  it('is followed by something that exists', () => {
    if (measure.is === 'kpi') expect(KPIS[measure.kpi]).toBeDefined()
    if (measure.is === 'link') {
      const system: SourceSystem = SYSTEMS[measure.system]
      expect(Object.keys(system.links ?? {})).toContain(measure.link)
    }
    if (measure.is === 'milestone' && measure.done !== undefined) expect(isDay(measure.done)).toBe(true)
  })
})

it.each(Object.entries(PLAN_TARGETS) as [PlanId, number][])(
  'the plan’s own number of %s reaches the screens',
  (id, planned) => {
    const { measure }: PlanItem = PLAN[id]
    if (measure.is === 'entered') expect(measure.of).toBe(planned)
    else {
      expect(measure.is).toBe('kpi')
      const kpi: Kpi | undefined = measure.is === 'kpi' ? KPIS[measure.kpi] : undefined
      expect(kpi?.target).toMatchObject({ value: planned, basis: 'plan' })
      expect(kpi?.target?.citation.vi).toContain('11/KH-UBND')
    }
  },
)

it('gives every number of the plan to a row', () => {
  for (const id of Object.keys(PLAN_TARGETS)) expect(Object.keys(PLAN)).toContain(id)
})
