import { describe, expect, it } from 'vitest'
import { abridged, readableName } from '../../domain/readableName.ts'

describe('a name that people gave', () => {
  it('is shown as it is, Vietnamese marks and other writing included', () => {
    for (const name of ['Trạm Cần Thơ', 'Trạm Cần Thơ'.normalize('NFD'), 'ที่ทำการ', 'नमस्ते', '–', '📷'])
      expect(readableName(name, 'TV-1')).toBe(name)
  })

  it.each([
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['nothing', ''],
    ['spaces of every width', ' \u00a0\u2003\u3000'],
    ['zero-width letters', '\u200b\u200d\ufeff\u2060'],
    ['an empty Braille cell', '\u2800'],
    ['marks without a letter', '\u0301\u0309'],
    ['signs that turn the writing', '\u202e\u2066'],
  ])('of %s is shown as the id', (_what, name) => {
    expect(readableName(name, 'TV-1')).toBe('TV-1')
  })

  it('keeps as many marks on a letter as writing has', () => {
    expect(readableName(`a${'\u0301'.repeat(100)}b`, 'TV-1')).toBe(`a${'\u0301'.repeat(3)}b`)
  })

  it('is cut by letters in a sentence, with a sign that it is', () => {
    expect(abridged('Trạm Cần Thơ', 12)).toBe('Trạm Cần Thơ')
    expect(abridged('Trạm Cần Thơ', 6)).toBe('Trạm…')
    expect(abridged('📷'.repeat(9), 4)).toBe('📷📷📷…')
  })
})
