import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { SopShape } from '../sops/sop.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

export const sops = defineQuery({
  path: '/sops',
  summary: {
    vi: 'Quy trình xử lý đang áp dụng, với các bước của từng quy trình',
    en: 'Procedures in force, with their steps',
  },
  example: () => '/sops',
  params: nothing,
  query: nothing,
  gives: z.object({ sops: z.array(SopShape) }),
  ask: 'map.see',
  place: () => EVERYWHERE,
})
