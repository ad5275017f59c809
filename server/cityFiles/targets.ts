import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiTarget } from '../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../domain/plan/index.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import { ConfigError } from '../config.ts'
import { readCityFile } from './cityFile.ts'

/** What the city works towards: its own numbers where it has set some, else those declared. */
export interface Targets {
  of(kpi: KpiId): KpiTarget | undefined
  /** How many of a row that nobody reports are done, as entered; null: nobody has entered it. */
  entered(item: PlanId): number | null
  /** The key of a KPI's number in the file. */
  keyOf(kpi: KpiId): string
}

const NOTE = '_'
/** In the data directory. */
export const TARGETS_FILE = 'targets.json'

const kpis = Object.entries(KPIS) as [KpiId, Kpi][]
const items = Object.entries(PLAN) as [PlanId, PlanItem][]

/** A row of the plan goes by its number in the plan, any other KPI by its id. */
function keyOf(kpi: KpiId): string {
  const row = items.find(([, { measure }]) => measure.is === 'kpi' && measure.kpi === kpi)
  return row?.[0] ?? kpi
}

/**
 * Reads the city's targets from `targets.json` in the data directory; writes it with the declared numbers where there is none, so that
 * there is one file to change.
 * @throws ConfigError naming the file, the key, and what to write instead
 */
export function readTargets(dataDir: string): Targets {
  const declared = new Map(kpis.flatMap(([id, { target }]) => (target === undefined ? [] : [[keyOf(id), id] as const])))
  const counted = new Map<string, number>(
    items.flatMap(([id, { measure }]) => (measure.is === 'entered' ? [[id, measure.of]] : [])),
  )
  const { path: file, content } = readCityFile(dataDir, TARGETS_FILE, () => ({
    [NOTE]:
      'Chỉ tiêu thành phố đang theo; số ban đầu là số của kế hoạch. Sửa rồi khởi động lại. / Targets in force; the plan’s own numbers to begin with.',
    ...Object.fromEntries([...declared].map(([key, id]) => [key, KPIS[id as 'onTimeRate'].target.value])),
    ...Object.fromEntries([...counted.keys()].map((key) => [key, null])),
  }))
  const refuse = (sentence: string): never => {
    throw new ConfigError(`${file}: ${sentence}`)
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return refuse('must be a JSON object like {"T05": 90}')

  const values = new Map<string, number>()
  for (const [key, value] of Object.entries(content)) {
    if (key === NOTE) continue
    const id = declared.get(key)
    const most = counted.get(key)
    if (id === undefined && most === undefined)
      refuse(`knows no ${JSON.stringify(key)}: write one of ${[...declared.keys(), ...counted.keys()].join(', ')}`)
    if (value === null && most !== undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      refuse(
        `${key} must be a number of 0 or more, for example "${key}": ${most ?? KPIS[id as 'onTimeRate'].target.value}`,
      )
    const number = value as number
    if (id !== undefined && (KPIS[id] as Kpi).combine === 'ratio' && number > 100)
      refuse(`${key} is in percent: write a number from 0 to 100, not ${number}`)
    if (most !== undefined && number > most)
      refuse(`${key} counts what is done of ${most}: write 0 to ${most}, or null`)
    values.set(key, number)
  }
  return {
    keyOf,
    of(kpi) {
      const { target } = KPIS[kpi] as Kpi
      const value = values.get(keyOf(kpi))
      return target === undefined || value === undefined ? target : { ...target, value }
    },
    entered: (item) => values.get(item) ?? null,
  }
}
