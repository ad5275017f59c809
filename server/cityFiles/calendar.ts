import { type Calendar, CalendarFile, createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import { ConfigError } from '../config.ts'
import { readCityFile } from './cityFile.ts'

/**
 * The country's holidays with the city's own days from `calendar.json` in the data directory, which is written empty where there is none.
 * @throws ConfigError naming the file, the place in it, and what is wrong there
 */
export function readCalendar(dataDir: string): Calendar {
  const { path: file, content } = readCityFile(dataDir, 'calendar.json', () => ({ holidays: [], workdays: [] }))
  const parsed = CalendarFile.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') || 'the file'
    throw new ConfigError(
      `${file}: ${place}: ${issue?.message}; write {"holidays":[{"from":"2027-01-02","to":"2027-01-02","name":{"vi":"Nghỉ bù","en":"Day in lieu"}}],"workdays":[]}`,
    )
  }
  return createCalendar(VIETNAM_HOLIDAYS, parsed.data)
}
