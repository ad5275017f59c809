import * as z from 'zod'
import { DeviceSaidShape, DeviceVersion, WaitingDeviceRow } from '../devices/waitingDevice.ts'
import { says } from '../schema.ts'
import { misplaced } from '../units/misplacement.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const waitingDevices = defineQuery({
  path: '/waiting-devices',
  summary: {
    vi: 'Thiết bị chờ duyệt, thiết bị đã có nay khai báo khác, và thiết bị đã bị từ chối: đã khai báo gì, đứng ở đâu, gần thiết bị nào',
    en: 'Devices that wait to be approved, known ones that announce themselves as something else, and those refused: what they announced, where they stand, and who is near',
  },
  example: () => '/waiting-devices',
  params: nothing,
  query: nothing,
  gives: z.object({
    devices: z
      .array(
        WaitingDeviceRow.extend({
          misplaced,
          stands: DeviceSaidShape.nullable().meta(
            says('thiết bị đã có: điều đang có hiệu lực', 'of a known device: how it stands, whatever it announces'),
          ),
          version: DeviceVersion.meta(says('dùng khi duyệt: đúng điều đã thấy', 'for approving what has been seen')),
          near: z
            .array(z.object({ device: z.string(), name: z.string(), metres: z.number() }))
            .meta(
              says('thiết bị đã có trong vòng 2 km, gần nhất trước', 'known devices within 2 km, the nearest first'),
            ),
        }),
      )
      .meta(says('đang chờ trước, cũ nhất trước', 'those that wait first, of these the oldest')),
  }),
  ask: 'devices.manage',
})
