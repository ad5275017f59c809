import * as z from 'zod'
import { epochMs, says, text } from '../schema.ts'
import type { Day } from '../time.ts'

/** A day of the calendar as it was set: off, or worked. */
export const CalendarSetting = z.object({ is: z.enum(['off', 'worked']), name: text })
export type CalendarSetting = Readonly<z.output<typeof CalendarSetting>>

/** A number (of a target or a threshold) or a day as it was set; null: as the city's files and the declarations say. */
const Setting = z.union([z.number(), CalendarSetting]).nullable()
export type Setting = Readonly<z.output<typeof Setting>>

/** One change of what the city works with. Changes are never rewritten: undoing one is another. */
export const SettingChange = z.object({
  number: z.number().int().meta(says('số thứ tự; tăng dần', 'its number; rising')),
  at: epochMs,
  by: z.string().meta(says('người đổi', 'who made it')),
  what: z.enum(['target', 'calendarDay', 'threshold']),
  key: z
    .string()
    .meta(
      says(
        'mã chỉ số, ngày YYYY-MM-DD, hoặc ngưỡng như waterLevel/alert1',
        'id of the KPI, the day YYYY-MM-DD, or the threshold, like waterLevel/alert1',
      ),
    ),
  value: Setting,
  before: Setting.meta(
    says('trước đó là gì; null của một ngày: ngày thường', 'what stood before; null of a day: an ordinary one'),
  ),
  from: z
    .string()
    .meta(
      says(
        'áp dụng từ ngày; không tính lại những ngày trước đó',
        'the first day it holds: the days before it stay as they were judged',
      ),
    ),
  note: z.string().meta(says('căn cứ', 'on what grounds')),
  undoes: z.number().int().nullable().meta(says('số của thay đổi được hoàn tác', 'the change that it undoes')),
  undoneBy: z.number().int().nullable().meta(says('số của thay đổi đã hoàn tác nó', 'the change that has undone it')),
})
export type SettingChange = Readonly<z.output<typeof SettingChange>>

/** Something that can be changed. */
export type Subject = Pick<SettingChange, 'what' | 'key'>

/**
 * The change that holds on a day: that which began last, of those that began on one day the one made last. A change made later does not end one
 * that is to begin on a later day.
 * @param changes of one subject, in the order of their numbers
 */
export function changeOn<C extends Pick<SettingChange, 'from'>>(changes: readonly C[], day: Day): C | undefined {
  let holds: C | undefined
  for (const change of changes)
    if (change.from <= day && (holds === undefined || change.from >= holds.from)) holds = change
  return holds
}

/** The one that can be undone: the newest that is neither undone nor undoes another. */
export function undoable(changes: readonly SettingChange[]): SettingChange | undefined {
  return changes.findLast(({ undoes, undoneBy }) => undoes === null && undoneBy === null)
}

/** Who has set a number, and when: what an explanation names beside it. */
export const ChangeMade = SettingChange.pick({ number: true, at: true, by: true, from: true, note: true })
export type ChangeMade = Readonly<z.output<typeof ChangeMade>>

export function changeMade({ number, at, by, from, note }: SettingChange): ChangeMade {
  return { number, at, by, from, note }
}
