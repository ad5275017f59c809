import * as z from 'zod'
import { DirectiveRow } from '../directives/directive.ts'
import { ExplanationRow } from '../explanations/explanation.ts'
import { UPLOADED } from '../files/upload.ts'
import { MatterId } from '../matters/fields.ts'
import { REACH } from '../queries/query.ts'
import { defineCommand } from './command.ts'

const example = { upload: 'u-1', name: 'hien-truong.jpg' }

/** What the unit shows beside its words. Its version is not asked for: a file decides nothing, and what was uploaded is not lost to a step of somebody else's. */
export const attachToDirective = defineCommand({
  summary: { vi: 'Kèm một tệp đã tải lên vào chỉ đạo', en: 'Adds a file that was uploaded to a directive' },
  input: z.object({ directive: MatterId, ...UPLOADED }),
  gives: z.object({ directive: DirectiveRow }),
  do: 'directives.answer',
  place: async ({ directive }, city) => (await city.matterUnit('directive', directive)) ?? REACH,
  about: ({ directive: id }) => ({ kind: 'directive', id }),
  says: { vi: 'Kèm tệp {name} vào chỉ đạo {directive}', en: 'Added the file {name} to the directive {directive}' },
  example: () => ({ directive: 'd-1', ...example }),
})

export const attachToExplanation = defineCommand({
  summary: { vi: 'Kèm một tệp đã tải lên vào giải trình', en: 'Adds a file that was uploaded to an explanation' },
  input: z.object({ explanation: MatterId, ...UPLOADED }),
  gives: z.object({ explanation: ExplanationRow }),
  do: 'directives.answer',
  place: async ({ explanation }, city) => (await city.matterUnit('explanation', explanation)) ?? REACH,
  about: ({ explanation: id }) => ({ kind: 'explanation', id }),
  says: {
    vi: 'Kèm tệp {name} vào giải trình {explanation}',
    en: 'Added the file {name} to the explanation {explanation}',
  },
  example: () => ({ explanation: 'e-1', ...example }),
})
