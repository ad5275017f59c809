import type { Cell, Sheet } from 'write-excel-file/browser'
import type { Language, Text } from '../../../domain/text.ts'
import { CITY_UTC_OFFSET_MS } from '../../../domain/time.ts'
import type { ExportedCell, ExportedColumn, ExportedTable } from './exportedTable.ts'

const NAMES: Record<Language, { readonly rows: string; readonly notes: string }> = {
  vi: { rows: 'Số liệu', notes: 'Ghi chú' },
  en: { rows: 'Data', notes: 'Notes' },
}
const READING: Text = {
  vi: 'Thời điểm theo giờ Việt Nam (UTC+7); ô trống là chưa biết.',
  en: "Times are Vietnam's (UTC+7); an empty cell is unknown.",
}
const MOMENT_FORMAT: Record<Language, string> = { vi: 'dd/mm/yyyy hh:mm:ss', en: 'yyyy-mm-dd hh:mm:ss' }
const DAY_FORMAT: Record<Language, string> = { vi: 'dd/mm/yyyy', en: 'yyyy-mm-dd' }

/** A cell of a workbook holds no more. */
const MOST_CHARACTERS = 32_767
const WIDEST = 60

/**
 * A workbook of two sheets: the rows under fixed column heads, so that they can be sorted and filtered at once, and the notes. Numbers and
 * moments are values, not texts; a text is never a formula.
 */
export function workbookOf(table: ExportedTable, language: Language): Sheet<Blob>[] {
  const { columns, rows } = table
  const head = columns.map(
    ({ label, kind }): Cell => ({
      ...textCell(label),
      fontWeight: 'bold',
      wrap: true,
      align: kind === 'number' ? 'right' : 'left',
    }),
  )
  return [
    {
      sheet: NAMES[language].rows,
      data: [head, ...rows.map((row) => columns.map((column, place) => cellOf(column, row[place], language)))],
      columns: columns.map((column, place) => ({ width: widthOf(column, rows, place) })),
      stickyRowsCount: 1,
    },
    {
      sheet: NAMES[language].notes,
      data: [
        [{ ...textCell(table.title), fontWeight: 'bold' }],
        ...[...table.notes, READING[language]].map((note): Cell[] => [{ ...textCell(note), wrap: true }]),
      ],
      columns: [{ width: 110 }],
    },
  ]
}

function cellOf({ kind, digits }: ExportedColumn, cell: ExportedCell, language: Language): Cell {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return null
    // A workbook knows no zones: its dates say what the clock in Cần Thơ says.
    if (kind === 'moment') {
      return { value: new Date(cell + CITY_UTC_OFFSET_MS), type: Date, format: MOMENT_FORMAT[language] }
    }
    return digits === undefined
      ? { value: cell, type: Number }
      : { value: cell, type: Number, format: digits === 0 ? '0' : `0.${'0'.repeat(digits)}` }
  }
  if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(cell)) {
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: DAY_FORMAT[language] }
  }
  return textCell(cell)
}

function textCell(text: string) {
  return { value: text.slice(0, MOST_CHARACTERS), type: String }
}

/** Wide enough for most of what stands in a column, in characters. */
function widthOf({ label, kind }: ExportedColumn, rows: ExportedTable['rows'], place: number): number {
  if (kind === 'moment') return 20
  const longest = rows.reduce((most, row) => Math.max(most, String(row[place] ?? '').length), label.length)
  return Math.min(WIDEST, longest + 2)
}
