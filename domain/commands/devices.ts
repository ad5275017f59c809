import * as z from 'zod'
import { PICTURE_POLICIES } from '../cameras/camera.ts'
import { MqttAccountRow } from '../devices/mqttAccount.ts'
import { DeviceVersion, WaitingDeviceRow } from '../devices/waitingDevice.ts'
import { Proof } from '../people/password.ts'
import { says } from '../schema.ts'
import { sensorSource } from '../sourceId.ts'
import { Line } from '../written.ts'
import { defineCommand } from './command.ts'

/** Longest name of a device. */
export const MAX_DEVICE_NAME = 120

const device = z.string().min(1).max(100).meta(says('sensor/TG-01 hoặc camera/MC-1', 'sensor/TG-01 or camera/MC-1'))

/**
 * Lets a device in that waits: it gets an account of its own, and stands in the city as it announced itself. One that is known, and has announced
 * itself as something else, keeps its account.
 */
export const approveDevice = defineCommand({
  summary: {
    vi: 'Duyệt khai báo đang chờ của một thiết bị; thiết bị chưa có tài khoản MQTT thì được cấp',
    en: 'Approves what a device that waits has announced, and gives it an MQTT account where it has none',
  },
  input: z.object({
    device,
    seen: DeviceVersion.meta(
      says('version đã thấy trong /waiting-devices', 'its version, as seen in /waiting-devices'),
    ),
    proof: Proof,
  }),
  gives: z.object({
    account: MqttAccountRow.nullable().meta(says('null: thiết bị đã có tài khoản', 'null: it has one already')),
    secret: z.string().nullable().meta(says('chỉ hiện một lần', 'shown once')),
  }),
  do: 'devices.manage',
  peopleOnly: true,
  secret: ['proof'],
  says: { vi: 'Duyệt thiết bị {device}', en: 'Approved the device {device}' },
  once: true,
  example: ({ sensor }) => ({ device: sensorSource(sensor), seen: 'k3Jx0' }),
})

/** Refuses a device that waits: announcing itself again does not bring it back to the list. */
export const refuseDevice = defineCommand({
  summary: { vi: 'Từ chối khai báo đang chờ của một thiết bị', en: 'Refuses what a device that waits has announced' },
  input: z.object({ device }),
  gives: z.object({ waiting: WaitingDeviceRow }),
  do: 'devices.manage',
  says: { vi: 'Từ chối thiết bị {device}', en: 'Refused the device {device}' },
  example: ({ sensor }) => ({ device: sensorSource(sensor) }),
})

/** Sets what a device is called, whatever it announces. */
export const renameDevice = defineCommand({
  summary: { vi: 'Đổi tên một thiết bị', en: 'Renames a device' },
  input: z.object({ device, name: z.string().min(1).max(MAX_DEVICE_NAME) }),
  gives: z.object({ device: z.string(), name: z.string() }),
  do: 'devices.manage',
  says: { vi: 'Đổi tên thiết bị {device} thành {name}', en: 'Renamed the device {device} {name}' },
  example: ({ sensor }) => ({ device: sensorSource(sensor), name: 'Trạm Ninh Kiều' }),
})

/** Sets where a device stands, whatever it announces. */
export const moveDevice = defineCommand({
  summary: {
    vi: 'Chuyển một thiết bị sang xã, phường khác; có thể kèm vị trí',
    en: 'Moves a device to another commune, to another position where one is given',
  },
  input: z.object({
    device,
    commune: z.string().min(1).max(16),
    lng: z.number().min(-180).max(180).optional(),
    lat: z.number().min(-90).max(90).optional(),
  }),
  gives: z.object({ device: z.string(), commune: z.string() }),
  do: 'devices.manage',
  says: { vi: 'Chuyển thiết bị {device} sang {commune}', en: 'Moved the device {device} to {commune}' },
  example: ({ sensor }) => ({ device: sensorSource(sensor), commune: '31117' }),
})

/** Sets how a camera's pictures leave the hub: as they came only where a person has said so, and why. */
export const setCameraPictures = defineCommand({
  summary: {
    vi: 'Đặt cách trung tâm đưa ra hình của một camera: làm mờ, hoặc nguyên bản',
    en: 'Sets how a camera’s pictures leave the hub: blurred, or as they came',
  },
  input: z.object({
    camera: z.string().min(1).max(64),
    pictures: z.enum(PICTURE_POLICIES),
    why: Line.trim().min(1).max(200).meta(says('lý do, văn bản cho phép', 'why, and which document allows it')),
  }),
  gives: z.object({ camera: z.string(), pictures: z.enum(PICTURE_POLICIES) }),
  do: 'devices.manage',
  says: { vi: 'Đặt hình của camera {camera}: {pictures}', en: 'Set the pictures of camera {camera}: {pictures}' },
  example: ({ camera }) => ({ camera, pictures: 'blurred' as const, why: 'Quy chế camera một cửa' }),
})

/** Ends a device, and its account: it is no longer expected nor counted, and its history stays. */
export const retireDevice = defineCommand({
  summary: {
    vi: 'Ngừng sử dụng một thiết bị và thu hồi tài khoản MQTT của thiết bị đó; lịch sử được giữ',
    en: 'Retires a device and ends its MQTT account; its history stays',
  },
  input: z.object({ device }),
  gives: z.object({ device: z.string() }),
  do: 'devices.manage',
  says: { vi: 'Ngừng sử dụng thiết bị {device}', en: 'Retired the device {device}' },
  example: ({ sensor }) => ({ device: sensorSource(sensor) }),
})
