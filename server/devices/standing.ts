import type { DeviceSaid } from '../../domain/devices/waitingDevice.ts'
import { parseSourceId } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'

/** A device as it stands, or stood when it ended, by the id of its source: an end of its own is no way to begin again as something else. */
export function standingOf(
  city: Pick<City, 'sensor' | 'camera' | 'endedDevice' | 'liveOffers'>,
  source: string,
): DeviceSaid | undefined {
  const named = parseSourceId(source)
  const ended = city.endedDevice(source)
  if (named?.is === 'sensor') {
    const sensor = city.sensor(named.id) ?? (ended?.is === 'sensor' ? ended.sensor : undefined)
    return sensor && { is: 'sensor', sensor }
  }
  if (named?.is !== 'camera') return undefined
  const camera = city.camera(named.id) ?? (ended?.is === 'camera' ? ended.camera : undefined)
  return camera && { is: 'camera', camera: { ...camera, live: city.liveOffers(named.id) } }
}
