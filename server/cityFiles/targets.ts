import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiTarget } from '../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../domain/plan/index.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import type { CityFile } from './cityFile.ts'
import { CityFileError } from './cityFileError.ts'

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

const declared = new Map<string, KpiId>(
  kpis.flatMap(([id, { target }]) => (target === undefined ? [] : [[keyOf(id), id] as const])),
)
const counted = new Map<string, number>(
  items.flatMap(([id, { measure }]) => (measure.is === 'entered' ? [[id, measure.of]] : [])),
)
const declaredValue = (id: KpiId) => (KPIS[id] as Kpi).target?.value ?? 0

/** The city's targets, with the declared numbers to begin with, so that there is one file to change. */
export const TARGETS: CityFile<Targets> = {
  name: TARGETS_FILE,
  first: () => ({
    [NOTE]:
      'Chỉ tiêu thành phố đang theo; số ban đầu là số của kế hoạch. Sửa và lưu là có hiệu lực. / Targets in force; the plan’s own numbers to begin with. What is saved takes effect.',
    ...Object.fromEntries([...declared].map(([key, id]) => [key, declaredValue(id)])),
    ...Object.fromEntries([...counted.keys()].map((key) => [key, null])),
  }),
  parse: parseTargets,
}

function refuse(vi: string, en: string, path: readonly string[]): never {
  throw new CityFileError({ vi, en }, path)
}

function parseTargets(content: unknown): Targets {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return refuse('phải là một đối tượng JSON như {"T05": 90}', 'must be a JSON object like {"T05": 90}', [])

  const values = new Map<string, number>()
  for (const [key, value] of Object.entries(content)) {
    if (key === NOTE) continue
    const id = declared.get(key)
    const most = counted.get(key)
    if (id === undefined && most === undefined) {
      const known = [...declared.keys(), ...counted.keys()].join(', ')
      refuse(
        `không có mục ${JSON.stringify(key)}: hãy ghi một trong ${known}`,
        `knows no ${JSON.stringify(key)}: write one of ${known}`,
        [key],
      )
    }
    if (value === null && most !== undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      const example = `"${key}": ${most ?? (id === undefined ? 0 : declaredValue(id))}`
      return refuse(
        `${key} phải là một số từ 0 trở lên, ví dụ ${example}`,
        `${key} must be a number of 0 or more, for example ${example}`,
        [key],
      )
    }
    if (id !== undefined && (KPIS[id] as Kpi).combine === 'ratio' && value > 100)
      refuse(
        `${key} tính bằng phần trăm: hãy ghi số từ 0 đến 100, không phải ${value}`,
        `${key} is in percent: write a number from 0 to 100, not ${value}`,
        [key],
      )
    if (most !== undefined && value > most)
      refuse(
        `${key} đếm số đã xong trong ${most}: hãy ghi 0 đến ${most}, hoặc null`,
        `${key} counts what is done of ${most}: write 0 to ${most}, or null`,
        [key],
      )
    values.set(key, value)
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
