import * as z from 'zod'
import { MATTER_KINDS } from '../matters/fact.ts'
import { MatterShape } from '../matters/machine.ts'
import { epochMs, says } from '../schema.ts'
import { WORK_LISTS } from '../work/work.ts'
import { After, Next } from './page.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery } from './query.ts'

const WorkRow = MatterShape.omit({ closedAt: true }).extend({
  kind: z.enum(MATTER_KINDS),
  path: z.string().meta(says('địa chỉ trang', 'address of its page')),
  handedIn: z
    .object({ at: epochMs, dueAt: epochMs })
    .nullable()
    .meta(
      says(
        'kết quả hoặc trả lời đang chờ quyết: đến lúc, và hạn của đơn vị; null: chưa có gì chờ quyết',
        'the result or answer that waits for a decision: when it came, and by when the unit owed it; null: none waits',
      ),
    ),
})
/** An open matter, as lists of work show it. */
export type WorkRow = z.output<typeof WorkRow>

const Count = z.object({
  all: z.number().int(),
  overdue: z.number().int().meta(says('trong đó đã quá hạn', 'of these overdue')),
})

export const myWork = defineQuery({
  path: '/my-work',
  summary: {
    vi: 'Việc của tôi: việc chờ mình, việc đã giao, việc chờ mình quyết, việc của đơn vị; sắp đến hạn trước',
    en: 'My work: what waits for one, what one has given, what has come back for a decision, what is one’s unit’s; the first due first',
  },
  example: () => '/my-work?list=mine&limit=20',
  params: nothing,
  query: z.object({
    list: z.enum(WORK_LISTS).default('mine'),
    after: After,
    limit: wholeNumber(1, 500).default(50),
  }),
  gives: z.object({
    at: epochMs.meta(says('tính đến lúc', 'as of')),
    counts: z.object(
      Object.fromEntries(WORK_LISTS.map((list) => [list, Count])) as Record<(typeof WORK_LISTS)[number], typeof Count>,
    ),
    rows: z.array(WorkRow),
    next: Next,
  }),
  ask: 'self',
})
