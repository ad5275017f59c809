import { useEffect } from 'react'
import { useExactClock, useFromNow } from '../live/useLive.ts'
import { reloadWhenReachable } from '../ui/reloadWhenReachable.ts'
import { nextNightlyReload, nightDim, pixelShift } from './screenUpkeep.ts'

/** How often a screen looks at the hour. It is the hub's: the machine's own clock may be set, jump, or be wrong for years. */
const LOOK_EVERY_MS = 60_000
/** What the clock moves beside that is no timer that came late. */
const JUMP_MS = 5 * 60_000

/** Begins afresh once a night. @param begin reloads the page once the hub answers; returns what stops it */
export function useNightlyReload(begin: () => () => void = reloadWhenReachable): void {
  const clock = useExactClock()
  useEffect(() => {
    let stop: (() => void) | undefined
    let at = nextNightlyReload(clock(), Math.random())
    let seen = clock()
    const timer = setInterval(() => {
      const now = clock()
      // Until the hub has spoken the hour is the machine's own, and a machine may sleep: the night is reckoned anew.
      if (Math.abs(now - seen - LOOK_EVERY_MS) > JUMP_MS) at = nextNightlyReload(now, Math.random())
      seen = now
      if (now >= at) stop ??= begin()
    }, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      stop?.()
    }
  }, [clock, begin])
}

/** Where the picture rests and how much light is taken, by the minute of the hub's clock: as soon as that is known, it is night where the hub says so. */
export function useBurnInProtection(): { readonly offset: readonly [x: number, y: number]; readonly dim: number } {
  const minute = useFromNow((now) => Math.floor(now / LOOK_EVERY_MS)) * LOOK_EVERY_MS
  return { offset: pixelShift(minute), dim: nightDim(minute) }
}
