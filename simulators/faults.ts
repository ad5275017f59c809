import type { Random } from './random.ts'

/**
 * What can be wrong with a device of a real city. Each one shows a different promise of the centre: silence turns stale, a
 * repeated picture is called frozen, a wrong clock goes to quarantine with its reason.
 */
export const SENSOR_FAULTS = [
  'silent',
  'duplicating',
  'late',
  'clockAhead',
  'clockBehind',
  'spiking',
  'malformed',
] as const
export const CAMERA_FAULTS = ['frozen', 'offline'] as const
/** What goes on in an office whose camera, queue and books do not agree. */
export const OFFICE_FAULTS = ['unstaffed', 'outside'] as const
export type SensorFault = (typeof SENSOR_FAULTS)[number]
export type OfficeFault = (typeof OFFICE_FAULTS)[number]
export type CameraFault = (typeof CAMERA_FAULTS)[number]

/** Clocks that are wrong, ms: one beyond what the centre takes, one it takes and shows as skew. */
export const CLOCK_AHEAD_MS = 12 * 60_000
export const CLOCK_BEHIND_MS = 4 * 60_000
/** A late device sends what it has gathered this often. */
export const LATE_EVERY_MS = 4 * 60_000
/** One message in so many is doubled, out of range or not JSON, of the devices that do such things. */
export const ONE_IN = { duplicating: 3, spiking: 20, malformed: 8 } as const

export interface Faults {
  sensor(id: string): SensorFault | undefined
  camera(id: string): CameraFault | undefined
  /** @param unit code of the office's commune */
  office(unit: string): OfficeFault | undefined
}

/**
 * Deals the faults out: `percent` of each kind of device, but every fault at least once while there are devices enough; none at 0.
 * @param spared devices that the demonstration relies on
 */
export function dealFaults({
  random,
  percent,
  sensors,
  cameras,
  offices,
  spared = [],
}: {
  random: Random
  percent: number
  sensors: readonly string[]
  cameras: readonly string[]
  offices: readonly string[]
  spared?: readonly string[]
}): Faults {
  function deal<F extends string>(ids: readonly string[], faults: readonly F[]): Map<string, F> {
    if (percent <= 0) return new Map()
    const able = ids.filter((id) => !spared.includes(id))
    const shuffled = [...able].sort((a, b) => random.of('fault', a) - random.of('fault', b))
    const count = Math.min(able.length, Math.max(faults.length, Math.round((ids.length * percent) / 100)))
    return new Map(
      shuffled.slice(0, count).flatMap((id, n) => {
        const fault = faults[n % faults.length]
        return fault === undefined ? [] : [[id, fault] as const]
      }),
    )
  }

  const ofSensors = deal(sensors, SENSOR_FAULTS)
  const ofCameras = deal(cameras, CAMERA_FAULTS)
  // One of each is a story; a share of all offices would be a scandal.
  const ofOffices = new Map([...deal(offices, OFFICE_FAULTS)].slice(0, OFFICE_FAULTS.length))
  return {
    sensor: (id) => ofSensors.get(id),
    camera: (id) => ofCameras.get(id),
    office: (unit) => ofOffices.get(unit),
  }
}
