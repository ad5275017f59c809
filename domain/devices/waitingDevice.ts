import * as z from 'zod'
import { AnnouncedCameraRow } from '../cameras/camera.ts'
import { epochMs, moment, says } from '../schema.ts'
import { SensorRow } from '../sensors/sensor.ts'
import { EDITIONS } from '../units/unit.ts'

/** What a device said when it announced itself. */
const DeviceSaidShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('sensor'), sensor: SensorRow }),
  z.object({ is: z.literal('camera'), camera: AnnouncedCameraRow }),
])
export type DeviceSaid = Readonly<z.output<typeof DeviceSaidShape>>

/** A device that has announced itself and that nobody has let in. */
export const WaitingDeviceRow = z.object({
  /** Id of the source: `sensor/TG-01`. */
  device: z.string(),
  edition: z.enum(EDITIONS).meta(says('bản đồ đơn vị của mã xã, phường trong đó', 'the map that its commune is of')),
  said: DeviceSaidShape.meta(says('điều thiết bị khai báo lần cuối', 'what it announced last')),
  client: z
    .string()
    .nullable()
    .meta(
      says(
        'mã kết nối của lần khai báo cuối; null khi dùng broker riêng',
        'client id it announced itself by last; null at a broker of its own',
      ),
    ),
  address: z.string().nullable(),
  before: z
    .object({ said: DeviceSaidShape, address: z.string().nullable(), at: epochMs })
    .nullable()
    .meta(
      says(
        'lần khai báo gần nhất có nội dung hoặc nơi gửi khác lần cuối; null: mọi lần đều như nhau',
        'the latest announcement that said something else or came from elsewhere than the last; null: all were alike',
      ),
    ),
  /** Of its announcements. */
  firstAt: epochMs,
  lastAt: epochMs,
  announced: z.number(),
  /** null while it waits. */
  refusedAt: moment,
  refusedBy: z.string().nullable(),
})
/** Names what a device has announced, and from where: whoever announces something else under its id has another. */
export const DeviceVersion = z.string().max(64)

export type WaitingDevice = Readonly<z.output<typeof WaitingDeviceRow>>

/** A device as it announced itself, whatever it is. */
export function deviceOf(said: DeviceSaid) {
  return said.is === 'sensor' ? said.sensor : said.camera
}
