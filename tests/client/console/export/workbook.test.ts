import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import write from 'write-excel-file/browser'
import { type ExportedTable, fileName } from '../../../../client/console/export/exportedTable.ts'
import { workbookOf } from '../../../../client/console/export/workbook.ts'
import { zip } from '../../../../client/console/export/zipHere.ts'

const NINE = Date.parse('2026-11-23T09:05:07+07:00')
const TABLE: ExportedTable = {
  title: 'Cảm biến',
  columns: [
    { label: 'Tên', kind: 'text' },
    { label: 'Mực nước (m)', kind: 'number', digits: 2 },
    { label: 'Lúc', kind: 'moment' },
    { label: 'Ngày', kind: 'day' },
  ],
  rows: [
    ['=HYPERLINK("http://x")', -1.5, NINE, '2026-11-23'],
    ['a\u0000b\ud800', null, undefined, ''],
  ],
  notes: ['Nguồn: trạm Cần Thơ'],
}

/** The files of which a workbook consists. */
async function opened(table: ExportedTable): Promise<Record<string, string>> {
  const blob = await write(workbookOf(table, 'vi'), {}).toBlob()
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

describe('a table as a workbook', () => {
  it('holds numbers and times as values, formulas as texts, nothing where nothing is known', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet = '', 'xl/sharedStrings.xml': texts = '' } = await opened(TABLE)
    expect(texts).toContain('=HYPERLINK("http://x")')
    expect(sheet).not.toContain('<f>')
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>-1.5<\/v>/)
    // Excel counts days from 1900; at 09:05:07 in Cần Thơ.
    expect(sheet).toMatch(/<c r="C2"[^>]*><v>46349\.3785/)
    expect(sheet).toMatch(/<c r="D2"[^>]*><v>46349<\/v>/)
    expect(sheet).not.toMatch(/<c r="[BC]3"[^>]*><v>/)
  })

  it('has its notes on a sheet of their own, and no sign that XML cannot hold', async () => {
    const files = await opened(TABLE)
    expect(files['xl/workbook.xml']).toMatch(/name="Số liệu".*name="Ghi chú"/s)
    expect(files['xl/sharedStrings.xml']).toContain('Nguồn: trạm Cần Thơ')
    expect(files['xl/sharedStrings.xml']).toContain('<t>ab</t>')
  })

  it('is zipped in the page itself, without a worker', () => {
    const archives: Uint8Array[] = []
    zip({ 'a.txt': new Uint8Array(1_000_000) }, (_error, archive) => archives.push(archive))
    expect(archives.map((archive) => unzipSync(archive)['a.txt']?.length)).toEqual([1_000_000])
  })
})

describe('the name of a file', () => {
  it('says what and when in letters every file system takes', () => {
    expect(fileName({ title: 'Nguồn dữ liệu: Đất/Nước "2"' }, NINE, 'csv')).toBe(
      'can-tho-nguon-du-lieu-dat-nuoc-2-20261123-0905.csv',
    )
  })
})
