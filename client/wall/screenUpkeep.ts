import { bucketStart, CITY_UTC_OFFSET_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

/** What a screen that runs for months does for itself: a fresh page each night, a little movement, less light after dark. */

/** The hour of the night in which a wall begins afresh, Cần Thơ time: nobody is watching, and memory that leaked is free again. */
const RELOAD_HOUR = 3

/**
 * When the wall reloads next, epoch ms: between 03:00 and 03:59 in Cần Thơ, at least an hour away so that it happens once a night.
 * @param random 0…1; screens of one centre must not come back in the same second
 */
export function nextNightlyReload(now: number, random: number): number {
  const tonight = bucketStart(now, DAY_MS) + RELOAD_HOUR * HOUR_MS + Math.floor(random * 59 * MINUTE_MS)
  return tonight - now >= HOUR_MS ? tonight : tonight + DAY_MS
}

/** Where the picture rests, CSS pixels: moves by one or two every few minutes so that no bright edge burns in. */
const PIXEL_SHIFTS = [
  [0, 0],
  [1, 0],
  [2, 1],
  [2, 2],
  [1, 2],
  [0, 2],
  [-1, 1],
  [-1, 0],
] as const
export const PIXEL_SHIFT_EVERY_MS = 4 * MINUTE_MS

export function pixelShift(now: number): readonly [x: number, y: number] {
  return PIXEL_SHIFTS[Math.floor(now / PIXEL_SHIFT_EVERY_MS) % PIXEL_SHIFTS.length] ?? PIXEL_SHIFTS[0]
}

/**
 * Share of light taken away by the hour in Cần Thơ, 0…0.2: full light from 06:30 to 18:30, dimmest from 21:00 to 05:00, and
 * so slowly between them that nobody sees it change.
 */
export function nightDim(now: number): number {
  const hour = ((now + CITY_UTC_OFFSET_MS) % DAY_MS) / HOUR_MS
  const night = hour < 12 ? 1 - ramp(hour, 5, 6.5) : ramp(hour, 18.5, 21)
  return Math.round(night * 200) / 1000
}

function ramp(at: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}
