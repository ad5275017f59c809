import { describe, expect, it } from 'vitest'
import { behindSince } from '../../../client/panels/behindSince.ts'
import { handlingOf } from '../../../client/panels/handling.ts'
import { ownRow } from '../../../client/panels/ownRow.ts'
import { kpiOnMap, missedObjectives, planLines, planNeed } from '../../../client/panels/planLines.ts'
import { type RankedCommune, rankCommunes } from '../../../client/panels/rankCommunes.ts'
import { securityNeeds } from '../../../client/panels/securityNeeds.ts'
import { unitNeeds } from '../../../client/panels/unitNeeds.ts'
import { unstaffedSince } from '../../../client/panels/unstaffedSince.ts'
import { type CityNeed, compareCityNeeds } from '../../../client/panels/useCityNeeds.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { CameraView } from '../../../domain/cameras/camera.ts'
import { hallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { planRow } from '../../support/planRow.ts'

const NOW = 1_795_000_000_000

describe('the fields of the city', () => {
  const need = (id: string, severity: CityNeed['severity'], tone: CityNeed['tone'], since: number | null = null) =>
    ({ id, severity, tone, since, isTaken: false }) as CityNeed

  it('stand with the gravest first; of what is as grave no milder colour stands before a worse one', () => {
    const needs = [
      need('service', 'minor', 'more'),
      need('cameras', 'minor', 'more', NOW),
      need('halls', 'minor', 'most'),
      need('flood', 'critical', 'unjudged'),
      need('systems', 'major', 'more'),
      need('plan', 'major', 'most'),
    ]
    const order = needs.toSorted(compareCityNeeds).map(({ id }) => id)
    expect(order).toEqual(['flood', 'plan', 'systems', 'halls', 'cameras', 'service'])
  })
})
const [first, second] = UNIT_TREES['2021'].communes

describe('a hall', () => {
  it.each([
    [{ waiting: 39, countersStaffed: 6 }, false, 'crowded'],
    [{ waiting: 5, countersStaffed: 0 }, false, 'unstaffed'],
    [{ waiting: 99, countersStaffed: 0 }, false, 'unstaffed'],
    [{ waiting: 0, countersStaffed: 0 }, false, undefined],
    [{ waiting: 0, countersStaffed: 0 }, true, 'closed'],
    [{ waiting: 1, countersStaffed: 0 }, true, 'unstaffed'],
    [{ waiting: 3, countersStaffed: 2 }, true, undefined],
    [{ waiting: null, countersStaffed: 0 }, true, undefined],
    [{ waiting: 9, countersStaffed: null }, true, undefined],
  ] as const)('with %o, open %s, is %s', (count, isOpen, trouble) => {
    expect(hallTrouble({ counters: 6, ...count }, isOpen)).toBe(trouble)
  })

  it.each([true, false])('open %s: without staff it is one in the list where it is one in the figure', (isOpen) => {
    for (const waiting of [0, 1, 5, 99]) {
      for (const countersStaffed of [0, 1, 6]) {
        const count = { waiting, counters: 6, countersStaffed }
        const counted = KPIS.officesUnstaffed.share(count as CameraView)?.numerator === 1
        expect(hallTrouble(count, isOpen) === 'unstaffed').toBe(counted)
      }
    }
  })

  it('is without staff since the first of the last counts of none', () => {
    const counts = (...max: number[]) => max.map((each, i) => ({ at: i * 300_000, max: each }))
    expect(unstaffedSince(counts(2, 3, 0, 0))).toEqual({ at: 600_000, isWhole: false })
    expect(unstaffedSince(counts(0, 0))).toEqual({ at: 0, isWhole: true })
    expect(unstaffedSince(counts(0, 1))).toBeUndefined()
    expect(unstaffedSince([])).toBeUndefined()
  })
})

describe('who is on it', () => {
  const alert = (given: Partial<Alert>): Alert => alertRow('a', { raisedAt: 10, ...given })

  it('is the last who took it on, nobody yet, or not a matter of alerts', () => {
    expect(handlingOf([])).toBeUndefined()
    expect(handlingOf([alert({ clearedAt: 20 })])).toBeUndefined()
    expect(handlingOf([alert({ raisedAt: 30 }), alert({})])).toEqual({ is: 'open', since: 10 })
    const taken = [
      alert({ acknowledgedAt: 11, acknowledgedBy: 'An' }),
      alert({ acknowledgedAt: 12, acknowledgedBy: 'Bình' }),
      alert({}),
    ]
    expect(handlingOf(taken)).toEqual({ is: 'taken', by: 'Bình', at: 12 })
  })
})

describe('since when a commune is behind', () => {
  const kpi = KPIS.onTimeRate
  const days = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']
  it('is the first of the last days behind; days without a figure neither end nor begin it', () => {
    expect(behindSince(kpi, days, [99, 80, 81, null, null])).toEqual({ since: '2026-11-26', days: 2, isWhole: false })
    expect(behindSince(kpi, days, [80, null, 81, 82, null])).toMatchObject({ since: '2026-11-25', isWhole: true })
    expect(behindSince(kpi, days, [80, 80, 99, null, null])).toBeUndefined()
    expect(behindSince(kpi, days, [null, null, null, null, null])).toBeUndefined()
  })
})

describe('objectives of the plan that will be missed', () => {
  const lines = (rows: readonly PlanRow[]) => {
    const byItem = new Map(rows.map((row) => [row.item, row]))
    return planLines((id) => byItem.get(id), '2021', NOW, ALWAYS_OPEN)
  }
  const row = (item: PlanId, rest: Partial<PlanRow>) => planRow(item, { at: NOW - 1_000, ...rest })
  const forecast = (low: number, high: number) => ({ value: (low + high) / 2, low, high })

  it('are those out of reach first, then the forecast to miss, then those behind, the farthest first', () => {
    const missed = missedObjectives(
      lines([
        row('T01', { value: 60, target: 65, state: 'near' }),
        row('T02', { value: 7, target: 35, state: 'missed' }),
        row('T04', { value: 20, target: 25, state: 'missed', forecast: forecast(20, 21) }),
        row('T05', { value: 95, target: 90, state: 'met', forecast: forecast(94, 96) }),
        row('T03', { value: 12, target: 30, state: 'missed' }),
      ]),
    )
    expect(missed.map(({ id, need }) => `${id} ${need}`)).toEqual([
      'T04 unlikely',
      'T02 missed',
      'T03 missed',
      'T01 near',
    ])
  })

  it('are none of those that nobody can judge, and none that will be met', () => {
    expect(missedObjectives(lines([]))).toEqual([])
    const [met] = lines([row('T01', { value: 60, target: 65, state: 'near', forecast: forecast(66, 68) })])
    expect(met && planNeed(met)).toBeUndefined()
  })
})

describe('what the map of the plan shows', () => {
  const onMap = (...rows: readonly PlanRow[]) => {
    const byItem = new Map(rows.map((row) => [row.item, row]))
    return kpiOnMap(planLines((id) => byItem.get(id), '2021', NOW, ALWAYS_OPEN))
  }
  const row = (item: PlanId, state: PlanRow['state'], value: number) =>
    planRow(item, { at: NOW - 1_000, state, value, target: 65 })

  it('is what will be missed and communes report, and nothing that is met', () => {
    expect(onMap(row('T06c', 'met', 70))).toBeUndefined()
    expect(onMap(row('T06c', 'missed', 20))).toBe('workFilesCommune')
    expect(onMap(row('T07', 'missed', 60), row('T06c', 'met', 70))).toBe('reportsShared')
    // Of what districts alone report the map has nothing to say.
    expect(onMap(row('T06b', 'missed', 5))).toBeUndefined()
  })
})

describe('what stands open', () => {
  const behind = (value: number, unit = first): RankedCommune => ({
    unit: unit as RankedCommune['unit'],
    value,
    distance: value - 100,
    rank: 1,
  })
  const hosts = (numerator: number, denominator: number) => ({ numerator, denominator }) as KpiValue

  it('is ranked by how many machines, not by which share of them', () => {
    const rows = new Map([
      [first?.code ?? '', hosts(1, 2)],
      [second?.code ?? '', hosts(90, 100)],
    ])
    const { exposed } = securityNeeds([], [behind(50), behind(90, second)], (code) => rows.get(code))
    expect(exposed.map(({ unit, missing, hosts: all }) => [unit.code, missing, all])).toEqual([
      [second?.code, 10, 100],
      [first?.code, 1, 2],
    ])
    expect(securityNeeds([], [behind(50)], () => undefined).exposed).toEqual([])
  })

  it('is found with every authority that reports, and the authorities together have what the city has', () => {
    const units = UNIT_TREES['2021']
    const district = units.districts[0]
    const rows = new Map<string, KpiValue>()
    // Each commune leaves one machine of ten, the first district sixteen of its own, the city's departments two.
    const own = (code: string, level: string): readonly [number, number] =>
      level === 'commune' ? [9, 10] : code === district?.code ? [84, 100] : level === 'city' ? [98, 100] : [50, 50]
    for (const { code } of units.all) {
      const below = units.all.filter((each) => units.lineage(each.code).includes(code))
      const sums = below.map((each) => own(each.code, each.level))
      const [numerator, denominator] = [0, 1].map((part) => sums.reduce((sum, each) => sum + (each[part] ?? 0), 0))
      const value = ((numerator ?? 0) / (denominator ?? 1)) * 100
      const row = { ...hosts(numerator ?? 0, denominator ?? 0), value, state: 'missed', at: NOW, everyMs: 60_000 }
      rows.set(code, row as KpiValue)
    }
    const rowOf = (code: string) => rows.get(code)
    const ownOf = (code: string) => ownRow(units, code, rowOf)
    const kpi = KPIS.antiMalwareHosts
    const { behind: all, judged } = rankCommunes(kpi, units.all, ownOf, NOW, ALWAYS_OPEN, (a, b) => (a < b ? -1 : 1))
    const { exposed } = securityNeeds([], all, ownOf)
    expect(exposed[0]).toMatchObject({ unit: { code: district?.code }, missing: 16, hosts: 100 })
    expect(judged).toBe(units.all.length)
    const city = rows.get(units.city.code)
    const missing = (city?.denominator ?? 0) - (city?.numerator ?? 0)
    expect(exposed.reduce((sum, each) => sum + each.missing, 0)).toBe(missing)
  })

  it('is unknown of an authority that has said nothing of its own, or whose parts are not all there', () => {
    const units = UNIT_TREES['2021']
    const code = units.districts[0]?.code ?? ''
    const below = units.childrenOf(code)
    const rows = new Map([
      [code, hosts(9 * below.length, 10 * below.length)],
      ...below.map((each) => [each.code, hosts(9, 10)] as const),
    ])
    expect(ownRow(units, code, (each) => rows.get(each))).toBeUndefined()
    rows.set(code, hosts(9 * below.length + 3, 10 * below.length + 4))
    expect(ownRow(units, code, (each) => rows.get(each))).toMatchObject({ numerator: 3, denominator: 4, value: 75 })
    rows.delete(below[0]?.code ?? '')
    expect(ownRow(units, code, (each) => rows.get(each))).toBeUndefined()
    expect(ownRow(UNIT_TREES['2025'], UNIT_TREES['2025'].districts[0]?.code ?? '', () => hosts(1, 2))).toBeUndefined()
  })
})

describe('one commune', () => {
  const row = (id: KpiId, value: number | null, state: KpiValue['state']): [KpiId, KpiValue] => [
    id,
    { kpi: id, value, state, at: NOW, everyMs: 60_000, target: null } as KpiValue,
  ]

  it('is behind with what misses its target, the farthest as a share of it first', () => {
    const rows = new Map([
      row('onTimeRate', 90, 'missed'),
      row('satisfactionRate', 40, 'missed'),
      row('onlineShare', 99, 'met'),
      row('waitingNow', 9, 'untargeted'),
      row('meanWait', null, 'unjudged'),
    ])
    const { behind, judged } = unitNeeds((id) => rows.get(id), NOW)
    expect(behind.map(({ id }) => id)).toEqual(['satisfactionRate', 'onTimeRate'])
    expect(judged).toBe(3)
    expect(unitNeeds(() => undefined, NOW)).toEqual({ behind: [], judged: 0 })
  })
})
