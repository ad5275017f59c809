import * as z from 'zod'
import { CHANNELS } from '../notices/notice.ts'
import { NoticePreferences } from '../notices/preferences.ts'
import { Proof } from '../people/password.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

const NoticeId = z.string().min(1).max(64)
/** As many as a console has. */
const MOST_SEEN = 200
const key = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w+/=-]+$/)

export const setNoticePreferences = defineCommand({
  summary: { vi: 'Đặt cách mình nhận thông báo', en: 'Sets how one is told' },
  input: NoticePreferences.extend({ proof: Proof }),
  gives: z.object({ preferences: NoticePreferences }),
  do: 'self',
  says: { vi: 'Đổi cách nhận thông báo', en: 'Changed how to be told' },
  secret: ['mail', 'phone', 'proof'],
  example: () => ({
    ...{ language: 'vi' as const, mail: 'an.nguyen@cantho.example', phone: '0912 345 678' },
    from: { mail: 'routine' as const, sms: 'emergency' as const, zalo: null, push: null },
    ...{ quiet: { from: 22 * 60, to: 6 * 60 }, sound: true },
  }),
})

export const seeNotices = defineCommand({
  summary: { vi: 'Ghi nhận đã xem thông báo của mình', en: 'Says that one has looked at notices of one’s own' },
  input: z.object({ notices: z.array(NoticeId).min(1).max(MOST_SEEN) }),
  gives: z.object({}),
  do: 'self',
  says: { vi: 'Xem thông báo của mình', en: 'Looked at own notices' },
  example: () => ({ notices: ['0f3a'] }),
})

export const sendTestNotice = defineCommand({
  summary: { vi: 'Gửi thử một thông báo cho mình', en: 'Sends a notice to oneself, to try' },
  input: z.object({}),
  gives: z.object({
    channels: z.array(z.enum(CHANNELS)).meta(says('đã xếp hàng gửi qua', 'by which ways it is on its way')),
  }),
  do: 'self',
  says: { vi: 'Gửi thử một thông báo cho mình', en: 'Sent a notice to oneself, to try' },
  example: () => ({}),
})

export const subscribePush = defineCommand({
  summary: { vi: 'Nhận thông báo trên trình duyệt này (Web Push)', en: 'Takes notices in this browser (Web Push)' },
  input: z.object({ endpoint: z.url().max(1_000), p256dh: key, auth: key }),
  gives: z.object({}),
  do: 'self',
  says: { vi: 'Nhận thông báo trên một trình duyệt', en: 'Takes notices in a browser' },
  secret: ['endpoint', 'p256dh', 'auth'],
  example: () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/abc', p256dh: 'BPk', auth: 'x1' }),
})

export const unsubscribePush = defineCommand({
  summary: { vi: 'Ngừng nhận thông báo trên trình duyệt này', en: 'Takes no more notices in this browser' },
  input: z.object({ endpoint: z.url().max(1_000) }),
  gives: z.object({}),
  do: 'self',
  says: { vi: 'Ngừng nhận thông báo trên một trình duyệt', en: 'Takes no more notices in a browser' },
  secret: ['endpoint'],
  example: () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/abc' }),
})
