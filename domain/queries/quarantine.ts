import * as z from 'zod'
import { QuarantinedRow } from '../sources/quarantined.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const quarantine = defineQuery({
  path: '/quarantine',
  summary: {
    vi: 'Dữ liệu bị từ chối, theo nguồn và lý do, kèm mẫu gần nhất',
    en: 'What was refused, by source and reason, with the last sample',
  },
  example: () => '/quarantine',
  params: nothing,
  query: nothing,
  gives: z.object({ quarantined: z.array(QuarantinedRow) }),
  ask: 'quarantine.see',
})
