import type { Calendar } from '../calendar/calendar.ts'
import { endOfWork } from '../calendar/workingTime.ts'
import type { DeadlineClass } from '../sops/sop.ts'
import { dayOf, HOUR_MS } from '../time.ts'

/** When an incident of that class is due, epoch ms: hours run on the clock, working days end with the work of the last one. @param from epoch ms */
export function deadlineOf(
  { is, count }: DeadlineClass,
  from: number,
  calendar: Pick<Calendar, 'addWorkingDays'>,
): number {
  if (is === 'hours') return from + count * HOUR_MS
  return endOfWork(calendar.addWorkingDays(dayOf(from), count))
}
