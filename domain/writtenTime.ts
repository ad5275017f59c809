import { isInCentury } from './instant.ts'
import { CITY_UTC_OFFSET_MS } from './time.ts'

/** `18:05 23/10/2026` in Cần Thơ; of another age than ours the number alone, `1000000000000000 ms`, which nobody reads as a date. */
export function writtenTime(at: number): string {
  if (!isInCentury(at)) return `${at} ms`
  const iso = new Date(at + CITY_UTC_OFFSET_MS).toISOString()
  return `${iso.slice(11, 16)} ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
}
