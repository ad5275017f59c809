import { metresBetween } from './nearDevices.ts'
import { DEVICE_CHANGES, type DeviceChange, type DeviceSaid, deviceOf } from './waitingDevice.ts'

/** A device that stands somewhere and announces itself this far from there has been moved: positions are found anew to some tens of metres. */
const FAR_M = 500

/**
 * What a known device announces otherwise than it stands, of what people have decided by when they let it in: what it measures, whose it is, where it
 * hangs, whether it is real, and that people are told of its pictures. Its name is its own to change. That its notice is gone holds at once, and so
 * does a position of one that had none.
 */
export function deviceChanges(stands: DeviceSaid, said: DeviceSaid): DeviceChange[] {
  const [before, now] = [deviceOf(stands), deviceOf(said)]
  const metres = metresBetween(before, now)
  const isFar = before.lng !== null && before.lat !== null && (metres === undefined || metres > FAR_M)
  const differs: Readonly<Partial<Record<DeviceChange, boolean>>> = {
    kind: stands.is === 'sensor' && said.is === 'sensor' && stands.sensor.kind !== said.sensor.kind,
    commune: before.commune !== now.commune,
    position: isFar,
    simulated: before.simulated !== now.simulated,
    office: stands.is === 'camera' && said.is === 'camera' && stands.camera.office !== said.camera.office,
    noticePosted:
      stands.is === 'camera' &&
      said.is === 'camera' &&
      said.camera.noticePosted === true &&
      stands.camera.noticePosted !== true,
  }
  return DEVICE_CHANGES.filter((change) => differs[change] === true)
}
