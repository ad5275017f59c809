import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { fold, foldedWords, matches } from '../../domain/units/search.ts'
import { fullName, shortName } from '../../domain/units/unit.ts'

/** Anything people or machines may hand over, Vietnamese letters in either form among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aăâbcdđeêioôơuưyAĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậ .-\t'), maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('o', '\u0302', '\u0309', '\u031b', ' ', 'Đ', 'İ', 'Σ', 'K') }),
)

describe('folding', () => {
  it('makes a text what people type without diacritics', () => {
    expect(fold('  Ô  Môn ')).toBe('o mon')
    expect(fold('TT. Cờ Đỏ')).toBe('tt. co do')
    expect(fold('Thới Bình, Trường Thạnh, Nhơn Ái, Mỹ Xuyên')).toBe('thoi binh, truong thanh, nhon ai, my xuyen')
  })

  it('sees no difference between the two ways to put a tone mark, or between NFC and NFD', () => {
    expect(fold('An Hoà')).toBe(fold('An Hòa'))
    expect(fold('Thuỷ')).toBe(fold('Thủy'))
    fc.assert(fc.property(text, (any) => fold(any.normalize('NFD')) === fold(any.normalize('NFC'))))
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (any) => fold(fold(any)) === fold(any)),
      { numRuns: 2000 },
    )
  })
})

describe('search', () => {
  it('finds with and without diacritics, by any words in any order', () => {
    const queries = ['o mon', 'Ô Môn', 'mon o', 'q. ô m', 'quận Ô Môn', 'QUAN O MON', 'q o']
    for (const query of queries) {
      expect(matches(query, 'Quận Ô Môn'), query).toBe(true)
    }
    expect(matches('hoà', 'P. An Hòa') && matches('hòa', 'P. An Hoà')).toBe(true)
  })

  it('does not find what is not there', () => {
    for (const query of ['on', 'mo n', 'ô môn thới', 'omon', 'x'])
      expect(matches(query, 'Quận Ô Môn'), query).toBe(false)
  })

  it('finds every unit by its own names', () => {
    for (const { all } of Object.values(UNIT_TREES)) {
      for (const unit of all) {
        for (const name of [fullName(unit, 'vi'), shortName(unit, 'vi'), fullName(unit, 'en')]) {
          expect(matches(name, name)).toBe(true)
          expect(matches(fold(unit.name), name)).toBe(true)
        }
      }
    }
  })

  it('finds any text by itself, by the beginning of any of its words, and by nothing', () => {
    fc.assert(
      fc.property(text, fc.nat(), (any, n) => {
        const words = foldedWords(any)
        const word = words[n % Math.max(words.length, 1)] ?? ''
        return matches(any, any) && matches(word.slice(0, 1 + (n % 3)), any) && matches('', any)
      }),
    )
  })
})
