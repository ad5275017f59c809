import * as z from 'zod'
import { WITHHELD } from '../kpis/coverage.ts'
import { KPI_STATES, unheard } from '../kpis/kpi.ts'
import { moment, says } from '../schema.ts'
import { LinkRow } from '../systems/link.ts'

const ForecastShape = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .meta(
    says(
      'vào cuối năm; khoảng từ thấp đến cao chứa bốn trong năm khả năng',
      'at the end of the year; low to high holds four outcomes in five',
    ),
  )
/** Where the figure will stand at the end of the plan's year, and the interval that holds it four times in five. */
export type Forecast = Readonly<z.output<typeof ForecastShape>>

const days = z.number().meta(says('số ngày làm việc còn lại', 'working days left'))

const NeededShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('secured') }),
  z.object({ is: z.literal('keep'), spare: z.number() }),
  z.object({ is: z.literal('perDay'), count: z.number(), of: z.number(), days }),
  z.object({ is: z.literal('total'), count: z.number(), days }),
  z.object({ is: z.literal('atMost'), count: z.number(), of: z.number(), days }),
  z.object({ is: z.literal('outOfReach'), best: z.number() }),
])
/**
 * What it takes from here to the end of the year.
 * - `secured`: reached if all goes on as lately
 * - `keep`: reached now, and not if all goes on as lately: no more than `spare` may be lost
 * - `perDay`: `count` of the `of` that come each working day must be good ones
 * - `total`: `count` more must be done, once
 * - `atMost`: no more than `count` a working day (for what should be low)
 * - `outOfReach`: not even if all that comes is good; `best` is what would be reached
 */
export type Needed = Readonly<z.output<typeof NeededShape>>

/** Why a comparison is left out though both figures are known: see `Withheld`. */
export const withheld = z
  .enum(WITHHELD)
  .nullable()
  .meta(
    says(
      'lý do không so sánh dù đã biết số: nay thiếu báo cáo, khi đó thiếu báo cáo, hoặc mức báo cáo chênh nhau quá nhiều',
      'why it is not compared though it is known: too little reported now, or then, or coverages too far apart',
    ),
  )

export const PlanRowShape = z.object({
  /** `${item}|${unit}` */
  key: z.string(),
  /** Id in `PLAN`. */
  item: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** What the city works towards, and the plan's own number. */
  target: z.number().nullable(),
  planned: z.number().nullable(),
  state: z.enum(KPI_STATES),
  unheard,
  /** In the KPI's own unit. */
  trend: z.number().nullable().meta(says('thay đổi so với bốn tuần trước', 'change against four weeks ago')),
  /** The figure as it stood on the same day last year. */
  lastYear: z.number().nullable(),
  trendWithheld: withheld,
  lastYearWithheld: withheld,
  forecast: ForecastShape.nullable(),
  needed: NeededShape.nullable(),
  /** Of a commitment followed by a connection: how it stands. */
  link: LinkRow.nullable(),
  reported: z.number(),
  expected: z.number(),
  /** When the newest input was true, epoch ms. */
  at: moment,
  simulated: z.boolean(),
})
/** One row of the plan as it stands in one unit. `null` is unknown or does not apply, never zero. */
export type PlanRow = Readonly<z.output<typeof PlanRowShape>>
