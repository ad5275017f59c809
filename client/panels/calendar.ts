import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'

/** Days off that the city has told the hub alone are not known here: on them a hall without staff looks like one in office hours. */
export const CALENDAR = createCalendar(VIETNAM_HOLIDAYS)
