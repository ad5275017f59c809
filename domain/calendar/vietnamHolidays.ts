import { addDays } from '../periods.ts'
import type { Text } from '../text.ts'
import type { Day } from '../time.ts'
import type { CalendarDays, Holiday } from './calendar.ts'

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
 * Public holidays by the Labour Code of 2019, article 112: 1 January, five days of Tết, the tenth of the third lunar month, 30 April, 1 May, 2
 * September and one day beside it. Which day beside it, and days moved to make long weekends, the Government says each year: the city
 * enters those in its own file.
 */
export const VIETNAM_HOLIDAYS: CalendarDays = {
  holidays: YEARS.flatMap((year): Holiday[] => [
    { from: `${year}-01-01`, to: `${year}-01-01`, name: NAMES.newYear },
    { from: addDays(TET[year], -1), to: addDays(TET[year], 3), name: NAMES.tet },
    { from: HUNG_KINGS[year], to: HUNG_KINGS[year], name: NAMES.hungKings },
    { from: `${year}-04-30`, to: `${year}-04-30`, name: NAMES.reunification },
    { from: `${year}-05-01`, to: `${year}-05-01`, name: NAMES.labour },
    { from: `${year}-09-01`, to: `${year}-09-02`, name: NAMES.national },
  ]),
  workdays: [],
}
