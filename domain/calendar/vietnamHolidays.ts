import { addDays, eachDay } from '../periods.ts'
import type { Text } from '../text.ts'
import { type Day, isDay } from '../time.ts'
import { type CalendarDays, type Holiday, isWeekend, type YearlyHoliday } from './calendar.ts'

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029] as const

/** First day of the lunar year. */
const TET: Readonly<Record<(typeof YEARS)[number], Day>> = {
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
}
/** Where the Government let the five days begin two days before it instead of one. */
const TWO_DAYS_BEFORE: readonly number[] = [2024, 2025]
/** The tenth of the third lunar month. */
const HUNG_KINGS: Readonly<Record<(typeof YEARS)[number], Day>> = {
  2024: '2024-04-18',
  2025: '2025-04-07',
  2026: '2026-04-26',
  2027: '2027-04-16',
  2028: '2028-04-04',
  2029: '2029-04-23',
}

const NAMES = {
  newYear: { vi: 'Tết Dương lịch', en: 'New Year’s Day' },
  tet: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' },
  hungKings: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Commemoration' },
  reunification: { vi: 'Ngày Chiến thắng', en: 'Reunification Day' },
  labour: { vi: 'Ngày Quốc tế lao động', en: 'International Labour Day' },
  national: { vi: 'Quốc khánh', en: 'National Day' },
} as const satisfies Record<string, Text>

/**
 * Reported of Resolution 80-NQ/TW (January 2026) of the Politburo: 24 November is to be a day off with pay. Not found in the Labour Code yet,
 * so it is off until the city says that it is in force.
 */
export const CULTURE_DAY: YearlyHoliday = {
  date: '11-24',
  since: 2026,
  name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' },
  inForce: false,
}

/**
 * Public holidays by the Labour Code of 2019, article 112: 1 January, five days of Tết, the tenth of the third lunar month, 30 April, 1 May, 2
 * September and one day beside it; and by article 111 the next working day in lieu of each that falls on a weekend. Which five days, which day
 * beside it, and days moved to make long weekends, the Government says each year: the city enters those in its own file.
 * @param yearly further ones, those in force
 */
export function vietnamHolidays(yearly: readonly YearlyHoliday[] = []): CalendarDays {
  const holidays = YEARS.flatMap((year): Holiday[] => {
    const tet = addDays(TET[year], TWO_DAYS_BEFORE.includes(year) ? -2 : -1)
    return [
      { from: `${year}-01-01`, to: `${year}-01-01`, name: NAMES.newYear },
      { from: tet, to: addDays(tet, 4), name: NAMES.tet },
      { from: HUNG_KINGS[year], to: HUNG_KINGS[year], name: NAMES.hungKings },
      { from: `${year}-04-30`, to: `${year}-04-30`, name: NAMES.reunification },
      { from: `${year}-05-01`, to: `${year}-05-01`, name: NAMES.labour },
      { from: `${year}-09-01`, to: `${year}-09-02`, name: NAMES.national },
      ...yearly
        .filter(({ inForce, since, date }) => inForce && since <= year && isDay(`${year}-${date}`))
        .map(({ date, name }) => ({ from: `${year}-${date}`, to: `${year}-${date}`, name })),
    ]
  })
  return { holidays: [...holidays, ...daysInLieu(holidays)], workdays: [], years: YEARS }
}

/** For each holiday on a weekend the next day that is worked, one after the other. */
function daysInLieu(holidays: readonly Holiday[]): Holiday[] {
  const off = new Map(holidays.flatMap(({ name, ...span }) => eachDay(span).map((day) => [day, name] as const)))
  const taken = new Set<Day>()
  return [...off]
    .filter(([day]) => isWeekend(day))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lost, { vi, en }]) => {
      let day = addDays(lost, 1)
      while (isWeekend(day) || off.has(day) || taken.has(day)) day = addDays(day, 1)
      taken.add(day)
      return { from: day, to: day, name: { vi: `Nghỉ bù ${vi}`, en: `In lieu of ${en}` } }
    })
}

export const VIETNAM_HOLIDAYS = vietnamHolidays()
