import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

/** Tells the log that rows leave the console as a file: the screen sends it before it hands the file over. */
export const recordExport = defineCommand({
  summary: { vi: 'Ghi nhật ký một lần xuất dữ liệu ra tệp', en: 'Tells the log that data is exported to a file' },
  input: z.object({
    what: z.string().min(1).max(300).meta(says('tên danh sách hoặc biểu đồ', 'the list or chart')),
    format: z.enum(['csv', 'xlsx']),
    rows: z.number().int().min(0).max(10_000_000).meta(says('số dòng trong tệp', 'rows in the file')),
    page: z.string().max(2_000).meta(says('địa chỉ trang, gồm bộ lọc', 'address of the page, with its filters')),
  }),
  gives: z.object({}),
  do: 'map.see',
  // A program and a wall export nothing: what they ask for stands in the log by itself.
  peopleOnly: true,
  place: () => EVERYWHERE,
  says: { vi: 'Xuất {rows} dòng của «{what}» ra tệp {format}', en: 'Exported {rows} rows of “{what}” as {format}' },
  example: () => ({ what: 'Cảnh báo', format: 'csv' as const, rows: 12, page: '/alerts' }),
})
