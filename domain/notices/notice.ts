import * as z from 'zod'
import { epochMs, moment, says, text } from '../schema.ts'
import { REASONS, type Reason } from './reasons.ts'

/** Ways to reach somebody: `console` in the house, the others outside of it. */
export const CHANNELS = ['console', 'mail', 'sms', 'zalo', 'push'] as const
export type Channel = (typeof CHANNELS)[number]
export const OUTSIDE = ['mail', 'sms', 'zalo', 'push'] as const satisfies readonly Channel[]
export type Outside = (typeof OUTSIDE)[number]

/** Rising. Emergencies disturb also in somebody's quiet hours. */
export const URGENCIES = ['routine', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]

/**
 * - `pending`: waits to be sent, or sent again; of the console: to be looked at
 * - `sent`: the receiver's machine has taken it; of the console: its person has looked at it
 * - `failed`: the receiver's machine has refused it for good
 * - `givenUp`: it could not be sent in the time there was
 * - `cancelled`: an act has made it needless before it was sent
 */
export const NOTICE_STATES = ['pending', 'sent', 'failed', 'givenUp', 'cancelled'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

const REASON_CODES = Object.keys(REASONS) as [Reason, ...Reason[]]
const ReasonCode = z.enum(REASON_CODES)

export const About = z.object({
  /** What kind of matter, as its facts name it: `alert`, `directive`. */
  matter: z.string(),
  id: z.string(),
})
/** What a notice is about: with it, an act cancels what it makes needless. */
export type About = Readonly<z.output<typeof About>>

export const Attempt = z.object({
  at: epochMs,
  is: z.enum(['sent', 'later', 'refused']),
  reason: ReasonCode.nullable(),
  detail: z.string().meta(says('nguyên văn lời máy nhận, rút gọn', 'what the receiver said, shortened')),
})
/** One attempt to send a notice, and what came of it. */
export type Attempt = Readonly<z.output<typeof Attempt>>

export const NoticeShape = z.object({
  id: z
    .string()
    .meta(says('cũng là khóa chống gửi trùng giao cho máy nhận', 'also the idempotency key handed to the receiver')),
  about: About,
  person: z.string().meta(says('mã tài khoản của người nhận', 'account of who gets it')),
  channel: z.enum(CHANNELS),
  urgency: z.enum(URGENCIES),
  text,
  path: z.string().nullable().meta(says('trang mở ra khi bấm', 'the page that it opens')),
  at: epochMs.meta(says('lúc phát sinh', 'when it arose')),
  state: z.enum(NOTICE_STATES),
  attempts: z.number().int(),
  nextAt: moment.meta(says('lần gửi tới; null: không còn lần nào', 'the next attempt; null: there is none')),
  giveUpAt: epochMs.meta(says('quá lúc này thì thôi gửi', 'after this it is not tried any more')),
  endedAt: moment.meta(says('lúc đã gửi, hỏng, hết hạn hoặc hủy', 'when it was sent, failed, given up or cancelled')),
  reason: ReasonCode.nullable().meta(says('vì sao đang chờ, hỏng hay hủy', 'why it waits, failed or was cancelled')),
  tried: z.array(Attempt).readonly().meta(says('các lần gửi gần nhất, cũ trước', 'the last attempts, oldest first')),
})
/** One thing that one person is told in one way. */
export type Notice = Readonly<z.output<typeof NoticeShape>>

/** A notice as it is sent. `to`: an address of its person's that it goes to whatever they want now; undefined: as they want to be told. */
export type NoticeOnItsWay = Notice & { readonly to?: string | undefined }

/** What somebody is to be told, in whatever ways they want. */
export interface NewNotice {
  /** What it is caused by: the same cause tells the same person once in each way, however often it is planned. `alert/a-1/3/escalate-2`. */
  readonly cause: string
  readonly about: About
  /** Account of who gets it. */
  readonly person: string
  readonly urgency: Urgency
  /** One or two sentences; whoever gets it on a phone reads nothing else. */
  readonly text: { readonly vi: string; readonly en: string }
  /** The page of the console that it opens: `/alerts?open=a-1`. */
  readonly path?: string | undefined
  /** Addresses of theirs that are told, beside the console, at once and in place of the ways that they want. */
  readonly at?: { readonly mail: string | null; readonly phone: string | null }
}

/** What is longer is cut: nobody reads it on a phone. */
export const MAX_NOTICE_TEXT = 1_000
