import * as z from 'zod'
import type { DataGap } from '../../domain/dataGap.ts'
import type { Store } from '../store/store.ts'
import { instant, wholeNumber } from './parameters.ts'
import { Problem } from './problem.ts'

/** Most buckets one answer holds: more than the pixels of a chart are of no use to anyone. */
const MAX_POINTS = 5_000

/** The bounds of a series. */
export const FROM = instant('từ lúc này', 'from then on')
export const TO = instant('đến trước lúc này', 'before then')

export const SeriesQuery = z.object({
  from: FROM,
  to: TO,
  points: wholeNumber(1, MAX_POINTS).default(500),
})

export function timeRange({ from, to, points }: z.output<typeof SeriesQuery>) {
  if (from >= to) throw new Problem('fromAfterTo')
  return { from, to, points }
}

/** A history, with the times of which a part of it may be missing. */
export async function seriesOf(
  store: Pick<Store, 'series' | 'dataGaps'>,
  query: Parameters<Store['series']>[0],
): Promise<Awaited<ReturnType<Store['series']>> & { gaps: DataGap[] }> {
  const [series, gaps] = await Promise.all([store.series(query), store.dataGaps(query)])
  return { ...series, gaps }
}
