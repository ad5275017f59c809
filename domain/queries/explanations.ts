import * as z from 'zod'
import { DirectiveRow } from '../directives/directive.ts'
import { ExplanationRow } from '../explanations/explanation.ts'
import { FactShape } from '../matters/fact.ts'
import { says } from '../schema.ts'
import { MatterListQuery, Totals } from './matters.ts'
import { Next } from './page.ts'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const explanations = defineQuery({
  path: '/explanations',
  summary: { vi: 'Yêu cầu giải trình, mới nhất trước', en: 'Requests to explain a figure, the newest first' },
  example: () => '/explanations?open=true&limit=20',
  params: nothing,
  query: MatterListQuery,
  gives: z.object({ explanations: z.array(ExplanationRow), totals: Totals, next: Next }),
  ask: 'directives.see',
  place: ({ query: { unit } }) => unit ?? REACH,
})

export const explanation = defineQuery({
  path: '/explanations/{id}',
  isHeavy: true,
  summary: {
    vi: 'Một yêu cầu giải trình: số liệu đã chốt, các lần trả lời và quá trình xử lý',
    en: 'A request to explain a figure: the figure as it was frozen, the answers, everything that has happened',
  },
  example: () => '/explanations/e-1',
  params: z.object({ id: z.string().max(64) }),
  query: nothing,
  gives: z.object({
    explanation: ExplanationRow.nullable().meta(
      says('null: không có yêu cầu đó trong phạm vi được xem', 'null: there is none within reach'),
    ),
    facts: z.array(FactShape),
    directives: z
      .array(
        DirectiveRow.pick({
          id: true,
          title: true,
          state: true,
          edition: true,
          lead: true,
          leadName: true,
          openedAt: true,
        }),
      )
      .meta(
        says(
          'các chỉ đạo đã giao từ giải trình này, trong phạm vi được xem',
          'the directives that were made of it, within reach',
        ),
      ),
  }),
  ask: 'directives.see',
  place: () => REACH,
})
