import { type CameraView, COUNT_EVERY_MS, countAsOf } from '../../domain/cameras/camera.ts'
import { asOf, freshness, type Patience, patienceFor } from '../../domain/freshness.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiState, KpiValue } from '../../domain/kpis/kpi.ts'
import { spanNow } from '../../domain/kpis/trailing.ts'
import type { Rankable } from '../../domain/ranking/rank.ts'
import { type JudgedFreshness, judgedFreshness, type Reception } from '../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'

/** How far a row can be trusted now. The screen ages what it holds by itself: when the hub falls silent, so do the figures. */

/** @param now epoch ms on the hub's clock */
export function kpiFreshness(row: KpiValue | undefined, now: number, reception: Reception): JudgedFreshness {
  if (row === undefined) return reception.is === 'open' ? 'never' : 'unheard'
  if (row.at === null) return row.unheard ? 'unheard' : 'never'
  return judgedFreshness(row.at, now, patienceFor(row.everyMs), reception)
}

/**
 * Whether a row still says what it is asked: of what stands now while it is live; of a day, a month or the trailing days, whose reports do
 * not age, as long as those run.
 */
export function isCurrent(row: KpiValue, now: number): boolean {
  if (freshness(row.at, now, patienceFor(row.everyMs)) === 'live') return true
  const kpi: Kpi | undefined = KPIS[row.kpi as KpiId]
  if (row.at === null || kpi === undefined || kpi.period === 'now') return false
  return row.at >= startOfDay(spanNow(kpi.period, dayOf(now)).from)
}

/** The hub's judgement while the figure is current; what is old is shown but no longer judged. */
export function kpiStateNow(row: KpiValue | undefined, now: number): KpiState {
  if (row === undefined || row.value === null) return 'unjudged'
  return isCurrent(row, now) ? row.state : 'unjudged'
}

/** A row as it is ranked: what is old, or not judged by the hub, is not fresh. */
export function rankableOf(unit: string, row: KpiValue | undefined, now: number): Rankable {
  const { value, numerator, denominator } = row ?? { value: null, numerator: null, denominator: null }
  return { unit, value, numerator, denominator, fresh: kpiStateNow(row, now) !== 'unjudged' }
}

/** A sensor that said goodbye is lost, however young its last reading. */
export function readingFreshness(
  sensor: Sensor,
  reading: SensorReading | undefined,
  now: number,
  reception: Reception,
): JudgedFreshness {
  const { status = null, retained = false } = reading ?? {}
  return saidFreshness(asOf(reading), status, now, patienceFor(sensor.everyMs), reception, retained)
}

/** Of the people count; the picture has its own age. */
export function countFreshness(view: CameraView | undefined, now: number, reception: Reception): JudgedFreshness {
  const { status = null, retained = false } = view ?? {}
  return saidFreshness(countAsOf(view), status, now, patienceFor(COUNT_EVERY_MS), reception, retained)
}

/** Of what a device said last. Whether one that said goodbye has come back is not known while nothing is heard. */
function saidFreshness(
  at: number | null,
  status: 'online' | 'offline' | null,
  now: number,
  patience: Patience,
  reception: Reception,
  retained: boolean,
): JudgedFreshness {
  if (at !== null && status === 'offline') return reception.is === 'open' ? 'lost' : 'unheard'
  return judgedFreshness(at, now, patience, reception, retained)
}
