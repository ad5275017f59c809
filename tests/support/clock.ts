import type { Clock } from '../../server/clock.ts'

/** A clock turned by hand. */
export interface HandClock extends Clock {
  set(at: number): void
  advance(ms: number): void
}

export function handClock(at = Date.parse('2026-11-23T09:00:00+07:00')): HandClock {
  let now = at
  return {
    now: () => now,
    set(to) {
      now = to
    },
    advance(ms) {
      now += ms
    },
  }
}
