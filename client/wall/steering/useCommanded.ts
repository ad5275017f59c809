import { useEffect, useMemo, useState } from 'react'
import { type Commanded, commandedAt } from '../../../domain/walls/commanded.ts'
import type { WallState } from '../../../domain/walls/wallState.ts'
import { useExactClock, useFromNow } from '../../live/useLive.ts'

/**
 * What a wall has to show now. It becomes another at the very moment on the hub's clock at which a scene ends, so that every screen of a wall
 * turns at once. The same object while it says the same, and nothing renders with the seconds between.
 */
export function useCommanded(state: WallState): Commanded {
  const clock = useExactClock()
  const [at, setAt] = useState(clock)
  const says = useFromNow((second) => JSON.stringify(commandedAt(state, Math.max(second, at))))
  const commanded = useMemo(() => JSON.parse(says) as Commanded, [says])
  const { until } = commanded
  useEffect(() => {
    if (until === null) return
    const timer = setTimeout(() => setAt(Math.max(until, clock())), Math.min(Math.max(0, until - clock()), LONGEST_MS))
    return () => clearTimeout(timer)
  }, [until, clock])
  return commanded
}

/** Timers of browsers end at 2^31 ms; the clock may be corrected meanwhile as well. */
const LONGEST_MS = 60_000
