import type { Random } from '../random.ts'
import type { Weather } from './weather.ts'

/** A simulated sensor: where it stands and what it measures at any moment, as a pure function of that moment. */
export interface SimulatedSensor {
  readonly id: string
  readonly name: string
  readonly lng: number
  readonly lat: number
  /** Seconds between readings in live mode. */
  readonly every: number
  /**
   * Values by the quantities of the kind, in its units, rounded as a device rounds.
   * @param at epoch ms
   */
  read(at: number): Record<string, number>
}

/** What the sensors of one city share: one seed, one sky. */
interface Surroundings {
  readonly random: Random
  readonly weather: Weather
  /** Also the places that joined the city in 2025. */
  readonly wide: boolean
}

/** Makes all sensors of one kind. */
export type SensorModel = (surroundings: Surroundings) => SimulatedSensor[]

/** Where a sensor stands. */
export interface Site {
  readonly id: string
  readonly name: string
  readonly lng: number
  readonly lat: number
  /** In the area that joined in 2025. */
  readonly wide?: boolean
}

/** The sites that lie in this city. */
export function within<S extends Site>(sites: readonly S[], wide: boolean): S[] {
  return sites.filter((site) => wide || !site.wide)
}

export function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
