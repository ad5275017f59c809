import { useMemo } from 'react'
import { useJudging, useSteadyRows } from '../live/useLive.ts'
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
  const { now, reception, asOf } = useJudging()
  return useMemo(() => ({ ...countSources(sources.values(), now, reception), asOf }), [sources, now, reception, asOf])
}
