import { useMemo } from 'react'
import type { Bucket } from '../../domain/queries/series.ts'
import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow, useIsPast } from '../live/useLive.ts'
import { COURSE_DAYS, type CoursePoint } from './courseShape.ts'
import { useArrival } from './useArrival.ts'

/** Values an hour or so apart: the highest of a day is in one of them. */
const POINTS = COURSE_DAYS * 24

/** The highest value of each of the last thirty days at a station; a day without any is unknown. */
export function useDailyHighest(sensor: string | undefined, value: string) {
  const isPast = useIsPast()
  const today = useFromNow(dayOf)
  const to = startOfDay(today) + DAY_MS
  const from = to - COURSE_DAYS * DAY_MS
  const series = useAnswer(
    ask('/sensors/{id}/series', {
      params: { id: sensor ?? '' },
      query: { value: value, from: from, to, points: POINTS },
    }),
    { enabled: sensor !== undefined, refetchMs: 5 * MINUTE_MS },
  )
  const buckets = series.data?.buckets
  const bucketMs = series.data?.bucketMs ?? 0
  // At a past moment nobody knew what came after it.
  const until = useFromNow((now) => (isPast ? now - bucketMs : to))
  const points = useMemo(() => buckets && dailyHighest(buckets, from, until), [buckets, from, until])
  return { points, ...useArrival(series, sensor !== undefined) }
}

/**
 * @param from midnight of the first day, epoch ms
 * @param until what begins later does not count, epoch ms
 */
export function dailyHighest(
  buckets: readonly Omit<Bucket, 'count'>[],
  from: number,
  until: number,
): readonly CoursePoint[] {
  const highest: (number | null)[] = Array.from({ length: COURSE_DAYS }, () => null)
  for (const { at, max } of buckets) {
    const day = Math.floor((at - from) / DAY_MS)
    if (day < 0 || day >= COURSE_DAYS || at > until) continue
    const known = highest[day] ?? null
    highest[day] = known === null ? max : Math.max(known, max)
  }
  return highest.map((value, day) => ({ at: from + day * DAY_MS, value }))
}
