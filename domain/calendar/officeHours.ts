import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../time.ts'
import type { Calendar } from './calendar.ts'

/** Office hours, ms since midnight, as is usual in the south: Monday to Friday 7:00–11:30 and 13:00–17:00. */
export const HOURS = { open: 7 * HOUR_MS, lunch: 11.5 * HOUR_MS, afternoon: 13 * HOUR_MS, close: 17 * HOUR_MS } as const

/** Whether offices are open, and for how many working minutes they have been today. @param now epoch ms */
export function officeHours(
  calendar: Calendar,
  now: number,
): { readonly isOpen: boolean; readonly openMinutes: number } {
  const day = dayOf(now)
  const time = now - startOfDay(day)
  if (!calendar.isWorkingDay(day)) return { isOpen: false, openMinutes: 0 }
  const isOpen = (time >= HOURS.open && time < HOURS.lunch) || (time >= HOURS.afternoon && time < HOURS.close)
  const within = (from: number, to: number) => Math.max(0, Math.min(time, to) - from)
  const openMs = within(HOURS.open, HOURS.lunch) + within(HOURS.afternoon, HOURS.close)
  return { isOpen, openMinutes: openMs / MINUTE_MS }
}

/** Starts of the hours of `[from, to)` that lie wholly within office hours, epoch ms. */
export function wholeOfficeHours(calendar: Calendar, from: number, to: number): Set<number> {
  const starts = new Set<number>()
  for (let midnight = startOfDay(dayOf(from)); midnight < to; midnight += DAY_MS) {
    if (!calendar.isWorkingDay(dayOf(midnight))) continue
    for (let time = 0; time < DAY_MS; time += HOUR_MS) {
      const isWithin = (open: number, close: number) => time >= open && time + HOUR_MS <= close
      const at = midnight + time
      if (at < from || at >= to) continue
      if (isWithin(HOURS.open, HOURS.lunch) || isWithin(HOURS.afternoon, HOURS.close)) starts.add(at)
    }
  }
  return starts
}
