import { useMemo } from 'react'
import { useNow, useReception, useSteadyRows } from '../live/useLive.ts'
import { countSources, type SourceCounts } from './sourceHealth.ts'

/** Health of all sources, counted anew each second: silence makes no event, only time tells it. */
export function useSources(): SourceCounts {
  const sources = useSteadyRows('sources')
  const now = useNow()
  const reception = useReception()
  return useMemo(() => countSources(sources.values(), now, reception), [sources, now, reception])
}
