import { useMemo } from 'react'
import { aboveHighWater, FOLLOWS_WITHIN_M, nextHighWater, strayFromTide } from '../../domain/sensors/tide.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFeedReady, useFromNow, useJudging } from '../live/useLive.ts'
import type { RankedStation } from './rankStations.ts'
import { useArrival } from './useArrival.ts'
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
  return { gauge: gaugeOf(gauges, id), isReady }
}

/** The same of stations of every kind, the most pressing first. */
export function gaugeOf(stations: readonly RankedStation[], id: string): RankedStation | undefined {
  const gauges = stations.filter(({ sensor }) => sensor.kind === 'waterLevel')
  return (
    gauges.find(({ sensor }) => sensor.id === id) ?? gauges.find(({ freshness }) => freshness === 'live') ?? gauges[0]
  )
}

/**
 * The next high water at a gauge, as the last days of its own course let expect it. While its level does not follow their rhythm, as in a flood,
 * there is no estimate, and `stray` says by how much, m; nor is there one that the level has passed already, by `above`, m.
 * @param level what it shows now, m; null: unknown
 */
export function useHighWater(sensor: string | undefined, level: number | null) {
  const { asOf } = useJudging()
  // A new question every five minutes, not every second: the answer is cached until then.
  const to = useFromNow((now) => Math.ceil((asOf ?? now) / STEP_MS) * STEP_MS)
  const series = useAnswer(
    ask('/sensors/{id}/series', {
      params: { id: sensor ?? '' },
      query: { value: 'level', from: to - SEEN_DAYS * DAY_MS, to, points: POINTS },
    }),
    { enabled: sensor !== undefined, refetchMs: STEP_MS },
  )
  const { isComing } = useArrival(series, sensor !== undefined)
  const buckets = series.data?.buckets
  const course = useMemo(() => buckets?.map(({ at, mean }) => ({ at, level: mean })), [buckets])
  const water = useMemo(() => course && nextHighWater(course, to), [course, to])
  const off = course === undefined || level === null ? undefined : strayFromTide(course, to, level)
  const stray = off !== undefined && Math.abs(off) > FOLLOWS_WITHIN_M ? off : undefined
  const above = water === undefined || level === null ? undefined : aboveHighWater(water, to, level)
  return {
    water: stray === undefined && above === undefined ? water : undefined,
    stray,
    above,
    isComing,
  }
}
