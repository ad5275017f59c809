import { useMemo } from 'react'
import { addsUp, type ComparedFigure } from '../../domain/kpis/figure.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { addDays } from '../../domain/periods.ts'
import { DAY_MS, type Day, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow } from '../live/useLive.ts'
import { comparisonNote, type Note, type Other, periodNote, type Than } from './courseComparison.ts'
import { ASKED_DAYS, type CoursePoint, courseOf, type ToldPoint } from './courseShape.ts'
import { useArrival } from './useArrival.ts'
import { useCityCalendar } from './useCityCalendar.ts'

/** What the past says changes with the last reports of a day: to ask every few minutes is enough. */
const REFETCH_MS = 5 * MINUTE_MS
const WEEK_DAYS = 7
/** 52 weeks: a Monday lies beside a Monday. */
const YEAR_DAYS = 364

export interface Course {
  /** One a day; undefined while they come, and when the hub does not answer. */
  readonly points: readonly CoursePoint[] | undefined
  readonly isMissing: boolean
  readonly note: Note | undefined
}

/** How a figure came to where it stands, and what a person would compare it with. */
export function useCourse(id: KpiId, kpi: Kpi, unit: string, row: KpiValue | undefined): Course {
  const today = useFromNow(dayOf)
  const calendar = useCityCalendar()
  const hour = useFromNow((now) => Math.floor(now / HOUR_MS))
  const days = useAnswer(daysOf(id, unit, addDays(today, 1 - ASKED_DAYS), today), { refetchMs: REFETCH_MS })
  const lastYear = addDays(today, -YEAR_DAYS)
  const isPeriod = kpi.period === 'month'
  const isDevice = kpi.from !== 'statistic' && kpi.period === 'now'
  // An hour of a week ago does not change; that of devices is told by the hour.
  const weekAgo = hour * HOUR_MS - WEEK_DAYS * DAY_MS
  const sameHour = useAnswer(seriesOf(id, unit, weekAgo, weekAgo + HOUR_MS), { enabled: isDevice })
  const year = useAnswer(daysOf(id, unit, lastYear, lastYear), { enabled: !isPeriod && !isDevice })
  const period = useAnswer(
    ask('/kpis/{id}/figures', { params: { id }, query: { unit, period: 'month', day: today } }),
    { enabled: isPeriod, refetchMs: REFETCH_MS },
  )
  const told = days.data?.points
  const { isMissing } = useArrival(days)
  const points = useMemo(() => told && courseOf(told, kpi.minCoverage, calendar), [told, kpi.minCoverage, calendar])
  return {
    points,
    isMissing,
    note: isPeriod
      ? monthNote(
          kpi,
          row,
          period.data?.figures.find((figure) => figure.unit === unit),
        )
      : noteOf(kpi, row, [
          isDevice
            ? of('sameHour', sameHour.data?.points[0])
            : of(
                'sameDay',
                told?.find(({ at }) => at === startOfDay(addDays(today, -WEEK_DAYS))),
              ),
          isDevice ? undefined : of('yearBefore', year.data?.points[0]),
        ]),
  }
}

function monthNote(kpi: Kpi, row: KpiValue | undefined, figure: ComparedFigure | undefined): Note | undefined {
  if (figure === undefined) return undefined
  const value = row?.value ?? figure.value
  const before = periodNote(kpi, value, 'monthBefore', figure.before)
  if (before !== undefined && before.says !== 'withheld') return before
  return periodNote(kpi, value, 'yearBefore', figure.lastYear) ?? before
}

function noteOf(kpi: Kpi, row: KpiValue | undefined, others: readonly (Other | undefined)[]): Note | undefined {
  if (row === undefined) return undefined
  const known = others.filter((other) => other !== undefined)
  return comparisonNote(kpi, row, known, kpi.period === 'day' && addsUp(kpi))
}

function of(than: Than, point: ToldPoint | undefined): Other | undefined {
  return point && { than, value: point.value, reported: point.reported, expected: point.expected }
}

function daysOf(id: KpiId, unit: string, from: Day, to: Day) {
  return seriesOf(id, unit, startOfDay(from), startOfDay(to) + DAY_MS)
}

function seriesOf(id: KpiId, unit: string, from: number, to: number) {
  return ask('/kpis/{id}/series', { params: { id }, query: { unit, from, to } })
}
