import * as z from 'zod'
import { DEVICE_POLICIES } from '../devices/devicePolicy.ts'
import { MqttAccountRow } from '../devices/mqttAccount.ts'
import { says } from '../schema.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const mqttAccounts = defineQuery({
  path: '/mqtt-accounts',
  summary: {
    vi: 'Tài khoản MQTT của thiết bị, cổng kết nối và hệ thống nguồn, không có bí mật',
    en: 'MQTT accounts of devices, gateways and source systems, without their secrets',
  },
  example: () => '/mqtt-accounts',
  params: nothing,
  query: nothing,
  gives: z.object({
    policy: z
      .enum(DEVICE_POLICIES)
      .meta(says('ai được gửi mà không cần tài khoản', 'who may speak without an account')),
    accounts: z.array(
      MqttAccountRow.extend({
        connections: z
          .number()
          .nullable()
          .meta(
            says(
              'số kết nối lúc này; null khi dùng broker riêng, nơi trung tâm không thấy',
              'connections at present; null at a broker of its own, where the hub cannot see them',
            ),
          ),
      }),
    ),
  }),
  ask: 'devices.manage',
})
