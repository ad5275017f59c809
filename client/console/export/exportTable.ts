import type { Language } from '../../../domain/text.ts'
import { command } from '../../live/command.ts'
import { csvText } from './csvText.ts'
import { type ExportedTable, fileName } from './exportedTable.ts'
import { workbookOf } from './workbook.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/**
 * Hands the table to the reader as a file, once the log has it. The spreadsheet library is loaded with the first workbook.
 * @param now epoch ms, for the file's name
 * @throws ApiError when the hub cannot write it into its log, another when the library cannot be loaded: no file is handed over
 */
export async function exportTable(
  table: ExportedTable,
  format: ExportFormat,
  language: Language,
  now: number,
): Promise<void> {
  const blob =
    format === 'csv'
      ? new Blob([csvText(table, language)], { type: 'text/csv;charset=utf-8' })
      : await xlsx(table, language)
  const { pathname, search } = location
  await command('recordExport', {
    what: table.title.slice(0, 300),
    format,
    rows: table.rows.length,
    page: `${pathname}${search}`.slice(0, 2_000),
  })
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(table, now, format)
  link.click()
  // The browser has begun to read the blob by then; one that has not keeps it until the page goes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

async function xlsx(table: ExportedTable, language: Language): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser')
  return write(workbookOf(table, language), { fontFamily: 'Arial', fontSize: 10 }).toBlob()
}
