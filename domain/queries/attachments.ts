import * as z from 'zod'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

const shared = {
  exampleIsInvented: true,
  params: z.object({ id: z.string().max(64), file: z.string().max(64) }),
  query: nothing,
  gives: { binary: 'application/octet-stream' },
  problems: { 410: { vi: 'nội dung tệp không còn', en: 'its content is gone' } },
  ask: 'directives.see',
  place: () => REACH,
  isLogged: true,
} as const

export const directiveFile = defineQuery({
  ...shared,
  path: '/directives/{id}/files/{file}',
  summary: {
    vi: 'Nội dung một tệp kèm theo chỉ đạo; luôn tải về, không mở trong trang',
    en: 'The content of a file of a directive; always to be saved, never opened as a page',
  },
  example: () => '/directives/d-1/files/f-1',
})

export const explanationFile = defineQuery({
  ...shared,
  path: '/explanations/{id}/files/{file}',
  summary: {
    vi: 'Nội dung một tệp kèm theo giải trình; luôn tải về, không mở trong trang',
    en: 'The content of a file of an explanation; always to be saved, never opened as a page',
  },
  example: () => '/explanations/e-1/files/f-1',
})
