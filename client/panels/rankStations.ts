import type { JudgedFreshness, Reception } from '../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { reachedThreshold, SEVERITIES, type SensorKind, type Threshold } from '../../domain/sensors/sensorKind.ts'
import { readingFreshness } from './truth.ts'

/** A station and the one figure the wall shows for it. */
export interface RankedStation {
  readonly sensor: Sensor
  readonly kind: SensorKind
  readonly reading: SensorReading | undefined
  readonly freshness: JudgedFreshness
  /** The derived index where the kind has one, else its primary quantity; null: unknown. */
  readonly value: number | null
  /** The worst limit reached. An old value keeps it: a last known alarm stays shown. */
  readonly reached: Threshold | undefined
  /** 1 is the most pressing; undefined for those that need nobody. */
  readonly rank: number | undefined
}

/** The value of one quantity in a reading, `index` for the derived one; null: unknown. */
export function quantityOf(kind: SensorKind, reading: SensorReading | undefined, name: string): number | null {
  if (reading === undefined) return null
  if (name === 'index') return reading.index
  const place = Object.keys(kind.quantities).indexOf(name)
  return place < 0 ? null : (reading.values[place] ?? null)
}

/** Which figure the wall shows for a kind. */
export function shownQuantity(kind: SensorKind): string {
  return kind.index === undefined ? kind.primary : 'index'
}

/** How a quantity of a kind is written, that which the wall shows where none is named: see `formatMeasured`. */
export function measureOf(
  kind: SensorKind,
  name = shownQuantity(kind),
): { readonly digits: number; readonly thresholds: readonly Threshold[] } {
  const { digits = 0 } = (name === 'index' ? kind.index : kind.quantities[name]) ?? {}
  return { digits, thresholds: kind.thresholds.filter(({ quantity }) => quantity === name) }
}

/** The gauge that the alert levels of the river are set for: what the city asks first when it asks whether it will flood. */
export const RIVER_GAUGE = 'MN-CAN-THO'

/**
 * Where a station stands among others that are as pressing: the river's gauge first, then the kinds in the order in which the scene asks for them.
 * @param kinds of the scene, what it asks first before the others
 */
export function placeInQuestion(kinds: readonly string[]): (sensor: Pick<Sensor, 'id' | 'kind'>) => number {
  return ({ id, kind }) => (id === RIVER_GAUGE ? -1 : kinds.indexOf(kind))
}

/**
 * Stations by who needs looking at: the worst limit first, and of those that have reached the same one how far beyond it they are; then what no
 * longer reports, then how near the rest is to its first limit.
 * @param now epoch ms on the hub's clock
 * @param placeOf the order of those that are as pressing, see `placeInQuestion`; by name alone without it
 */
export function rankStations(
  sensors: Iterable<Sensor>,
  readingOf: (id: string) => SensorReading | undefined,
  kindOf: (kind: string) => SensorKind | undefined,
  now: number,
  reception: Reception,
  compareNames: (a: string, b: string) => number,
  placeOf: (sensor: Sensor) => number = () => 0,
): RankedStation[] {
  const stations: (RankedStation & { urgency: number; beyond: number })[] = []
  for (const sensor of sensors) {
    const kind = kindOf(sensor.kind)
    if (kind === undefined) continue
    const reading = readingOf(sensor.id)
    const fresh = readingFreshness(sensor, reading, now, reception)
    const reached = reachedThreshold(kind, (name) => quantityOf(kind, reading, name))
    const value = quantityOf(kind, reading, shownQuantity(kind))
    stations.push({
      sensor,
      kind,
      reading,
      freshness: fresh,
      value,
      reached,
      rank: undefined,
      urgency: urgencyOf(kind, reading, fresh, reached),
      beyond: reached === undefined ? 0 : (quantityOf(kind, reading, reached.quantity) ?? 0) / reached.at,
    })
  }
  stations.sort(
    (a, b) =>
      b.urgency - a.urgency ||
      placeOf(a.sensor) - placeOf(b.sensor) ||
      b.beyond - a.beyond ||
      compareNames(a.sensor.name, b.sensor.name),
  )
  return stations.map(({ urgency, beyond: _, ...station }, place) => ({
    ...station,
    rank: urgency >= 1 ? place + 1 : undefined,
  }))
}

/** 0…1: below the first limit, by how near; 1…2: no longer reports; from 2: a limit is reached. */
function urgencyOf(
  kind: SensorKind,
  reading: SensorReading | undefined,
  fresh: JudgedFreshness,
  reached: Threshold | undefined,
): number {
  if (reached !== undefined) return 2 + SEVERITIES.indexOf(reached.severity) + (fresh === 'live' ? 0.5 : 0)
  if (fresh === 'lost' || fresh === 'never') return 1.5
  if (fresh === 'stale') return 1
  const shares = kind.thresholds.map(({ quantity, at }) => (quantityOf(kind, reading, quantity) ?? 0) / at)
  return Math.min(0.999, Math.max(0, ...shares))
}
