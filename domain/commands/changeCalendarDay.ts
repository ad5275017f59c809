import * as z from 'zod'
import { DayText } from '../queries/parameters.ts'
import { says } from '../schema.ts'
import { SettingChange } from '../settings/change.ts'
import { Line } from '../written.ts'
import { defineCommand } from './command.ts'
import { Note, Seen } from './settingFields.ts'

const Name = Line.trim().min(1).max(120)

/** Sets a day off, or a day on which offices work: a weekend day worked instead, or a holiday that is none here. */
export const changeCalendarDay = defineCommand({
  summary: { vi: 'Đổi một ngày của lịch làm việc', en: 'Changes a day of the calendar' },
  input: z.object({
    day: DayText.meta(says('YYYY-MM-DD, sớm nhất là hôm nay', 'YYYY-MM-DD, today at the earliest')),
    is: z
      .enum(['off', 'worked'])
      .meta(says('off: nghỉ; worked: làm việc', 'off: a day off; worked: a day that is worked')),
    vi: Name.meta(says('tên ngày bằng tiếng Việt', 'what the day is called, in Vietnamese')),
    en: Name.optional().meta(
      says('tên bằng tiếng Anh; không ghi: như tiếng Việt', 'the same in English; as in Vietnamese when absent'),
    ),
    seen: Seen,
    note: Note,
  }),
  gives: z.object({ change: SettingChange }),
  do: 'settings.change',
  says: { vi: 'Đổi lịch ngày {day} thành {is}: {vi}', en: 'Changed {day} in the calendar to {is}: {vi}' },
  names: ({ is }) => ({
    is: is === 'off' ? { vi: 'ngày nghỉ', en: 'a day off' } : { vi: 'ngày làm việc', en: 'a working day' },
  }),
  example: () => ({ day: '2027-01-04', is: 'off' as const, vi: 'Nghỉ bù', en: 'Day in lieu', seen: 0 }),
})
