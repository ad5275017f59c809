import { useMemo } from 'react'
import { type Calendar, createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { dayOf, MINUTE_MS } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow } from '../live/useLive.ts'

/** The country's, until the hub has told its own. */
const OF_THE_COUNTRY = createCalendar(VIETNAM_HOLIDAYS)

/** The calendar that the hub works with in this year, with the days that the city has set. */
export function useCityCalendar(): Calendar {
  const year = useFromNow((now) => dayOf(now).slice(0, 4))
  const { data } = useAnswer(ask('/calendar', { query: { year } }), { refetchMs: MINUTE_MS })
  const days = data?.days
  return useMemo(() => {
    if (days === undefined) return OF_THE_COUNTRY
    const of = (is: 'holiday' | 'workday') => days.filter(({ kind }) => kind === is)
    return createCalendar({
      holidays: of('holiday').map(({ day, name }) => ({ from: day, to: day, name })),
      workdays: of('workday').map(({ day, name }) => ({ day, name })),
    })
  }, [days])
}
