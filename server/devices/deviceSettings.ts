import { asSet, type DeviceSetting } from '../../domain/devices/deviceSetting.ts'
import { cameraSource, sensorSource } from '../../domain/sourceId.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Accepted } from '../ingest/accepted.ts'
import type { Store } from '../store/store.ts'

/** What people have set of devices, in memory. */
export interface DeviceSettings {
  start(store: Pick<Store, 'deviceSettings'>): Promise<void>
  get(device: string): DeviceSetting | undefined
  put(setting: DeviceSetting): void
  /** An announcement as it stands in the city: with what has been set of the device. */
  applied(accepted: Accepted): Accepted
}

/** @param edition the map of units in force */
export function createDeviceSettings(edition: Edition): DeviceSettings {
  const settings = new Map<string, DeviceSetting>()
  return {
    async start(store) {
      settings.clear()
      for (const setting of await store.deviceSettings()) settings.set(setting.device, setting)
    },
    get: (device) => settings.get(device),
    put: (setting) => void settings.set(setting.device, setting),
    applied(accepted) {
      if (settings.size === 0) return accepted
      if (accepted.is === 'sensorAnnounce') {
        const setting = settings.get(sensorSource(accepted.sensor.id))
        return setting === undefined ? accepted : { ...accepted, sensor: asSet(accepted.sensor, setting, edition) }
      }
      if (accepted.is !== 'cameraAnnounce') return accepted
      const setting = settings.get(cameraSource(accepted.camera.id))
      return setting === undefined ? accepted : { ...accepted, camera: asSet(accepted.camera, setting, edition) }
    },
  }
}
