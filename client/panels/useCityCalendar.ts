import { useMemo } from 'react'
import { type Calendar, createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { type Day, dayOf, MINUTE_MS } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow } from '../live/useLive.ts'

/** The country's, until the hub has told its own. */
const OF_THE_COUNTRY = createCalendar(VIETNAM_HOLIDAYS)

/**
 * The calendar that the hub works with in this year, with the days that the city has set.
 * @param asked a day that is asked about: its year is known too, which may be another one
 */
export function useCityCalendar(asked?: Day): Calendar {
  const thisYear = useFromNow((now) => dayOf(now).slice(0, 4))
  const now = useDaysOf(thisYear)
  const then = useDaysOf(asked?.slice(0, 4) ?? thisYear)
  return useMemo(() => {
    // A year that the hub has not told of yet is the country's.
    if (now === undefined || then === undefined) return OF_THE_COUNTRY
    const days = [...now, ...(then === now ? [] : then)]
    const of = (is: 'holiday' | 'workday') => days.filter(({ kind }) => kind === is)
    return createCalendar({
      holidays: of('holiday').map(({ day, name }) => ({ from: day, to: day, name })),
      workdays: of('workday').map(({ day, name }) => ({ day, name })),
    })
  }, [now, then])
}

function useDaysOf(year: string) {
  return useAnswer(ask('/calendar', { query: { year } }), { refetchMs: MINUTE_MS }).data?.days
}
