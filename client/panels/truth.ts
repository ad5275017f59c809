import { type CameraView, COUNT_EVERY_MS } from '../../domain/cameras/camera.ts'
import { type Freshness, freshness, patienceFor } from '../../domain/freshness.ts'
import type { KpiState, KpiValue } from '../../domain/kpis/kpi.ts'
import type { Rankable } from '../../domain/ranking/rank.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'

/** How far a row can be trusted now. The screen ages what it holds by itself: when the hub falls silent, so do the figures. */

/** @param now epoch ms on the hub's clock */
export function kpiFreshness(row: KpiValue | undefined, now: number): Freshness {
  return row === undefined ? 'never' : freshness(row.at, now, patienceFor(row.everyMs))
}

/** The hub's judgement while the figure is live; what is old is shown but no longer judged. */
export function kpiStateNow(row: KpiValue | undefined, now: number): KpiState {
  if (row === undefined || row.value === null) return 'unjudged'
  return kpiFreshness(row, now) === 'live' ? row.state : 'unjudged'
}

/** A row as it is ranked: what is old, or not judged by the hub, is not fresh. */
export function rankableOf(unit: string, row: KpiValue | undefined, now: number): Rankable {
  const { value, numerator, denominator } = row ?? { value: null, numerator: null, denominator: null }
  return { unit, value, numerator, denominator, fresh: kpiStateNow(row, now) !== 'unjudged' }
}

/** A sensor that said goodbye is lost, however young its last reading. */
export function readingFreshness(sensor: Sensor, reading: SensorReading | undefined, now: number): Freshness {
  if (reading === undefined || reading.at === null) return 'never'
  if (reading.status === 'offline') return 'lost'
  return freshness(reading.at, now, patienceFor(sensor.everyMs), reading.retained)
}

/** Of the people count; the picture has its own age. */
export function countFreshness(view: CameraView | undefined, now: number): Freshness {
  if (view === undefined || view.countAt === null) return 'never'
  if (view.status === 'offline') return 'lost'
  return freshness(view.countAt, now, patienceFor(COUNT_EVERY_MS), view.retained)
}
