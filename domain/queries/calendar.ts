import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { says, text } from '../schema.ts'
import { nothing, Year } from './parameters.ts'
import { defineQuery } from './query.ts'

const DaySchema = z.object({ day: z.string(), kind: z.enum(['holiday', 'workday']), name: text.readonly() })
/** A day off on a weekday, or a weekend day that is worked. */
export type CalendarDay = z.output<typeof DaySchema>

export const calendar = defineQuery({
  path: '/calendar',
  summary: { vi: 'Ngày nghỉ và ngày làm bù trong một năm', en: 'Holidays and worked weekend days of a year' },
  example: ({ today }) => `/calendar?year=${today.slice(0, 4)}`,
  params: nothing,
  query: z.object({ year: Year.optional() }),
  gives: z.object({
    year: z.string(),
    workingDays: z.number(),
    days: z.array(DaySchema),
    holidaysKnown: z
      .boolean()
      .meta(
        says(
          'false: năm này chưa có lịch nghỉ lễ, workingDays mới chỉ trừ thứ Bảy, Chủ nhật và những ngày có trong days',
          'false: the holidays of this year are not known, and workingDays leaves out weekends and what is in days only',
        ),
      ),
  }),
  ask: 'figures.see',
  place: () => EVERYWHERE,
})

export const calendarGaps = defineQuery({
  path: '/calendar/gaps',
  summary: {
    vi: 'Những năm chưa có lịch nghỉ lễ: ngày làm việc mới chỉ trừ thứ Bảy, Chủ nhật',
    en: 'Years whose holidays are not known: their working days leave out weekends only',
  },
  example: ({ today }) => `/calendar/gaps?from=2023&to=${today.slice(0, 4)}`,
  params: nothing,
  query: z.object({ from: Year, to: Year }),
  gives: z.object({ years: z.array(z.number()) }),
  ask: 'figures.see',
  place: () => EVERYWHERE,
})
