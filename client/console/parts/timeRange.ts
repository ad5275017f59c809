import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { RANGES, type Range, type View } from '../address.ts'

const SPANS: Record<Range, { readonly spanMs: number; readonly stepMs: number }> = {
  '24h': { spanMs: DAY_MS, stepMs: MINUTE_MS },
  '7d': { spanMs: 7 * DAY_MS, stepMs: 10 * MINUTE_MS },
  '30d': { spanMs: 30 * DAY_MS, stepMs: HOUR_MS },
  '365d': { spanMs: 365 * DAY_MS, stepMs: DAY_MS },
  '1095d': { spanMs: 1_095 * DAY_MS, stepMs: DAY_MS },
}

/**
 * The stretch of time a chart shows, epoch ms. Its end moves in steps, so that the question asked of the hub stays the same,
 * and cached, between two steps.
 */
function spanOf(range: Range, now: number, isByDay: boolean): { from: number; to: number; refetchMs: number } {
  const { spanMs, stepMs } = SPANS[range]
  const to = (Math.floor(now / stepMs) + 1) * stepMs
  // Seven days of a daily figure are today and the six before it, not the rest of an eighth.
  const from = isByDay ? bucketStart(now, DAY_MS) + DAY_MS - spanMs : to - spanMs
  return { from, to, refetchMs: stepMs }
}

/**
 * The stretch of time that the charts show: the one looked into closely, or the range.
 * @param isByDay what is told once a day: the range begins with a whole day
 * @returns `latest`: where the range ends, beyond which there is nothing yet; `refetchMs` undefined of a stretch that is over
 */
export function chartSpan(
  { zoom }: Pick<View, 'zoom'>,
  range: Range,
  now: number,
  isByDay = false,
): { from: number; to: number; latest: number; refetchMs: number | undefined } {
  const { from, to, refetchMs } = spanOf(range, now, isByDay)
  if (zoom === undefined) return { from, to, latest: to, refetchMs }
  return { ...zoom, latest: to, refetchMs: zoom.to > now ? refetchMs : undefined }
}

/** The ranges in which a KPI has a history: what systems report once a day has none of 24 hours. */
export function kpiRanges(kpi: Pick<Kpi, 'from'>): readonly Range[] {
  return kpi.from === 'statistic' ? RANGES.filter((range) => range !== '24h') : RANGES
}

/** The range in force for a KPI: the one chosen, or the shortest there is. The chart shows it and the choice of ranges marks it. */
export function kpiRange(kpi: Pick<Kpi, 'from'>, range: Range): Range {
  const ranges = kpiRanges(kpi)
  return ranges.includes(range) ? range : (ranges[0] as Range)
}
