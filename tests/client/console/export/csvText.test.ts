import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from '../../../../client/console/export/csvText.ts'
import type { ExportedCell, ExportedTable } from '../../../../client/console/export/exportedTable.ts'

const NINE = Date.parse('2026-11-23T09:05:07+07:00')

const table = (rows: ExportedTable['rows'], rest: Partial<ExportedTable> = {}): ExportedTable => ({
  title: 'Cảm biến',
  columns: [
    { label: 'Tên', kind: 'text' },
    { label: 'Mực nước (m)', kind: 'number', digits: 2 },
    { label: 'Lúc', kind: 'moment' },
    { label: 'Ngày', kind: 'day' },
  ],
  rows,
  notes: ['Nguồn: trạm Cần Thơ'],
  ...rest,
})

/** Rows of cells as a spreadsheet reads them, by RFC 4180. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  const body = text.replace(/^\ufeff/, '').replace(/\r\n$/, '')
  let cell = ''
  let isQuoted = false
  for (let i = 0; i < body.length; i++) {
    const sign = body[i]
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (body[i + 1] === '"') cell += body[i++]
      else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === separator || (sign === '\r' && body[i + 1] === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\r') {
        rows.push([])
        i++
      }
    } else cell += sign
  }
  rows.at(-1)?.push(cell)
  return rows
}

describe('a table as CSV', () => {
  it('begins with the mark that makes Excel read UTF-8, says what it is, and writes numbers and times as Vietnamese regions read them', () => {
    const text = csvText(table([['Trạm Cần Thơ', -1234.5, NINE, '2026-11-23']]), 'vi')
    expect(text.split('\r\n')).toEqual([
      '\ufeff# Cảm biến',
      '# Nguồn: trạm Cần Thơ',
      expect.stringMatching(/^"# Số có dấu phẩy thập phân, .*ô trống là chưa biết/),
      'Tên;Mực nước (m);Lúc;Ngày',
      'Trạm Cần Thơ;-1234,50;23/11/2026 09:05:07;23/11/2026',
      '',
    ])
  })

  it('writes English ones with a comma between cells and a point in numbers', () => {
    const text = csvText(table([['Trạm, Cần Thơ', 1234.5, NINE, '2026-11-23']]), 'en')
    expect(text.split('\r\n')[4]).toBe('"Trạm, Cần Thơ",1234.50,2026-11-23 09:05:07,2026-11-23')
  })

  it('leaves what is not known empty, and writes a zero as a zero', () => {
    const text = csvText(
      table([
        [null, undefined, null, undefined],
        ['', 0, 0, ''],
        ['x', Number.NaN, null, null],
      ]),
      'vi',
    )
    expect(text.split('\r\n').slice(4, 7)).toEqual([';;;', ';0,00;01/01/1970 07:00:00;', 'x;;;'])
    expect(csvText(table([['x', -0.001]]), 'vi')).toContain('x;0,00;')
  })

  it('writes as many digits as there are where none are declared, never in powers of ten', () => {
    const plain = table([[1e-7], [1_234_567.25], [0]], { columns: [{ label: 'n', kind: 'number' }] })
    expect(csvText(plain, 'vi').split('\r\n').slice(4, 7)).toEqual(['0,0000001', '1234567,25', '0'])
  })

  it.each([
    '=1+1',
    '+84',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '\tx',
    '\rx',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '﹦1',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff=1',
    "=cmd|' /C calc'!A0",
  ])('gives a spreadsheet nothing to compute: %j', (text) => {
    for (const language of ['vi', 'en'] as const) {
      const [, , , head, row] = read(csvText(table([[text]]), language), language === 'vi' ? ';' : ',')
      expect(head?.[0]).toBe('Tên')
      expect(row?.[0]).toBe(`'${text}`)
    }
  })

  it.each(['Trạm;=1+1', 'Trạm,=1+1', 'Trạm\t@SUM(A1)', 'a\r\n=1', "x|＝cmd|' /C calc'!A0", 'a; \u200b+1'])(
    'nor where a region parts its cells by another sign: %j',
    (text) => {
      for (const language of ['vi', 'en'] as const)
        for (const parting of [/[;\r\n]/, /[,\r\n]/, /[\t\r\n]/, /[,;\t\r\n|]/]) {
          const all = csvText(table([[text]]), language)
          for (const cell of all.slice(all.indexOf('\r\n')).split(parting))
            expect(cell, JSON.stringify(all)).not.toMatch(/^"?[\p{Z}\p{C}]*[=+\-@＝]/u)
        }
    },
  )

  it('neutralises heads as well, and leaves numbers below zero numbers', () => {
    const text = csvText(table([[-3]], { columns: [{ label: '=x', kind: 'number' }] }), 'vi')
    expect(text.split('\r\n').slice(3, 5)).toEqual(["'=x", '-3'])
  })

  it('gives back every text, whatever signs it holds', () => {
    const texts = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1 })
    fc.assert(
      fc.property(texts, fc.constantFrom('vi' as const, 'en' as const), (rows, language) => {
        const columns = [
          { label: 'a', kind: 'text' },
          { label: 'b', kind: 'text' },
        ] as const
        const [, , , , ...lines] = read(csvText(table(rows, { columns }), language), language === 'vi' ? ';' : ',')
        const plain = (text: string) => text.replaceAll(/(^|[,;\t\r\n|])'/g, '$1')
        expect(lines.map((line) => line.map(plain))).toEqual(
          rows.map((row: ExportedCell[]) => row.map((cell) => plain(String(cell)))),
        )
      }),
    )
  })
})
