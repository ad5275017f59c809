import * as z from 'zod'
import { type EvidenceMessage, REBUILT_WHY } from '../kpis/explanation.ts'
import { epochMs, says } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const EvidenceMessageSchema = z.object({
  source: z.string(),
  topic: z.string(),
  at: epochMs,
  receivedAt: epochMs,
  day: z.string().optional(),
  body: z
    .unknown()
    .meta(
      says(
        'chuỗi: đúng từng byte như khi nhận; đối tượng: dựng lại',
        'text: to the byte as it came; an object: reconstructed',
      ),
    ),
  reconstructed: z
    .boolean()
    .meta(
      says(
        'bản gốc không còn được giữ: nội dung dựng lại từ lịch sử',
        'the message as it came is not kept any more: rebuilt from the history',
      ),
    ),
  why: z
    .enum(REBUILT_WHY)
    .optional()
    .meta(
      says(
        'vì sao phải dựng lại. expired: đã quá thời hạn giữ (báo cáo và sự kiện 400 ngày hoặc theo IOC_MESSAGE_DAYS; bản tin cuối của thiết bị và kết nối 8 ngày); notKept: nhận trước khi trung tâm giữ bản gốc, hoặc không đủ; picture: khung hình không được lưu',
        'why it is reconstructed. expired: longer ago than messages are kept (reports and events 400 days, or IOC_MESSAGE_DAYS; what a device or connection said last 8 days); notKept: from before the hub kept messages, or not all there; picture: pictures are not stored',
      ),
    ),
  part: z
    .object({ of: z.number(), bytes: z.number(), message: z.number().nullable() })
    .optional()
    .meta(
      says(
        'body là một phần tử của một mảng dài, đúng như đã viết: mảng có bao nhiêu phần tử, bản tin bao nhiêu byte, số để xem toàn bộ tại /messages/{id}',
        'body is one item of a long array, as it was written: of how many items, in a message of how many bytes, and the number under which /messages/{id} gives the whole',
      ),
    ),
}) satisfies z.ZodType<EvidenceMessage>

export const messages = defineQuery({
  path: '/messages',
  summary: {
    vi: 'Một bản tin gốc của báo cáo hoặc sự kiện, đúng từng byte như khi nhận, và bản gốc được giữ bao lâu. Không còn giữ: danh sách rỗng',
    en: 'One message of a report or an event, to the byte as it came, and how long messages are kept. No longer kept: an empty list',
  },
  example: () => '/messages?id=1',
  params: nothing,
  query: z.object({
    id: wholeNumber(1, Number.MAX_SAFE_INTEGER).meta(
      says('số ghi ở part.message của một bản tin', 'the number in part.message of a message'),
    ),
  }),
  gives: z.object({
    keptDays: z
      .number()
      .meta(says('báo cáo và sự kiện: số ngày giữ bản gốc', 'reports and events: days for which messages are kept')),
    lastKeptDays: z
      .number()
      .meta(
        says(
          'bản tin cuối của mỗi thiết bị và kết nối: số ngày giữ bản gốc',
          'what each device and connection said last: days for which it is kept',
        ),
      ),
    messages: z.array(
      z.object({
        id: z.number(),
        topic: z.string(),
        edition: z
          .enum(EDITIONS)
          .nullable()
          .meta(
            says(
              'bản đồ đơn vị khi nhận, theo đó đọc mã đơn vị trong chủ đề; null: không còn biết, chỉ người xem được toàn thành phố mới thấy',
              'the map of units in force when it came, by which the code in its topic is read; null: not known any more, and told only to who sees the whole city',
            ),
          ),
        receivedAt: epochMs,
        body: z.string(),
      }),
    ),
  }),
  isHeavy: true,
  ask: 'figures.see',
  place: () => REACH,
})
