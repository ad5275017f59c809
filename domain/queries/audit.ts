import * as z from 'zod'
import { epochMs, says, text } from '../schema.ts'
import { EDITIONS } from '../units/unit.ts'
import { After, Next } from './page.ts'
import { instant, nothing, wholeNumber } from './parameters.ts'
import { defineQuery } from './query.ts'

const AuditLine = z.object({
  number: z.number().int().meta(says('số thứ tự trong nhật ký', 'its number in the log')),
  at: epochMs,
  writtenAt: epochMs
    .optional()
    .meta(
      says(
        'viết khi nào, theo máy của người viết: đã chờ có kết nối đến lúc `at`',
        'when it was written, as its writer’s device says: it waited for a line until `at`',
      ),
    ),
  who: z.object({
    is: z.enum(['person', 'wall', 'token', 'public', 'hub']),
    id: z.string(),
    name: z.string(),
    session: z.string().optional(),
  }),
  from: z.object({
    address: z.string(),
    via: z.enum(['http', 'socket', 'mqtt', 'command line', 'hub']),
    agent: z.string().meta(says('chương trình tự xưng; có thể trống', 'what the program calls itself; may be empty')),
  }),
  did: z.string().meta(says('tên lệnh hoặc việc', 'the command, or what was looked at')),
  says: text.meta(says('nội dung mục nhật ký thành câu', 'the entry as a sentence')),
  input: z.record(z.string(), z.unknown()),
  unit: z.string().nullable(),
  edition: z
    .enum(EDITIONS)
    .nullable()
    .meta(says('bản đồ đơn vị của các mã trong mục; null: không rõ', 'the map that its codes are of; null: not known')),
  place: text.nullable().meta(says('tên đơn vị theo bản đồ đó', 'the unit by its name in that map')),
  result: z
    .string()
    .meta(says('`done`, hoặc mã lý do từ chối', '`done`, or the code of the problem it was refused with')),
  before: z.unknown().optional().meta(says('trước đó là gì, nếu có thay đổi', 'what stood before, of a change')),
  hash: z.string().meta(says('SHA-256 của mục này và mục trước', 'SHA-256 over this entry and the one before')),
})
/** One entry of the log, as it is read. */
export type AuditLine = z.output<typeof AuditLine>

/** As long as a name or a code may be. */
const Word = z.string().min(1).max(200)

export const audit = defineQuery({
  path: '/audit',
  summary: {
    vi: 'Nhật ký: ai đã làm gì, với cái gì, khi nào, từ đâu, kết quả ra sao; mới nhất trước',
    en: 'The log: who did what, to what, when, from where, with what result; the newest first',
  },
  example: ({ weekAgo }) => `/audit?from=${weekAgo}&limit=20`,
  params: nothing,
  query: z.object({
    who: Word.optional().meta(
      says('mã hoặc tên người làm, đúng từng chữ', 'id or name of who did it, letter by letter'),
    ),
    did: Word.optional().meta(says('tên lệnh hoặc việc', 'name of the command, or of what was looked at')),
    unit: z
      .string()
      .optional()
      .meta(
        says(
          'mã đơn vị: chỉ đơn vị đó và các đơn vị trực thuộc; không ghi: tất cả',
          'a unit code: only what lies there or below; all when absent',
        ),
      ),
    result: Word.optional().meta(
      says('`done`, `refused` (mọi lần bị từ chối) hoặc một mã lý do', '`done`, `refused` (every refusal) or one code'),
    ),
    from: instant('từ lúc này trở đi', 'at or after').optional(),
    to: instant('trước lúc này', 'before').optional(),
    after: After,
    limit: wholeNumber(1, 1_000).default(200),
  }),
  gives: z.object({
    entries: z.array(AuditLine),
    acts: z.record(z.string(), text).meta(says('tên các việc mà nhật ký ghi', 'what the log tells of, by name')),
    next: Next,
  }),
  isHeavy: true,
  ask: 'audit.read',
})
