import type { Logger } from 'pino'
import { type Calendar, missingHolidays } from '../../domain/calendar/calendar.ts'
import { dayOf } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { CALENDAR } from './calendar.ts'

/**
 * Years whose holidays are needed now and known to nobody, for whoever counts working days.
 * @returns asked each second; the log is told when the answer changes
 */
export function createHolidayGaps({
  calendar,
  clock,
  log,
}: {
  calendar: Pick<Calendar, 'unknownYears'>
  clock: Clock
  log: Pick<Logger, 'warn'>
}): () => readonly number[] {
  let told = ''
  return () => {
    const years = missingHolidays(calendar, dayOf(clock.now()))
    const now = years.join(', ')
    if (now !== told && now !== '') {
      log.warn(
        { years },
        `holidays of ${now} are not known: working days leave out weekends only; add the days and the year to ${CALENDAR.name}`,
      )
    }
    told = now
    return years
  }
}
