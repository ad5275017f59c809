import { CITY_UTC_OFFSET_MS } from '../../../domain/time.ts'

/** `18:05 23/10/2026` in Cần Thơ. */
export function writtenTime(at: number): string {
  const iso = new Date(at + CITY_UTC_OFFSET_MS).toISOString()
  return `${iso.slice(11, 16)} ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
}
