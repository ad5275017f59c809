import type { Calendar } from '../../domain/calendar/calendar.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { eachDay } from '../../domain/periods.ts'
import { PLAN } from '../../domain/plan/index.ts'
import type { CalendarDay } from '../../domain/queries/calendar.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { dayOf } from '../../domain/time.ts'
import { TARGETS_FILE } from '../cityFiles/targets.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { TargetsInForce } from '../services/settings.ts'
import { answers, type Route } from './route.ts'

/** What the city itself has set: numbers to work towards, and days off. */
export function cityFileRoutes({
  targets,
  calendar,
  clock,
}: {
  targets: TargetsInForce
  calendar: Calendar
  clock: Clock
}): Route[] {
  return [
    answers(QUERIES.targets, () => ({
      targets: Object.fromEntries(
        (Object.entries(KPIS) as [KpiId, Kpi][]).flatMap(([id, kpi]) => {
          const target = targets.of(id, dayOf(clock.now()))
          if (kpi.target === undefined || target === undefined) return []
          const key = targets.keyOf(id)
          const planItem = Object.hasOwn(PLAN, key) ? key : null
          return [[id, { target: target.value, declared: kpi.target.value, planItem }] as const]
        }),
      ),
      // Where on the machine it lies is nobody's business who is not on it.
      file: TARGETS_FILE,
    })),
    answers(QUERIES.calendar, ({ query: { year: asked } }) => {
      const year = `${asked ?? dayOf(clock.now()).slice(0, 4)}`
      const span = { from: `${year}-01-01`, to: `${year}-12-31` }
      return {
        year,
        workingDays: calendar.workingDaysIn(span),
        holidaysKnown: calendar.unknownYears(span).length === 0,
        days: eachDay(span).flatMap((day): CalendarDay[] => {
          const workday = calendar.workdayOn(day)
          if (workday !== undefined) return [{ day, kind: 'workday', name: workday }]
          const holiday = calendar.holidayOn(day)
          return holiday === undefined ? [] : [{ day, kind: 'holiday', name: holiday }]
        }),
      }
    }),
    answers(QUERIES.calendarGaps, ({ query: { from, to } }) => {
      if (from > to) throw new Problem('toBeforeFrom')
      return { years: [...calendar.unknownYears({ from: `${from}-01-01`, to: `${to}-12-31` })] }
    }),
  ]
}
