import { useMemo } from 'react'
import type { Bucket } from '../../domain/queries/series.ts'
import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFromNow } from '../live/useLive.ts'
import { COURSE_DAYS, type CoursePoint } from './courseShape.ts'

/** Values an hour or so apart: the highest of a day is in one of them. */
const POINTS = COURSE_DAYS * 24

/** The highest value of each of the last thirty days at a station; a day without any is unknown. */
export function useDailyHighest(sensor: string | undefined, value: string) {
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
  const points = useMemo(() => buckets && dailyHighest(buckets, from), [buckets, from])
  return { points, isComing: sensor !== undefined && series.isPending, isMissing: series.isError }
}

/** @param from midnight of the first day, epoch ms */
export function dailyHighest(buckets: readonly Omit<Bucket, 'count'>[], from: number): readonly CoursePoint[] {
  const highest: (number | null)[] = Array.from({ length: COURSE_DAYS }, () => null)
  for (const { at, max } of buckets) {
    const day = Math.floor((at - from) / DAY_MS)
    if (day < 0 || day >= COURSE_DAYS) continue
    const known = highest[day] ?? null
    highest[day] = known === null ? max : Math.max(known, max)
  }
  return highest.map((value, day) => ({ at: from + day * DAY_MS, value }))
}
