import * as z from 'zod'
import { CHANNELS, NOTICE_STATES, NoticeShape, OUTSIDE } from '../notices/notice.ts'
import { NoticePreferences } from '../notices/preferences.ts'
import { REASONS, type Reason } from '../notices/reasons.ts'
import { moment, says } from '../schema.ts'
import { After, Next } from './page.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery } from './query.ts'

const ChannelRow = z.object({
  channel: z.enum(OUTSIDE),
  is: z
    .enum(['off', 'open', 'paused'])
    .meta(
      says(
        'off: chưa thiết lập; open: đang gửi; paused: tạm ngừng, tin chờ lại',
        'off: not set up; open: sending; paused: what goes this way waits',
      ),
    ),
  since: moment,
  reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).nullable(),
  detail: z.string(),
  until: moment.meta(says('thử lại lúc', 'tried again at')),
})

const state = z.enum(NOTICE_STATES)
const filters = z.object({
  state: state.optional(),
  channel: z.enum(CHANNELS).optional(),
  after: After,
  limit: wholeNumber(1, 500).default(200),
})
const counts = z.record(state, z.number().int()).meta(says('số tin theo từng trạng thái', 'how many in each state'))
const Line = NoticeShape.extend({
  name: z
    .string()
    .nullable()
    .meta(says('tên người nhận; null: không còn tài khoản', 'who gets it; null: no account any more')),
})

export const notices = defineQuery({
  path: '/notices',
  summary: {
    vi: 'Mọi thông báo gửi cho mọi người: đã gửi, đang chờ, hỏng, hủy; mới nhất trước',
    en: 'Every notice to anybody: sent, waiting, failed, cancelled; the newest first',
  },
  example: () => '/notices?state=failed',
  params: nothing,
  query: filters,
  gives: z.object({ notices: z.array(Line), counts, channels: z.array(ChannelRow), next: Next }),
  ask: 'notices.see',
})

export const ownNotices = defineQuery({
  path: '/own-notices',
  summary: { vi: 'Các thông báo gửi cho mình', en: 'Notices to oneself' },
  example: () => '/own-notices',
  params: nothing,
  query: filters,
  gives: z.object({ notices: z.array(Line), counts, channels: z.array(ChannelRow), next: Next }),
  ask: 'self',
})

export const noticePreferences = defineQuery({
  path: '/notice-preferences',
  summary: { vi: 'Cách mình nhận thông báo', en: 'How one is told' },
  example: () => '/notice-preferences',
  params: nothing,
  query: nothing,
  gives: z.object({
    preferences: NoticePreferences,
    open: z.array(z.enum(OUTSIDE)).meta(says('các cách gửi đã thiết lập', 'ways that are set up')),
    pushKey: z
      .string()
      .nullable()
      .meta(says('khóa để trình duyệt đăng ký Web Push', 'the key that a browser subscribes to Web Push with')),
    isHere: z.boolean().meta(says('phiên đăng nhập này đang nhận Web Push', 'this session takes notices by Web Push')),
    browsers: z.number().int().meta(says('số trình duyệt đang nhận', 'browsers that take notices')),
  }),
  ask: 'self',
})
