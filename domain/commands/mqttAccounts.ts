import * as z from 'zod'
import { MqttAccountRow } from '../devices/mqttAccount.ts'
import { Proof } from '../people/password.ts'
import { says } from '../schema.ts'
import { sensorSource } from '../sourceId.ts'
import { Line } from '../written.ts'
import { defineCommand } from './command.ts'

const account = z.string().min(1).max(100).meta(says('tên MQTT của tài khoản', 'MQTT name of the account'))
const gives = z.object({
  account: MqttAccountRow,
  secret: z.string().meta(says('chỉ hiện một lần', 'shown once')),
})
const PATTERNS = z
  .array(z.string().max(100))
  .min(1)
  .max(200)
  .meta(says('sensor/MN-07 hoặc sensor/MN-*', 'sensor/MN-07 or sensor/MN-*'))

/** Whatever lets somebody publish, or publish as more than before, stays when the session that did it has ended. */
const HANDS_OUT = { do: 'devices.manage', peopleOnly: true, secret: ['proof'] } as const

/** Gives a sensor or a camera a name and a secret at the broker: from then on nobody else speaks under its id. */
export const createDeviceAccount = defineCommand({
  summary: {
    vi: 'Cấp tài khoản MQTT cho một cảm biến hoặc camera',
    en: 'Gives a sensor or a camera an MQTT account of its own',
  },
  input: z.object({ device: z.string().min(1).max(100).meta(says('sensor/TG-01', 'sensor/TG-01')), proof: Proof }),
  gives,
  ...HANDS_OUT,
  says: { vi: 'Cấp tài khoản MQTT cho {device}', en: 'Gave {device} an MQTT account' },
  once: true,
  example: ({ sensor }) => ({ device: sensorSource(sensor) }),
})

/** Gives what collects for several devices a name and a secret. */
export const createGatewayAccount = defineCommand({
  summary: {
    vi: 'Cấp tài khoản MQTT cho một cổng kết nối (gateway) nói thay các thiết bị trong danh sách',
    en: 'Gives a gateway, which speaks for the devices of a list, an MQTT account',
  },
  input: z.object({ label: Line.trim().min(1).max(60), patterns: PATTERNS, proof: Proof }),
  gives,
  ...HANDS_OUT,
  says: { vi: 'Cấp tài khoản MQTT cho cổng kết nối {label}', en: 'Gave the gateway {label} an MQTT account' },
  once: true,
  example: () => ({ label: 'Trạm Ninh Kiều', patterns: ['sensor/NK-*'] }),
})

/** Gives a source system a name and a secret. */
export const createSystemAccount = defineCommand({
  summary: {
    vi: 'Cấp tài khoản MQTT cho một hệ thống nguồn, nói thay các đơn vị trong danh sách',
    en: 'Gives a source system, which speaks for the units of a list, an MQTT account',
  },
  input: z.object({
    system: z.string().min(1).max(64),
    units: z
      .array(z.string().max(20))
      .min(1)
      .max(200)
      .meta(says('mã đơn vị; *: mọi đơn vị và các kết nối', 'codes of units; *: all of them, and its connections')),
    proof: Proof,
  }),
  gives,
  ...HANDS_OUT,
  says: { vi: 'Cấp tài khoản MQTT cho hệ thống {system}', en: 'Gave the system {system} an MQTT account' },
  once: true,
  example: () => ({ system: 'oneStop', units: ['*'] }),
})

/** Changes for which devices a gateway speaks. */
export const setGatewayPatterns = defineCommand({
  summary: {
    vi: 'Đổi danh sách thiết bị mà một cổng kết nối nói thay',
    en: 'Changes for which devices a gateway speaks',
  },
  input: z.object({ account, patterns: PATTERNS, proof: Proof }),
  gives: z.object({ account: MqttAccountRow }),
  ...HANDS_OUT,
  says: { vi: 'Đổi danh sách thiết bị của {account}', en: 'Changed the devices of {account}' },
  example: () => ({ account: 'gateway-Tram-Ninh-Kieu', patterns: ['sensor/NK-*', 'camera/NK-1'] }),
})

/** Mints another secret: the one before opens nothing any more, and who is connected by it is cut off. */
export const renewMqttSecret = defineCommand({
  summary: { vi: 'Đổi bí mật của một tài khoản MQTT', en: 'Renews the secret of an MQTT account' },
  input: z.object({ account, proof: Proof }),
  gives,
  ...HANDS_OUT,
  says: { vi: 'Đổi bí mật của tài khoản MQTT {account}', en: 'Renewed the secret of the MQTT account {account}' },
  once: true,
  example: () => ({ account: 'sensor-TG-01' }),
})

/** Ends an account: its secret opens nothing any more, and who is connected by it is cut off. */
export const endMqttAccount = defineCommand({
  summary: { vi: 'Thu hồi một tài khoản MQTT', en: 'Ends an MQTT account' },
  input: z.object({ account }),
  gives: z.object({ account: MqttAccountRow }),
  do: 'devices.manage',
  says: { vi: 'Thu hồi tài khoản MQTT {account}', en: 'Ended the MQTT account {account}' },
  example: () => ({ account: 'sensor-TG-01' }),
})
