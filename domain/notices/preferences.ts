import * as z from 'zod'
import type { ProblemCode } from '../problems.ts'
import { says } from '../schema.ts'
import { type Channel, OUTSIDE, type Outside, URGENCIES, type Urgency } from './notice.ts'
import { QuietHours } from './quietHours.ts'

/** Mail addresses as offices have them: what else RFC 5322 allows (quotes, comments, lists) has no business in a recipient. */
const MAIL =
  /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/
const MAX_MAIL = 254

export const MailAddress = z
  .string()
  .max(MAX_MAIL)
  .transform((typed, context) => {
    const address = typed.trim()
    if (MAIL.test(address)) return address
    context.addIssue({ code: 'custom', message: 'wrongMail' satisfies ProblemCode })
    return z.NEVER
  })

/** A Vietnamese number as gateways take it, `84912345678`; undefined: it is none. @param typed with or without 0, +84, spaces, dots, hyphens */
export function phoneOf(typed: string): string | undefined {
  const digits = typed
    .trim()
    .replace(/^\+/, '00')
    .replace(/[\s.()-]/g, '')
  if (!/^\d+$/.test(digits)) return undefined
  const national = digits.replace(/^0084|^84(?=\d{9,10}$)|^0/, '')
  return /^[1-9]\d{8,9}$/.test(national) ? `84${national}` : undefined
}

const PhoneNumber = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const phone = phoneOf(typed)
    if (phone !== undefined) return phone
    context.addIssue({ code: 'custom', message: 'wrongPhone' satisfies ProblemCode })
    return z.NEVER
  })

/** From which urgency on a way is used; null: never. */
const from = z.enum(URGENCIES).nullable()

export const NoticePreferences = z.object({
  language: z.enum(['vi', 'en']),
  mail: MailAddress.nullable(),
  phone: PhoneNumber.nullable().meta(says('được ghi lại dạng 84…', 'kept as 84…')),
  from: z
    .object({ mail: from, sms: from, zalo: from, push: from })
    .meta(says('nhận từ mức khẩn nào trở lên; null: không nhận', 'from which urgency on; null: never')),
  quiet: QuietHours.nullable().meta(
    says(
      'giờ yên tĩnh, phút trong ngày; tin khẩn cấp vẫn gửi',
      'quiet hours, minutes of the day; emergencies are sent all the same',
    ),
  ),
  sound: z.boolean().meta(says('bảng điều khiển báo bằng âm thanh', 'the console makes a sound')),
})
/** How somebody wants to be told. */
export type NoticePreferences = Readonly<z.output<typeof NoticePreferences>>

/** Of who has said nothing: told on the console alone. */
export const NO_PREFERENCES: NoticePreferences = {
  language: 'vi',
  mail: null,
  phone: null,
  from: { mail: null, sms: null, zalo: null, push: null },
  quiet: null,
  sound: false,
}

/** What a way needs to be known of somebody; push is told by the browsers that take it. */
export function addressFor(
  channel: Exclude<Outside, 'push'>,
  { mail, phone }: Pick<NoticePreferences, 'mail' | 'phone'>,
): string | null {
  return channel === 'mail' ? mail : phone
}

/** Whether somebody wants to be told this way of something so urgent. */
export function wants(preferences: NoticePreferences, channel: Outside, urgency: Urgency): boolean {
  const least = preferences.from[channel]
  if (least === null || URGENCIES.indexOf(urgency) < URGENCIES.indexOf(least)) return false
  return channel === 'push' || addressFor(channel, preferences) !== null
}

/** In which ways somebody is told. @param open ways that this hub has */
export function channelsFor(
  preferences: NoticePreferences,
  urgency: Urgency,
  open: ReadonlySet<Outside>,
): readonly Channel[] {
  return ['console', ...OUTSIDE.filter((channel) => open.has(channel) && wants(preferences, channel, urgency))]
}
