import * as z from 'zod'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { eachDay } from '../../domain/periods.ts'
import { PLAN } from '../../domain/plan/index.ts'
import { says } from '../../domain/schema.ts'
import { dayOf } from '../../domain/time.ts'
import { TARGETS_FILE, type Targets } from '../cityFiles/targets.ts'
import type { Clock } from '../clock.ts'
import { nothing, type Route, route } from './route.ts'

const TargetSchema = z.object({
  target: z.number(),
  declared: z
    .number()
    .meta(says('số của kế hoạch, văn bản hoặc khai báo', 'the number of the plan, the law or the declaration')),
  planItem: z.string().nullable(),
})

const DaySchema = z.object({
  day: z.string(),
  kind: z.enum(['holiday', 'workday']),
  name: z.object({ vi: z.string(), en: z.string() }),
})

const YearText = z.string().regex(/^20\d\d$/, 'must be a year, for example 2026')

/** What the city itself has set: numbers to work towards, and days off. */
export function cityFileRoutes({
  targets,
  calendar,
  clock,
}: {
  targets: Targets
  calendar: Calendar
  clock: Clock
}): Route[] {
  return [
    route({
      path: '/targets',
      summary: {
        vi: 'Mục tiêu đang áp dụng của từng chỉ số, bên cạnh mục tiêu đã công bố',
        en: 'The target in force of every KPI that has one, and the declared one beside it',
      },
      example: () => '/targets',
      params: nothing,
      query: nothing,
      gives: z.object({ targets: z.record(z.string(), TargetSchema), file: z.string() }),
      handle: () => ({
        targets: Object.fromEntries(
          (Object.entries(KPIS) as [KpiId, Kpi][]).flatMap(([id, kpi]) => {
            const target = targets.of(id)
            if (kpi.target === undefined || target === undefined) return []
            const key = targets.keyOf(id)
            const planItem = Object.hasOwn(PLAN, key) ? key : null
            return [[id, { target: target.value, declared: kpi.target.value, planItem }] as const]
          }),
        ),
        // Where on the machine it lies is nobody's business who is not on it.
        file: TARGETS_FILE,
      }),
    }),
    route({
      path: '/calendar',
      summary: { vi: 'Ngày nghỉ và ngày làm bù trong một năm', en: 'Holidays and worked weekend days of a year' },
      example: ({ today }) => `/calendar?year=${today.slice(0, 4)}`,
      params: nothing,
      query: z.object({
        year: YearText.optional(),
      }),
      gives: z.object({
        year: z.string(),
        workingDays: z.number(),
        days: z.array(DaySchema),
      }),
      handle: ({ query: { year = dayOf(clock.now()).slice(0, 4) } }) => {
        const span = { from: `${year}-01-01`, to: `${year}-12-31` }
        return {
          year,
          workingDays: calendar.workingDaysIn(span),
          days: eachDay(span).flatMap((day): z.output<typeof DaySchema>[] => {
            const workday = calendar.workdayOn(day)
            if (workday !== undefined) return [{ day, kind: 'workday', name: workday }]
            const holiday = calendar.holidayOn(day)
            return holiday === undefined ? [] : [{ day, kind: 'holiday', name: holiday }]
          }),
        }
      },
    }),
    route({
      path: '/calendar/gaps',
      summary: {
        vi: 'Những năm chưa có lịch nghỉ lễ: ngày làm việc mới chỉ trừ thứ Bảy, Chủ nhật',
        en: 'Years whose holidays are not known: their working days leave out weekends only',
      },
      example: ({ today }) => `/calendar/gaps?from=2023&to=${today.slice(0, 4)}`,
      params: nothing,
      query: z.object({ from: YearText, to: YearText }),
      gives: z.object({ years: z.array(z.number()) }),
      handle: ({ query: { from, to } }) => ({
        years: [...calendar.unknownYears({ from: `${from}-01-01`, to: `${to}-12-31` })],
      }),
    }),
  ]
}
