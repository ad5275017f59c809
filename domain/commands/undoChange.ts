import * as z from 'zod'
import { says } from '../schema.ts'
import { SettingChange } from '../settings/change.ts'
import { defineCommand } from './command.ts'
import { Note } from './settingFields.ts'

/** Brings back what stood before a change: from today on, for what was judged meanwhile stays. */
export const undoChange = defineCommand({
  summary: {
    vi: 'Hoàn tác một thay đổi về mục tiêu, lịch hoặc ngưỡng',
    en: 'Undoes a change of a target, the calendar or a threshold',
  },
  input: z.object({
    change: z
      .number()
      .int()
      .min(1)
      .meta(says('số của thay đổi mới nhất còn hiệu lực', 'number of the newest change that stands')),
    note: Note,
  }),
  gives: z.object({ change: SettingChange }),
  do: 'settings.change',
  says: { vi: 'Hoàn tác thay đổi số {change}', en: 'Undid change {change}' },
  example: () => ({ change: 1 }),
})
