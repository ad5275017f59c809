import * as z from 'zod'
import { AnnouncedCameraRow } from '../cameras/camera.ts'
import { epochMs, moment, says } from '../schema.ts'
import { SensorRow } from '../sensors/sensor.ts'
import type { Text } from '../text.ts'
import { EDITIONS } from '../units/unit.ts'

/** What a device said when it announced itself. */
export const DeviceSaidShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('sensor'), sensor: SensorRow }),
  z.object({ is: z.literal('camera'), camera: AnnouncedCameraRow }),
])
export type DeviceSaid = Readonly<z.output<typeof DeviceSaidShape>>

/** What a known device may announce otherwise than it stands so that a person has to decide. */
export const DEVICE_CHANGES = [
  'kind',
  'commune',
  'position',
  'office',
  'noticePosted',
  'simulated',
  'name',
  'returns',
] as const
export const DEVICE_CHANGE_NAMES: Readonly<Record<DeviceChange, Text>> = {
  kind: { vi: 'loại', en: 'kind' },
  commune: { vi: 'xã, phường', en: 'commune' },
  position: { vi: 'vị trí', en: 'position' },
  office: { vi: 'nơi lắp đặt', en: 'office' },
  noticePosted: { vi: 'có thông báo ghi hình', en: 'a posted notice' },
  simulated: { vi: 'thật hay mô phỏng', en: 'real or simulated' },
  name: { vi: 'tên', en: 'name' },
  returns: { vi: 'hoạt động lại sau khi ngừng sử dụng', en: 'returns after it was retired' },
}
export type DeviceChange = (typeof DEVICE_CHANGES)[number]

/** A device that has announced itself and that nobody has let in, or one that is known and has announced itself as something else. */
export const WaitingDeviceRow = z.object({
  /** Id of the source: `sensor/TG-01`. */
  device: z.string(),
  edition: z.enum(EDITIONS).meta(says('bản đồ đơn vị của mã xã, phường trong đó', 'the map that its commune is of')),
  said: DeviceSaidShape.meta(says('điều thiết bị khai báo lần cuối', 'what it announced last')),
  changes: z
    .array(z.enum(DEVICE_CHANGES))
    .readonly()
    .nullable()
    .meta(
      says(
        'của thiết bị đã có: khai báo lần cuối khác điều đang có hiệu lực ở những điểm nào; null: thiết bị chưa được duyệt',
        'of a known device: in what its last announcement differs from how it stands; null: nobody has let it in',
      ),
    ),
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
