import type { PicturePolicy } from '../cameras/camera.ts'
import type { Edition, UnitKey } from '../units/unit.ts'
import { unitIn } from '../units/unitIn.ts'

/** What a person has set of a device: its own announcements no longer change it. Absent: as it announces. */
export interface DeviceSetting {
  /** Id of the source: `sensor/TG-01`. */
  readonly device: string
  readonly name?: string
  /** The commune, in the map in which it was said. */
  readonly unit?: UnitKey
  /** Degrees (WGS 84); both or none. */
  readonly lng?: number
  readonly lat?: number
  /** Of a camera: how its pictures leave the hub. */
  readonly pictures?: PicturePolicy
  /** Epoch ms, and who. */
  readonly at: number
  readonly by: string
}

/**
 * A device as it stands in the city: as it announced itself, but for what a person has set. Where the commune that was set is none in the map in
 * force, the one that it announces holds.
 */
export function asSet<T extends { name: string; commune: string; lng: number | null; lat: number | null }>(
  announced: T,
  { name, unit, lng, lat }: Partial<DeviceSetting>,
  edition: Edition,
): T {
  const commune = unit && unitIn(edition, unit)
  return {
    ...announced,
    ...(name !== undefined && { name }),
    ...(commune !== undefined && { commune }),
    ...(lng !== undefined && lat !== undefined && { lng, lat }),
  }
}
