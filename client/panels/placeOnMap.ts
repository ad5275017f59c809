import type { DevicePlace } from '../../domain/units/devicePlace.ts'
import { isMappable } from '../../domain/units/devicePlace.ts'
import type { Unit } from '../../domain/units/unit.ts'
import type { NeedLine } from './NeedList.tsx'

/** Where a unit's number stands on the map: in its middle. */
export function placeOfUnit({ code, lng, lat }: Unit): NeedLine['place'] {
  return { unit: code, lng, lat }
}

/** Where a device's number stands on the map: undefined for one that stands on no map itself. */
export function placeOfDevice(device: DevicePlace & { readonly commune: string }): NeedLine['place'] {
  return isMappable(device) ? { unit: device.commune, lng: device.lng, lat: device.lat } : undefined
}
