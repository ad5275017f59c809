import { useEffect, useState } from 'react'
import { reloadWhenReachable } from '../ui/reloadWhenReachable.ts'
import { nextNightlyReload, nightDim, pixelShift } from './screenUpkeep.ts'

/** Begins afresh once a night. */
export function useNightlyReload(): void {
  useEffect(() => {
    let stop = () => {}
    const timer = setTimeout(() => {
      stop = reloadWhenReachable()
    }, nextNightlyReload(Date.now(), Math.random()) - Date.now())
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}

/** Where the picture rests and how much light is taken, looked at once a minute. */
export function useBurnInProtection(): { readonly offset: readonly [x: number, y: number]; readonly dim: number } {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return { offset: pixelShift(now), dim: nightDim(now) }
}
