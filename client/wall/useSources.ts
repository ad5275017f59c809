import { useMemo, useRef } from 'react'
import { useNow, useReception, useSteadyRows } from '../live/useLive.ts'
import { countSources, type SourceCounts } from './sourceHealth.ts'

/** `asOf`: epoch ms of what they were when the line broke, where it has. */
interface ShownSources extends SourceCounts {
  readonly asOf: number | undefined
}

/**
 * Health of all sources, counted anew each second: silence makes no event, only time tells it. Without a line to them nobody knows how they are: it
 * stays as it was then, and says when that was.
 */
export function useSources(): ShownSources {
  const sources = useSteadyRows('sources')
  const now = useNow()
  const reception = useReception()
  const lastOpen = useRef<typeof reception>(undefined)
  if (reception.is === 'open') lastOpen.current = reception
  const asOf = reception.is === 'cut' && reception.cause !== 'starting' ? reception.since : undefined
  const judgedBy = asOf === undefined ? reception : (lastOpen.current ?? reception)
  return useMemo(
    () => ({ ...countSources(sources.values(), asOf ?? now, judgedBy), asOf }),
    [sources, now, asOf, judgedBy],
  )
}
