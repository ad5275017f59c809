import type { PicturePolicy } from '../cameras/camera.ts'

/** What a person has set of a device: its own announcements no longer change it. Absent: as it announces. */
export interface DeviceSetting {
  /** Id of the source: `sensor/TG-01`. */
  readonly device: string
  readonly name?: string
  readonly commune?: string
  /** Degrees (WGS 84); both or none. */
  readonly lng?: number
  readonly lat?: number
  /** Of a camera: how its pictures leave the hub. */
  readonly pictures?: PicturePolicy
  /** Epoch ms, and who. */
  readonly at: number
  readonly by: string
}

/** A device as it stands in the city: as it announced itself, but for what a person has set. */
export function asSet<T extends { name: string; commune: string; lng: number | null; lat: number | null }>(
  announced: T,
  { name, commune, lng, lat }: Partial<DeviceSetting>,
): T {
  return {
    ...announced,
    ...(name !== undefined && { name }),
    ...(commune !== undefined && { commune }),
    ...(lng !== undefined && lat !== undefined && { lng, lat }),
  }
}
