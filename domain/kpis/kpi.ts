import * as z from 'zod'
import type { AgencyId } from '../agencies/index.ts'
import type { CameraView } from '../cameras/camera.ts'
import { moment, says } from '../schema.ts'
import type { ChangeMade } from '../settings/change.ts'
import type { Counts } from '../systems/system.ts'
import type { CountedText, Text } from '../text.ts'
import type { Day } from '../time.ts'
import type { UnitLevel } from '../units/unit.ts'
import type { Reads } from './reads.ts'

/**
 * What a KPI looks at.
 * - `now`: what stands at this moment; only fresh inputs count
 * - `day`: flows since midnight in Cần Thơ
 * - `month`: flows since the first of the month
 * - `trailing`: flows of `TRAILING_DAYS` to the end of whatever span is asked for, beside a stock
 */
export type KpiPeriod = 'now' | 'day' | 'month' | 'trailing'

export interface KpiTarget {
  readonly value: number
  /** What is declared, where the city has set `value` in its place. */
  readonly declared?: number
  /** Within this distance on the wrong side it is `near`; in the KPI's own unit. */
  readonly near: number
  /** `plan`: a number of Kế hoạch 11/KH-UBND. `operational`: chosen by the centre. */
  readonly basis: 'plan' | 'law' | 'operational'
  readonly citation: Text
  /** Who has set `value`, and when, where it was changed by a command. */
  readonly changed?: ChangeMade
}

/** A leaf's share in a KPI. Without a denominator the KPI is a sum or a maximum of numerators. */
export interface Share {
  readonly numerator: number
  readonly denominator?: number
}

/** One version of a KPI's definition: what has held since that day, and what was changed then. */
export interface DefinitionChange {
  readonly since: Day
  readonly change: Text
}

/** The work behind a figure: `Cần {done} ≥ 346/502 {thing} mỗi ngày làm việc`, `≥ 346 of 502 {thing} {done} each working day`. */
interface Work {
  readonly done: Text
  readonly thing: CountedText
}

interface KpiBase {
  readonly name: Text
  /** At most 24 characters: for the wall. */
  readonly short: Text
  /** Printed after the number: `%`, `hồ sơ`, `m`. Ratios are held as fractions ×100, i.e. already in percent. */
  readonly unit: CountedText
  readonly digits: number
  readonly direction: 'higher' | 'lower'
  readonly period: KpiPeriod
  /** `ratio`: Σ numerators / Σ denominators × 100. `mean`: Σ numerators / Σ denominators, so much a case. `sum`, `max`: of numerators. */
  readonly combine: 'ratio' | 'mean' | 'sum' | 'max'
  readonly target?: KpiTarget
  /** In words a reader can recompute by hand. Of what time says `period`, or the span that is asked about. */
  readonly formula: Text
  readonly numeratorName: Text
  readonly denominatorName?: Text
  /** What moves the figure, in words; every row of the plan that has a target says it. */
  readonly work?: Work
  /** Who answers for the city's figure, inferred from functions; for a unit's own its People's Committee answers. */
  readonly lead: AgencyId
  /** Below this share of what was due (`Coverage`) no judgement is made, 0…1. */
  readonly minCoverage: number
  /** Shown with the figure, e.g. what the honest reading beside it counts. */
  readonly note?: Text
  /** Id of the KPI shown as the honest reading beside this one. */
  readonly beside?: string
  /** Every version of the definition, oldest first; the last is the one in force. */
  readonly history: readonly DefinitionChange[]
}

/**
 * From statistics of one system: counts of one reporting unit over the period (`totalCounts`), from those of its days alone of which all
 * that is read is known; of a `now` KPI those that stand in the newest report, so it reads stocks alone. Undefined: these counts cannot say.
 */
interface StatisticKpi<Example> {
  readonly from: 'statistic'
  /** Each authority is one case, which is so or is not: 1 of 1 or 0 of 1. */
  readonly yesNo?: true
  /** The greatest that a sum can be. */
  readonly most?: number
  readonly system: string
  /** The counts that `share` looks at: it says something when they are known, and only then. */
  readonly reads: Reads
  /** Levels whose reports count: each authority's own, added up for the units above. */
  readonly reportedBy: readonly UnitLevel[]
  share(counts: Counts): Share | undefined
  readonly example: { readonly inputs: readonly Example[]; readonly value: number }
}

/**
 * How a KPI of devices is counted over days. Each hour of each device is one case, told by that hour's means; of a maximum, by its
 * highest. A sum is that of each device's mean over its hours.
 */
export interface HourRule {
  /** `office`: whole hours in which one-stop offices are open, on working days. */
  readonly hours: 'all' | 'office'
  /** In words a reader can recompute by hand from the devices' history. */
  readonly formula: Text
  readonly numeratorName: Text
  readonly denominatorName?: Text
  /** What moves the figure of a span, see `KpiBase`. */
  readonly work?: Work
  /** Of the hours due, 0…1; that of the KPI where it is not given. */
  readonly minCoverage?: number
}

/** Numbers of a camera that are kept: what the history of a KPI is computed from. */
type CameraCountName = 'waiting' | 'counters' | 'countersStaffed'

/** From the one-stop cameras of a unit. Undefined: this camera cannot say. */
interface CameraKpi {
  readonly from: 'camera'
  /** The numbers `share` looks at; one that is always counted when it looks at none. */
  readonly reads: readonly CameraCountName[]
  /** @param online the camera's picture is live (not stale, frozen or lost); one of which nobody can say is not asked */
  share(view: CameraView, online: boolean): Share | undefined
  /** `count`: fresh while the people count is; `frame`: every announced camera counts, reachable or not. */
  readonly freshBy: 'count' | 'frame'
  readonly overDays: HourRule
  readonly example: {
    readonly inputs: readonly { readonly view: CameraView; readonly online: boolean }[]
    readonly value: number
  }
}

/** From the sensors of one kind. Undefined: this sensor cannot say. */
interface SensorKpi {
  readonly from: 'sensor'
  readonly kind: string
  /** The values `share` looks at: quantities of the kind, or `index`. */
  readonly reads: readonly string[]
  readonly overDays: HourRule
  /** @param values by quantity name; `index` the derived index */
  share(values: Readonly<Record<string, number | null>>): Share | undefined
  readonly example: { readonly inputs: readonly Readonly<Record<string, number | null>>[]; readonly value: number }
}

/** A KPI, declared. `example` is a worked example that the contract test recomputes. */
export type Kpi = KpiBase & (StatisticKpi<Counts> | CameraKpi | SensorKpi)

/** A KPI that looks at devices. */
export type DeviceKpi = Extract<Kpi, { from: 'camera' | 'sensor' }>

/** One input of a KPI in one unit, with where it came from: what `explain` lists. */
export interface Contribution extends Share {
  /** Code of the unit that reported, or in which the device stands. */
  readonly unit: string
  /** `sensor/TG-01`, `camera/…`, `statistics/oneStop/31135`. */
  readonly source: string
  readonly at: number
  readonly fresh: boolean
  readonly simulated: boolean
}

/**
 * - `met`, `near`, `missed`: against the target
 * - `untargeted`: there is no target to hold it against
 * - `unjudged`: too few or too old inputs to say
 */
export const KPI_STATES = ['met', 'near', 'missed', 'untargeted', 'unjudged'] as const
export type KpiState = (typeof KPI_STATES)[number]

/** Whether a figure is one number divided by another. */
export function isDivided({ combine }: Pick<Kpi, 'combine'>): boolean {
  return combine === 'ratio' || combine === 'mean'
}

/** A figure is not judged because inputs are missing that the hub could not have heard: see `Reception`. */
export const unheard = z
  .boolean()
  .meta(
    says(
      'chưa thể đánh giá vì thiếu những số liệu mà trung tâm không thể nhận được: mất kết nối máy chủ MQTT, hoặc mới nhận trở lại',
      'not judged because inputs are missing that the hub could not have heard: it lost its broker, or has just begun to hear',
    ),
  )

export const KpiRow = z.object({
  /** `${kpi}|${unit}` */
  key: z.string(),
  kpi: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** What it is held against: the city's own number where one is set, else that of the declaration; null without one. */
  target: z.number().nullable(),
  /** Inputs that are fresh, and inputs there should be. */
  reported: z.number(),
  expected: z.number(),
  /** When the newest input was true, epoch ms. */
  at: moment,
  /** Promise of its inputs, for the age mark, ms. */
  everyMs: z.number(),
  state: z.enum(KPI_STATES),
  unheard,
  /** Any input is simulated. */
  simulated: z.boolean(),
})
/** A KPI's value in one unit. `null` is unknown, never zero. */
export type KpiValue = Readonly<z.output<typeof KpiRow>>
