import { DAY_MS } from '../../../domain/time.ts'
import type { ChartPoint } from '../../charts/chartData.ts'
import type { Beside } from '../address.ts'
import type { Stretch } from './zoom.ts'

/** 52 weeks: a Monday lies under a Monday. */
const YEAR_OF_WEEKS_MS = 364 * DAY_MS

/**
 * How far back the time beside a stretch lies, ms: its own length rounded up to whole steps, so that the values of both fall on the same
 * times; or 52 weeks.
 * @param stepMs between values
 */
export function shiftOf(beside: Beside, { from, to }: Stretch, stepMs: number): number {
  return beside === 'year' ? YEAR_OF_WEEKS_MS : Math.ceil((to - from) / stepMs) * stepMs
}

/** Values of an earlier time, laid over a later one. */
export function shifted(points: readonly ChartPoint[], byMs: number): ChartPoint[] {
  return points.map((point) => ({ ...point, at: point.at + byMs }))
}
