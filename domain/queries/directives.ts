import * as z from 'zod'
import { DirectiveRow } from '../directives/directive.ts'
import { OFFICIAL_CELLS } from '../directives/official.ts'
import { FactShape } from '../matters/fact.ts'
import { PERIODS } from '../periods.ts'
import { epochMs, says } from '../schema.ts'
import { MatterListQuery, Totals } from './matters.ts'
import { Next } from './page.ts'
import { DayText, nothing, UnitQuery } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

const Id = z.object({ id: z.string().max(64) })

export const directives = defineQuery({
  path: '/directives',
  summary: { vi: 'Chỉ đạo, mới nhất trước', en: 'Directives, the newest first' },
  example: () => '/directives?open=true&limit=20',
  params: nothing,
  query: MatterListQuery,
  gives: z.object({ directives: z.array(DirectiveRow), totals: Totals, next: Next }),
  ask: 'directives.see',
  place: ({ query: { unit } }) => unit ?? REACH,
})

export const directive = defineQuery({
  path: '/directives/{id}',
  isHeavy: true,
  summary: { vi: 'Một chỉ đạo và toàn bộ quá trình xử lý', en: 'A directive with everything that has happened to it' },
  example: () => '/directives/d-1',
  params: Id,
  query: nothing,
  gives: z.object({
    directive: DirectiveRow.nullable().meta(
      says('null: không có chỉ đạo đó trong phạm vi được xem', 'null: there is none within reach'),
    ),
    facts: z.array(FactShape),
  }),
  ask: 'directives.see',
  place: () => REACH,
})

const Counts = z.object({
  ...Object.fromEntries(OFFICIAL_CELLS.map((cell) => [cell, z.number()])),
  near: z.number(),
}) as unknown as z.ZodObject<Record<(typeof OFFICIAL_CELLS)[number] | 'near', z.ZodNumber>>

export const officialCells = defineQuery({
  path: '/official-cells',
  summary: {
    vi: 'Kết quả thực hiện chỉ đạo của một đơn vị và các đơn vị trực thuộc trong kỳ, theo thời hạn ban đầu: hoàn thành đúng hạn, quá hạn; đang thực hiện trong hạn, quá hạn',
    en: 'What directives of a unit and those below come to in a period, by their first deadlines: done on time, done late, under way in time, overdue',
  },
  example: () => '/official-cells?period=quarter',
  params: nothing,
  query: UnitQuery.extend({
    period: z.enum(PERIODS).default('year'),
    day: DayText.optional().meta(says('ngày cuối của kỳ; không ghi: hôm nay', 'the last day of it; today when absent')),
  }),
  gives: z.object({
    from: epochMs,
    at: epochMs,
    units: z.array(z.object({ unit: z.string(), own: Counts, below: Counts })),
  }),
  isHeavy: true,
  ask: 'directives.see',
  place: ({ query: { unit } }) => unit ?? REACH,
})

export const leaders = defineQuery({
  path: '/leaders',
  summary: { vi: 'Lãnh đạo có thể đứng tên giao việc', en: 'Leaders in whose name a directive may be given' },
  example: () => '/leaders',
  params: nothing,
  query: nothing,
  gives: z.object({ leaders: z.array(z.object({ id: z.string(), name: z.string() })) }),
  ask: 'directives.give',
  place: () => REACH,
})
