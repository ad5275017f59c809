import * as z from 'zod'
import { addDays } from '../periods.ts'
import { epochMs, says } from '../schema.ts'
import type { Text } from '../text.ts'
import { CITY_UTC_OFFSET_MS, type Day, dayOf, isDay, MINUTE_MS, startOfDay } from '../time.ts'

/** Minutes of the city's day at which shifts begin, rising; each lasts until the next one begins. */
export type ShiftStarts = readonly number[]

/** Three shifts of eight hours: 06–14, 14–22, 22–06. */
export const DEFAULT_SHIFT_STARTS: ShiftStarts = [6 * 60, 14 * 60, 22 * 60]

export const ShiftShape = z.object({
  id: z
    .string()
    .meta(says('ngày và giờ bắt đầu, như 2026-11-29-0600', 'day and time of its beginning, like 2026-11-29-0600')),
  from: epochMs,
  to: epochMs.meta(says('hết ca (không gồm)', 'its end, exclusive')),
})
/** A stretch of hours that one crew is on duty. */
export type Shift = Readonly<z.output<typeof ShiftShape>>

/** The shift that a moment lies in. @param at epoch ms */
export function shiftAt(at: number, starts: ShiftStarts = DEFAULT_SHIFT_STARTS): Shift {
  const today = dayOf(at)
  const begins = (day: Day) => starts.map((minute) => startOfDay(day) + minute * MINUTE_MS)
  const all = [...begins(addDays(today, -1)), ...begins(today), ...begins(addDays(today, 1))]
  const next = all.findIndex((begin) => begin > at)
  const [from = at, to = at] = all.slice(next - 1, next + 1)
  return { id: idOf(from), from, to }
}

/** The shift of an id; undefined for what is none, also of other starts than these. */
export function shiftOf(id: string, starts: ShiftStarts = DEFAULT_SHIFT_STARTS): Shift | undefined {
  const [, day = '', hour, minute] = /^(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)$/.exec(id) ?? []
  if (!isDay(day)) return undefined
  const shift = shiftAt(startOfDay(day) + (60 * Number(hour) + Number(minute)) * MINUTE_MS, starts)
  return shift.id === id ? shift : undefined
}

function idOf(from: number): string {
  return `${dayOf(from)}-${clockOf(from).replace(':', '')}`
}

/** `06:00`, on the city's clock. */
function clockOf(at: number): string {
  return new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(11, 16)
}

const NAME: Text = { vi: 'Ca', en: 'Shift' }

/** `Ca 06:00–14:00, 29/11/2026`. */
export function shiftName({ from, to }: Pick<Shift, 'from' | 'to'>): Text {
  const [year, month, day] = dayOf(from).split('-')
  const span = `${clockOf(from)}–${clockOf(to)}, ${day}/${month}/${year}`
  return { vi: `${NAME.vi} ${span}`, en: `${NAME.en} ${span}` }
}
/** The title of a shift's log, which is kept in Vietnamese, in both languages. */
export function shiftTitle(title: string): Text {
  return { vi: title, en: title.startsWith(`${NAME.vi} `) ? NAME.en + title.slice(NAME.vi.length) : title }
}
