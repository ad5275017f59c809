import type * as z from 'zod/mini'
import {
  type Calendar,
  CalendarFile,
  createCalendar,
  FIRST_YEAR,
  LAST_YEAR,
  LONGEST_HOLIDAY_DAYS,
} from '../../domain/calendar/calendar.ts'
import { CULTURE_DAY, vietnamHolidays } from '../../domain/calendar/vietnamHolidays.ts'
import type { Text } from '../../domain/text.ts'
import type { CityFile } from './cityFile.ts'
import { CityFileError } from './cityFileError.ts'

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
    throw faultOf(content, parsed.error.issues)
  },
}

/** What stands under each name of the file, in words, and an example of it. */
const FIELDS: Readonly<Record<string, readonly [vi: string, en: string, example: string]>> = {
  holidays: [
    'danh sách các đợt nghỉ',
    'a list of days off',
    '[{"from":"2027-01-02","to":"2027-01-02","name":{"vi":"Nghỉ bù","en":"Day in lieu"}}]',
  ],
  workdays: [
    'danh sách ngày làm bù',
    'a list of worked weekend days',
    '[{"day":"2027-02-20","name":{"vi":"Làm bù","en":"Worked instead"}}]',
  ],
  yearly: ['danh sách ngày nghỉ hằng năm', 'a list of yearly holidays', JSON.stringify([CULTURE_DAY])],
  years: ['danh sách các năm', 'a list of years', '[2030]'],
  from: ['một ngày có thật, năm-tháng-ngày', 'a day there is, YYYY-MM-DD', '"2027-01-02"'],
  to: ['một ngày có thật, năm-tháng-ngày', 'a day there is, YYYY-MM-DD', '"2027-01-02"'],
  day: ['một ngày có thật, năm-tháng-ngày', 'a day there is, YYYY-MM-DD', '"2027-02-20"'],
  date: ['một ngày trong năm, tháng-ngày', 'a date of the year, MM-DD', '"11-24"'],
  since: [`một năm từ ${FIRST_YEAR} đến ${LAST_YEAR}`, `a year from ${FIRST_YEAR} to ${LAST_YEAR}`, '2026'],
  name: ['tên bằng hai thứ tiếng', 'a name in both languages', '{"vi":"Nghỉ bù","en":"Day in lieu"}'],
  vi: ['một tên không để trống', 'a name that is not empty', '"Nghỉ bù"'],
  en: ['một tên không để trống', 'a name that is not empty', '"Day in lieu"'],
  inForce: ['true hoặc false', 'true or false', 'false'],
}
const FILE = ['một đối tượng JSON', 'a JSON object', '{"holidays":[],"workdays":[]}'] as const

function fieldAt(path: readonly PropertyKey[]): readonly [vi: string, en: string, example: string] {
  const last = path.at(-1)
  if (last === undefined) return FILE
  if (typeof last !== 'number') return FIELDS[String(last)] ?? FILE
  const list = String(path[0])
  const [, , items = '[]'] = FIELDS[list] ?? FILE
  const example = JSON.stringify(JSON.parse(items)[0])
  return list === 'years' ? (FIELDS.since ?? FILE) : ['một mục của danh sách', 'an item of the list', example]
}

/** What is wrong first, and what to write there. */
function faultOf(content: unknown, issues: readonly z.core.$ZodIssue[]): CityFileError {
  const [issue] = issues
  const path = issue?.path ?? []
  const place = path.join('.')
  const [vi, en, example] = fieldAt(path)
  const text = (): Text => {
    if (issue?.code === 'unrecognized_keys') {
      const names = issue.keys.map((key) => JSON.stringify(key)).join(', ')
      const where = place === '' ? '' : `${place}: `
      return {
        vi: `${where}không có mục ${names}; hãy ghi như ${example}`,
        en: `${where}knows no ${names}; write it like ${example}`,
      }
    }
    if (place !== '' && valueAt(content, path) === undefined)
      return {
        vi: `${place}: còn thiếu; hãy ghi ${vi}, như ${example}`,
        en: `${place}: is missing; write ${en}, like ${example}`,
      }
    if (issue?.code === 'custom' && typeof path.at(-1) === 'number')
      return {
        vi: `${place}: from không được sau to, và cách nhau ít hơn ${LONGEST_HOLIDAY_DAYS} ngày`,
        en: `${place}: from must not be after to, and less than ${LONGEST_HOLIDAY_DAYS} days before it`,
      }
    const given = JSON.stringify(valueAt(content, path))?.slice(0, 60)
    return {
      vi: `${place || 'tệp'}: phải là ${vi}, như ${example}, không phải ${given}`,
      en: `${place || 'the file'}: must be ${en}, like ${example}, not ${given}`,
    }
  }
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return new CityFileError(text(), [...path, ...unknown])
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    content,
  )
}
