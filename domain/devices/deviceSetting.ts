import type { PicturePolicy } from '../cameras/camera.ts'
import type { Edition, UnitKey } from '../units/unit.ts'
import { unitIn } from '../units/unitIn.ts'

/** Where a camera looks: the commune, in the map in which it was said, and the office. */
export interface PicturesPlace {
  readonly unit: UnitKey
  readonly office: string | null
}

/** How a camera's pictures leave the hub by what a person has set; undefined: nothing is set that holds where it stands in the map in force. */
export function picturesSet(
  { pictures, clearAt }: Pick<DeviceSetting, 'pictures' | 'clearAt'>,
  { commune, office }: { readonly commune: string; readonly office: string | null },
  edition: Edition,
): PicturePolicy | undefined {
  if (pictures !== 'clear') return pictures
  const holds = clearAt !== undefined && unitIn(edition, clearAt.unit) === commune && clearAt.office === office
  return holds ? pictures : undefined
}

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
  /** For which place clear pictures were let through: elsewhere they are not. */
  readonly clearAt?: PicturesPlace
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
