import * as z from 'zod'
import { CITY_UTC_OFFSET_MS, DAY_MS, MINUTE_MS } from '../time.ts'

const minute = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1)

/** Minutes of the city's day, `[from, to)`, over midnight where `to` is before `from`. */
export const QuietHours = z.object({ from: minute, to: minute })
export type QuietHours = Readonly<z.output<typeof QuietHours>>

/** When quiet hours end that a moment lies in, epoch ms; undefined: it lies in none. */
export function quietUntil(hours: QuietHours | null, at: number): number | undefined {
  if (hours === null || hours.from === hours.to) return undefined
  const { from, to } = hours
  const now = ((at + CITY_UTC_OFFSET_MS) % DAY_MS) / MINUTE_MS
  const isQuiet = from < to ? now >= from && now < to : now >= from || now < to
  if (!isQuiet) return undefined
  const left = to > now ? to - now : to + DAY_MS / MINUTE_MS - now
  return Math.round(at + left * MINUTE_MS)
}
