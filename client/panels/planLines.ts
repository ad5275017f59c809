import { asOf, patienceFor } from '../../domain/freshness.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { wholePeriod } from '../../domain/periods.ts'
import { PLAN, type PlanId } from '../../domain/plan/index.ts'
import { type Outlook, outlookOf, type PlanState, planState } from '../../domain/plan/outlook.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import { isOfYear } from '../../domain/plan/planKind.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { type JudgedFreshness, judgedFreshness, type Reception } from '../../domain/reception.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { dayOf, MINUTE_MS } from '../../domain/time.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { kpiInForce } from './kpiInForce.ts'
import type { Tone } from './tone.ts'

/** A row of the plan with what declares it and what can be said of it now. */
export interface PlanLine {
  readonly id: PlanId
  readonly item: PlanItem
  /** With the target that the row is held against. */
  readonly kpi: Kpi | undefined
  /** Undefined: the hub has said nothing of it for this unit. */
  readonly row: PlanRow | undefined
  readonly freshness: JudgedFreshness
  /** The hub's judgement: of a year's figure while the year runs, of what stands now while its inputs are as young as they promised. */
  readonly state: PlanState
  /** Undefined where there is no forecast, and where the target is out of reach: no forecast can say more than that. */
  readonly outlook: Outlook | undefined
  /** Binds authorities that the map of units in force no longer has. */
  readonly isGone: boolean
}

export const PLAN_IDS = Object.keys(PLAN) as PlanId[]
/** The hub computes the plan anew at least once a minute: so much older than its inputs a row may be. */
const COMPUTED_EVERY_MS = MINUTE_MS

/**
 * The whole plan in its own order.
 * @param rowOf the hub's row of an item
 * @param now epoch ms on the hub's clock
 */
export function planLines(
  rowOf: (id: PlanId) => PlanRow | undefined,
  edition: Edition | undefined,
  now: number,
  reception: Reception,
): readonly PlanLine[] {
  return PLAN_IDS.map((id) => {
    const item: PlanItem = PLAN[id]
    const row = rowOf(id)
    const declared: Kpi | undefined = item.measure.is === 'kpi' ? KPIS[item.measure.kpi] : undefined
    const kpi = declared && kpiInForce(declared, row?.target)
    const fresh = rowFreshness(item, row, now, reception)
    const isOld = fresh !== 'live' && fresh !== 'never' && !isOfThisYear(declared, row, now)
    const state = row === undefined || isOld ? 'unjudged' : planState(row)
    const outlook =
      kpi === undefined || row?.forecast == null || row.target === null || state === 'outOfReach'
        ? undefined
        : outlookOf(row.forecast, row.target, kpi.direction)
    return { id, item, kpi, row, freshness: fresh, state, outlook, isGone: isGone(item, edition) }
  })
}

/** What has been counted since 1 January does not age: who is silent now is missing of the days to come. */
function isOfThisYear(kpi: Kpi | undefined, row: PlanRow | undefined, now: number): boolean {
  const at = row?.at ?? null
  return kpi !== undefined && at !== null && isOfYear(kpi) && dayOf(at) >= wholePeriod('year', dayOf(now)).from
}

/** District authorities ended on 01/07/2025: what bound them is history. */
function isGone(item: PlanItem, edition: Edition | undefined): boolean {
  return item.level === 'district' && edition === '2025'
}

function rowFreshness(item: PlanItem, row: PlanRow | undefined, now: number, reception: Reception): JudgedFreshness {
  // A milestone and a number entered by hand do not age; `at` is then absent.
  const at = asOf(row?.link ?? undefined) ?? row?.at
  if (at == null) return row?.unheard === true ? 'unheard' : 'never'
  const system: SourceSystem = SYSTEMS[item.system]
  return judgedFreshness(at, now, patienceFor(system.everyMs + COMPUTED_EVERY_MS), reception, row?.link?.retained)
}

/** One of the plan's objectives (T01–T12); the others are its further commitments (M). */
export function isObjective({ id }: Pick<PlanLine, 'id'>): boolean {
  return id.startsWith('T')
}

/** What lines of the plan come to. Those that are gone count nowhere else. */
export interface PlanTally {
  readonly states: Readonly<Record<PlanState, number>>
  readonly outlooks: Readonly<Record<Outlook, number>>
  readonly gone: number
}

export function tallyOf(lines: readonly PlanLine[]): PlanTally {
  const states = { met: 0, near: 0, missed: 0, outOfReach: 0, unjudged: 0, untargeted: 0 }
  const outlooks = { likely: 0, open: 0, unlikely: 0 }
  let gone = 0
  for (const line of lines) {
    if (line.isGone) {
      gone++
      continue
    }
    states[line.state]++
    if (line.outlook !== undefined) outlooks[line.outlook]++
  }
  return { states, outlooks, gone }
}

/** Working days left in the year, as the hub counted them for a line that asks for work. */
export function daysLeft({ row }: PlanLine): number | undefined {
  return row?.needed != null && 'days' in row.needed ? row.needed.days : undefined
}

/** How surely an objective will be missed, the less the surer: out of reach, forecast to miss, behind now, uncertain. */
const MISSED_FIRST = ['outOfReach', 'unlikely', 'missed', 'near', 'open'] as const
export type PlanNeed = (typeof MISSED_FIRST)[number]

export const PLAN_TONES: Readonly<Record<PlanNeed, Tone>> = {
  outOfReach: 'most',
  unlikely: 'most',
  missed: 'more',
  near: 'little',
  open: 'little',
}

/** Why an objective needs somebody; undefined for one that is met and stays so, one that nobody can judge, and one that is gone. */
export function planNeed({ state, outlook, isGone }: PlanLine): PlanNeed | undefined {
  if (isGone || state === 'unjudged' || state === 'untargeted') return undefined
  if (state === 'outOfReach') return 'outOfReach'
  if (outlook === 'unlikely') return 'unlikely'
  if (state !== 'met') return outlook === 'likely' ? undefined : state
  return outlook === 'open' ? 'open' : undefined
}

/** The objectives that will be missed or may be, the surest first, and of those the farthest from its target. */
export function missedObjectives(lines: readonly PlanLine[]): readonly (PlanLine & { readonly need: PlanNeed })[] {
  return lines
    .filter(isObjective)
    .flatMap((line) => {
      const need = planNeed(line)
      return need === undefined ? [] : [{ ...line, need }]
    })
    .sort((a, b) => MISSED_FIRST.indexOf(a.need) - MISSED_FIRST.indexOf(b.need) || gapOf(b) - gapOf(a))
}

/** How far a row is from its target, as a share of it: what is counted in per cent and in tens of thousands is compared so. */
function gapOf({ kpi, row }: PlanLine): number {
  const target = kpi?.target?.value
  if (target === undefined || row?.value == null) return 0
  return Math.abs(target - row.value) / Math.max(Math.abs(target), 1)
}

/** The KPI that a map shows beside the list of what will be missed: that of its first objective of which communes report; undefined: of none do they. */
export function kpiOnMap(lines: readonly PlanLine[]): KpiId | undefined {
  for (const { item, kpi } of missedObjectives(lines)) {
    if (item.measure.is !== 'kpi' || kpi?.from !== 'statistic') continue
    if (kpi.reportedBy.includes('commune')) return item.measure.kpi
  }
  return undefined
}
