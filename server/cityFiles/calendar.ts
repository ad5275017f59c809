import { type Calendar, CalendarFile, createCalendar } from '../../domain/calendar/calendar.ts'
import { CULTURE_DAY, vietnamHolidays } from '../../domain/calendar/vietnamHolidays.ts'
import { type CityFile, CityFileError } from './cityFile.ts'

const EXAMPLE =
  '{"holidays":[{"from":"2027-01-02","to":"2027-01-02","name":{"vi":"Nghỉ bù","en":"Day in lieu"}}],"workdays":[]}'

/**
 * The city's own days off and worked weekend days, beside the country's holidays: none to begin with, and 24 November, which is off until it is
 * set in force.
 */
export const CALENDAR: CityFile<Calendar> = {
  name: 'calendar.json',
  first: () => ({ holidays: [], workdays: [], yearly: [CULTURE_DAY], years: [] }),
  parse(content) {
    const parsed = CalendarFile.safeParse(content)
    if (parsed.success) return createCalendar(vietnamHolidays(parsed.data.yearly), parsed.data)
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.')
    throw new CityFileError({
      vi: `${place || 'tệp'}: không đúng; hãy ghi như ${EXAMPLE}`,
      en: `${place || 'the file'}: ${issue?.message}; write ${EXAMPLE}`,
    })
  },
}
