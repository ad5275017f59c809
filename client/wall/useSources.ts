import { useMemo } from 'react'
import { useNow, useRows } from '../live/useLive.ts'
import { useSteady } from '../panels/useSteady.ts'
import { countSources, type SourceCounts } from './sourceHealth.ts'

/** Health of all sources, counted anew each second: silence makes no event, only time tells it. */
export function useSources(): SourceCounts {
  const sources = useSteady(useRows('sources'))
  const now = useNow()
  return useMemo(() => countSources(sources.values(), now), [sources, now])
}
