import type { SensorAnnounce } from '../domain/messages.ts'
import { UNIT_TREES } from '../domain/units/index.ts'
import { PLACES } from '../domain/units/places.ts'
import { isAuthority } from '../domain/units/reporters.ts'
import { type Edition, shortName, type Unit, type UnitTree } from '../domain/units/unit.ts'
import { dealFaults, type Faults } from './faults.ts'
import { createRandom, type Random } from './random.ts'
import { SENSOR_MODELS } from './sensors/index.ts'
import type { SimulatedSensor } from './sensors/sensorModel.ts'
import { createWeather } from './sensors/weather.ts'
import type { Authority } from './systems/authority.ts'
import { createLedger, type Ledger } from './systems/ledger.ts'
import { medianPopulation } from './systems/officeProfile.ts'

/** A sensor of the demo city with what it announces. */
export interface CitySensor extends SimulatedSensor {
  readonly announce: SensorAnnounce
}

/** A one-stop office: its books, and the camera in its hall. */
export interface Office extends Authority {
  readonly ledger: Ledger
  readonly cameraId: string
  /** `Bộ phận Một cửa P. An Bình` */
  readonly name: string
}

/** Everything in the demo city, at any moment; nothing in it runs. */
export interface DemoCity {
  readonly random: Random
  readonly sensors: readonly CitySensor[]
  readonly units: UnitTree
  readonly offices: readonly Office[]
  /** Everybody who reports to a system: the city's departments, districts, and the offices. */
  readonly authorities: readonly Authority[]
  readonly faults: Faults
}

/**
 * The gauge that every story of the city begins with: it always works, and history is filled in so that it has its readings last.
 */
export const FIRST_GAUGE = 'MN-CAN-THO'
/** A sensor this near to a known place stands in that place's commune. */
const NEAR_KM = 0.6

/** @param faults percent of devices that misbehave, 0 for none */
export function createDemoCity({
  seed,
  edition,
  faults,
}: {
  seed: number
  edition: Edition
  faults: number
}): DemoCity {
  const units = UNIT_TREES[edition]
  const random = createRandom(seed)
  const wide = edition === '2025'
  const surroundings = { random, weather: createWeather({ random, wide }), wide }

  const sensors = Object.entries(SENSOR_MODELS).flatMap(([kind, model]) =>
    model(surroundings).map((sensor): CitySensor => {
      const { name, lng, lat, every } = sensor
      const commune = communeAt(units, lng, lat).code
      return { ...sensor, announce: { kind, name, commune, lng, lat, every, simulated: true } }
    }),
  )
  const typical = medianPopulation(units.communes)
  const offices = units.communes.map(
    (unit): Office => ({
      unit,
      random,
      cameraId: `MC-${unit.code}`,
      name: `Bộ phận Một cửa ${shortName(unit, 'vi')}`,
      ledger: createLedger({ random, unit, typical }),
    }),
  )

  return {
    random,
    units,
    sensors,
    offices,
    authorities: [
      ...units.all
        .filter(({ level }) => level !== 'commune' && isAuthority(edition, level))
        .map((unit) => ({ unit, random })),
      ...offices,
    ],
    faults: dealFaults({
      random,
      percent: faults,
      sensors: sensors.map(({ id }) => id),
      cameras: offices.map(({ cameraId }) => cameraId),
      offices: offices.map(({ unit }) => unit.code),
      spared: [FIRST_GAUGE],
    }),
  }
}

const KM_PER_DEGREE = 110.6

/**
 * The commune in which a point lies: that of a known place beside it; else, as the schematic map has it, the one whose centre, less
 * the circle of its area, is nearest. Near a boundary that can be the neighbour.
 */
function communeAt(units: UnitTree, lng: number, lat: number): Unit {
  const squareKm = (to: { readonly lng: number; readonly lat: number }) => {
    const east = (lng - to.lng) * KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
    const north = (lat - to.lat) * KM_PER_DEGREE
    return east * east + north * north
  }
  const power = (unit: Unit) => squareKm(unit) - (unit.areaKm2 ?? 20) / Math.PI
  const known = PLACES.map((place) => ({
    apart: squareKm(place),
    unit: units.byCode.get(units.edition === '2021' ? place.commune2021 : place.commune2025),
  })).filter(({ apart, unit }) => unit !== undefined && apart < NEAR_KM * NEAR_KM)
  const nearest = known.sort((a, b) => a.apart - b.apart)[0]?.unit
  return nearest ?? units.communes.reduce((best, unit) => (power(unit) < power(best) ? unit : best))
}
