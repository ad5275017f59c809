import type { Language, Text } from '../../../domain/text.ts'
import { formatDate, formatSeconds } from '../../ui/format.ts'
import { type ExportedCell, type ExportedColumn, type ExportedTable, momentText } from './exportedTable.ts'

/** Without it Excel reads UTF-8 as the machine's own code page. */
const BYTE_ORDER_MARK = '\ufeff'

/** Excel splits lines at what the language's region writes lists with. */
const SEPARATORS: Record<Language, string> = { vi: ';', en: ',' }

/** How the cells are to be read, a line of the file. */
const READING: Text = {
  vi: "Số có dấu phẩy thập phân, không tách hàng nghìn; thời điểm theo giờ Việt Nam (UTC+7); ô trống là chưa biết; dấu ' đứng trước = + - @ để bảng tính không coi đó là công thức.",
  en: "Numbers have a decimal point and no thousands separator; times are Vietnam's (UTC+7); an empty cell is unknown; a ' before = + - @ keeps spreadsheets from taking a text for a formula.",
}

/**
 * What a spreadsheet may take for a formula: a sign that begins one, in either width, behind anything invisible; or a tab or a line end
 * at the beginning, which some spreadsheets drop before they look.
 */
const FORMULA = /^(?:[\p{Z}\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n])/u

/** The same behind what some region or some reader takes for the end of a cell, whatever stands around it. */
const FORMULA_INSIDE =
  /(?<=[\s\S])([,;\t\r\n|])(?=[\p{Z}\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b])/gu

/** The notes as comment lines, a line of column heads, and the rows. Lines end as RFC 4180 has it. */
export function csvText(table: ExportedTable, language: Language): string {
  const separator = SEPARATORS[language]
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, separator)).join(separator)
  const lines = [
    ...[table.title, ...table.notes, READING[language]].map((note) =>
      quoted(harmless(`# ${note.replaceAll(/\s+/g, ' ')}`), separator),
    ),
    line(table.columns.map(({ label }) => harmless(label))),
    ...table.rows.map((row) => line(table.columns.map((column, place) => cellText(column, row[place], language)))),
  ]
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

function cellText({ kind, digits }: ExportedColumn, cell: ExportedCell, language: Language): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return ''
    if (kind === 'moment') return language === 'vi' ? `${formatDate(cell)} ${formatSeconds(cell)}` : momentText(cell)
    const number = digits === undefined ? plainNumber(cell) : withoutMinusZero(cell.toFixed(digits))
    return language === 'vi' ? number.replace('.', ',') : number
  }
  if (kind === 'day' && language === 'vi') return cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')
  return harmless(cell)
}

/** Never in powers of ten, which a region with a decimal comma does not read. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

/** What rounds to zero is zero. */
function withoutMinusZero(text: string): string {
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text
}

/** A text that no spreadsheet computes, by whichever sign it parts cells: an apostrophe before whatever could begin a formula. */
function harmless(text: string): string {
  const inside = text.replaceAll(FORMULA_INSIDE, "$1'")
  return FORMULA.test(inside) ? `'${inside}` : inside
}

/** Whichever sign a region, or a reader, parts cells by: a text is one cell. A number has no more than its own comma. */
function quoted(text: string, separator: string): string {
  const isParted = text.includes(separator) || (/[,;]/.test(text) && !/^-?\d+,\d+$/.test(text))
  return isParted || /["\r\n\t]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text
}
