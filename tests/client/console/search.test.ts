import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSearchIndex, type SearchEntry } from '../../../client/console/search/searchIndex.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fold } from '../../../domain/units/search.ts'
import { shortName } from '../../../domain/units/unit.ts'

const collator = new Intl.Collator('vi')
const units = UNIT_TREES['2021'].all.map(
  (unit): SearchEntry => ({
    group: 'unit',
    id: unit.code,
    label: shortName(unit, 'vi'),
    detail: '',
    opens: { is: 'unit', code: unit.code },
  }),
)
const gauge: SearchEntry = {
  group: 'sensor',
  id: 'TV-CanTho',
  label: 'Trạm Cần Thơ',
  detail: 'Mực nước · P. Cái Khế',
  opens: { is: 'sensor', id: 'TV-CanTho' },
}
const index = createSearchIndex([gauge, ...units], collator)
const labels = (query: string, limit = 7) => index.find(query, limit).map((entry) => entry.label)

describe('search', () => {
  it('finds without diacritics, đ as d, in any order of words', () => {
    expect(labels('ninh kieu')).toContain('Q. Ninh Kiều')
    expect(labels('kieu ninh')).toContain('Q. Ninh Kiều')
    expect(labels('co do')).toContain('H. Cờ Đỏ')
    expect(labels('CỜ ĐỎ')).toContain('H. Cờ Đỏ')
  })

  it('takes decomposed letters and either place of the tone mark', () => {
    expect(labels('Cần Thơ'.normalize('NFD'))).toEqual(labels('Cần Thơ'))
    expect(fold('hòa')).toBe(fold('hoà'))
  })

  it('finds by code, by id and by what a thing is', () => {
    expect(labels('31117')).toEqual(['P. Cái Khế'])
    expect(labels('tv-cantho')).toEqual(['Trạm Cần Thơ'])
    expect(labels('muc nuoc cai khe')).toEqual(['Trạm Cần Thơ'])
  })

  it('puts the thing called so before the thing that lies there, and groups in one order', () => {
    expect(index.find('cai khe', 7).map((entry) => entry.group)).toEqual(['unit', 'sensor'])
    expect(labels('trung').length).toBeLessThanOrEqual(7)
  })

  it('finds every unit by its own folded name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), (unit) => {
        expect(index.find(fold(unit.label), 100)).toContainEqual(unit)
      }),
    )
  })

  it('finds nothing for nothing', () => {
    expect(index.find('   ', 7)).toEqual([])
    expect(index.find('…', 7)).toEqual([])
  })
})
