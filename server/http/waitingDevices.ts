import { nearDevices } from '../../domain/devices/nearDevices.ts'
import { deviceOf } from '../../domain/devices/waitingDevice.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { cameraSource, sensorSource } from '../../domain/sourceId.ts'
import type { DevicePlace } from '../../domain/units/devicePlace.ts'
import type { Misplacement } from '../../domain/units/misplacement.ts'
import type { City } from '../city/city.ts'
import { standingOf } from '../devices/standing.ts'
import { versionOf, type WaitingDevices } from '../devices/waitingDevices.ts'
import { answers, type Route } from './route.ts'

const NEAR_M = 2_000
const MOST_NEAR = 5

/** @param placeDoubt what is doubtful of a device's position */
export function waitingDeviceRoutes({
  waiting,
  city,
  placeDoubt,
}: {
  waiting: WaitingDevices
  city: Pick<City, 'sensors' | 'cameras' | 'sensor' | 'camera' | 'endedDevice' | 'liveOffers'>
  placeDoubt: (place: DevicePlace) => Misplacement | undefined
}): Route[] {
  return [
    answers(QUERIES.waitingDevices, () => {
      const known = [
        ...[...city.sensors()].map(({ id, name, lng, lat }) => ({ device: sensorSource(id), name, lng, lat })),
        ...[...city.cameras()].map(({ id, name, lng, lat }) => ({ device: cameraSource(id), name, lng, lat })),
      ]
      return {
        devices: waiting.all().map((row) => {
          const place = deviceOf(row.said)
          const others = known.filter(({ device }) => device !== row.device)
          const near = nearDevices(place, others, NEAR_M, MOST_NEAR)
          return {
            ...row,
            version: versionOf(row),
            stands: row.changes === null ? null : (standingOf(city, row.device) ?? null),
            misplaced: placeDoubt(place) ?? null,
            near: near.map(({ device: { device, name }, metres }) => ({ device, name, metres })),
          }
        }),
      }
    }),
  ]
}
