import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import { ownTurn } from '../../ownTurn.ts'
import { type PlanSources, planRow } from './planRow.ts'

/** A year's figures move slowly: so often the city's rows are made anew. */
const EVERY_MS = 15_000
/** How old an answer about another unit may be. */
const KEEP_MS = 15_000
const MOST_KEPT = 200

/** The plan in the city and in every unit: where each row stands, where it is going, what it takes. */
export interface Plan {
  start(): void
  stop(): Promise<void>
  /** Rows that can be measured in the unit; the city has them all. @throws when the store fails */
  rows(unit: string): Promise<readonly PlanRow[]>
  /** Targets or calendar are others than before: all rows are made anew. */
  renew(): void
}

const ITEMS = Object.entries(PLAN) as [PlanId, PlanItem][]

/** @param publish is given a row of the city when something in it changed */
export function createPlan({
  units,
  clock,
  log,
  publish,
  ...sources
}: PlanSources & {
  units: UnitTree
  clock: Clock
  log: Pick<Logger, 'warn'>
  publish: (row: PlanRow) => void
}): Plan {
  const told = new Map<string, string>()
  const kept = new LRUCache<string, Promise<readonly PlanRow[]>>({
    max: MOST_KEPT,
    ttl: KEEP_MS,
    perf: clock,
    ttlResolution: 0,
  })
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = true

  function applies({ measure }: PlanItem, unit: string): boolean {
    if (unit === units.city.code) return true
    if (measure.is !== 'kpi') return false
    const kpi: Kpi = KPIS[measure.kpi]
    return kpi.from !== 'statistic' || reportersUnder(units, unit, kpi.reportedBy).length > 0
  }

  async function compute(unit: string): Promise<readonly PlanRow[]> {
    const rows: PlanRow[] = []
    // One after the other: the store's other readers, and the loop itself, get their turn in between.
    for (const [id, item] of ITEMS) {
      if (!applies(item, unit)) continue
      await ownTurn()
      rows.push(await planRow(id, item, unit, clock.now(), sources))
    }
    return rows
  }

  function rows(unit: string): Promise<readonly PlanRow[]> {
    const known = kept.get(unit)
    if (known !== undefined) return known
    const answer = compute(unit)
    kept.set(unit, answer)
    // What failed is asked again at once.
    answer.catch(() => kept.delete(unit))
    return answer
  }

  /** A row that cannot be made keeps what it said, and nothing from the others. */
  async function tell(): Promise<void> {
    const { code } = units.city
    for (const [id, item] of ITEMS) {
      await ownTurn()
      if (isStopped) return
      try {
        const row = await planRow(id, item, code, clock.now(), sources)
        const text = JSON.stringify(row)
        if (told.get(row.key) === text) continue
        told.set(row.key, text)
        publish(row)
      } catch (error) {
        log.warn({ error, row: id }, 'a row of the plan could not be computed; its last figures stand until it can')
      }
    }
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(next, EVERY_MS)
  }

  function next(): void {
    running = tell()
  }

  return {
    start() {
      isStopped = false
      // Not waited for: years are read, and the screens need not be.
      next()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
    rows,
    renew() {
      kept.clear()
      if (isStopped) return
      clearTimeout(timer)
      running = running.then(tell)
    },
  }
}
