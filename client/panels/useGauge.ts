import { useMemo } from 'react'
import { nextHighWater } from '../../domain/sensors/tide.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFeedReady, useFromNow } from '../live/useLive.ts'
import type { RankedStation } from './rankStations.ts'
import { useStationRanking } from './useRankings.ts'

const WATER = ['waterLevel'] as const
/** High waters of so many days tell the rhythm, and how it shifts from day to day. */
const SEEN_DAYS = 3
const STEP_MS = 5 * MINUTE_MS
/** One value each ten minutes: more would not move a high water. */
const POINTS = (SEEN_DAYS * DAY_MS) / (10 * MINUTE_MS)

/**
 * The gauge that the river's alert levels are set for; while it is not announced, the most pressing one that is live. Undefined where there
 * is none.
 */
export function useGauge(id: string): { readonly gauge: RankedStation | undefined; readonly isReady: boolean } {
  const gauges = useStationRanking(WATER)
  const isReady = useFeedReady('sensors')
  const gauge =
    gauges.find(({ sensor }) => sensor.id === id) ?? gauges.find(({ freshness }) => freshness === 'live') ?? gauges[0]
  return { gauge, isReady }
}

/** The next high water at a gauge, as the last days of its own course let expect it. */
export function useHighWater(sensor: string | undefined) {
  // A new question every five minutes, not every second: the answer is cached until then.
  const to = useFromNow((now) => Math.ceil(now / STEP_MS) * STEP_MS)
  const series = useAnswer(
    ask('/sensors/{id}/series', {
      params: { id: sensor ?? '' },
      query: { value: 'level', from: to - SEEN_DAYS * DAY_MS, to, points: POINTS },
    }),
    { enabled: sensor !== undefined, refetchMs: STEP_MS },
  )
  const buckets = series.data?.buckets
  const water = useMemo(
    () =>
      buckets &&
      nextHighWater(
        buckets.map(({ at, mean }) => ({ at, level: mean })),
        to,
      ),
    [buckets, to],
  )
  return { water, isComing: sensor !== undefined && series.isPending, isMissing: series.isError }
}
