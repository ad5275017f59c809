import { describe, expect, it } from 'vitest'
import { ENGLISH, VIETNAMESE } from '../../../client/i18n/catalogues.ts'
import { firstLanguage } from '../../../client/i18n/language.ts'

describe('the language to begin with', () => {
  it('is what the address asks for, else what was chosen here, else Vietnamese', () => {
    expect(firstLanguage('?lang=en', 'vi')).toBe('en')
    expect(firstLanguage('?scene=river', 'en')).toBe('en')
    expect(firstLanguage('', null)).toBe('vi')
    expect(firstLanguage('?lang=fr', 'xx')).toBe('vi')
  })
})

type Words = { readonly [key: string]: string | Words }

function texts(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  )
}
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()

describe('the catalogues', () => {
  const vi = new Map(texts(VIETNAMESE))
  const en = new Map(texts(ENGLISH))

  it('say the same things with the same holes to fill', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
    const differing = [...vi].filter(([key, text]) => `${holes(text)}` !== `${holes(en.get(key) ?? '')}`)
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('say nothing in one language only', () => {
    for (const [key, text] of vi) expect(en.get(key)?.trim() === '', key).toBe(text.trim() === '')
  })

  it('are written in composed letters', () => {
    for (const [key, text] of [...vi, ...en]) expect(text, key).toBe(text.normalize('NFC'))
  })
})
