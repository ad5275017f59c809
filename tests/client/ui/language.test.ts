// @vitest-environment jsdom
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { ENGLISH, VIETNAMESE } from '../../../client/i18n/catalogues.ts'
import { firstLanguage } from '../../../client/i18n/language.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { KPIS } from '../../../domain/kpis/index.ts'

describe('the language to begin with', () => {
  it('is what the address asks for, else what was chosen here, else Vietnamese', () => {
    expect(firstLanguage('?lang=en', 'vi')).toBe('en')
    expect(firstLanguage('?scene=river', 'en')).toBe('en')
    expect(firstLanguage('', null)).toBe('vi')
    expect(firstLanguage('?lang=fr', 'xx')).toBe('vi')
  })
})

describe('a count in a sentence', () => {
  it('is written as every number of the house; a year is not', async () => {
    startI18n()
    const said = () => [
      i18next.t('sources.all', { ns: 'wall', count: 1_387 }),
      i18next.t('cellsTitle', { ns: 'directives', year: 2026 }),
    ]
    expect(said()).toEqual(['1.387 nguồn', 'Kết quả thực hiện chỉ đạo năm 2026'])
    await i18next.changeLanguage('en')
    expect(said()).toEqual(['1,387 sources', 'Directives of 2026'])
    await i18next.changeLanguage('vi')
  })
})

type Words = { readonly [key: string]: string | Words }

function texts(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  )
}
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()

const said = (text: string) => text.replaceAll(/\{\{\w+\}\}/g, '')

describe('the catalogues', () => {
  const vi = new Map(texts(VIETNAMESE))
  const en = new Map(texts(ENGLISH))

  it('say the same things with the same holes to fill', () => {
    // English has a singular wherever Vietnamese has its one form for any number.
    const singulars = [...vi.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(/other$/, 'one'))
    expect(singulars.length).toBeGreaterThan(10)
    expect([...en.keys()].sort()).toEqual([...vi.keys(), ...singulars].sort())
    const differing = [...vi].filter(([key, text]) => `${holes(text)}` !== `${holes(en.get(key) ?? '')}`)
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('have a singular in English wherever a number stands before what is counted', () => {
    // How many targets and systems there are in all is declared, and never one.
    const counted = [...en].filter(
      ([key, text]) => !/_(one|other)$/.test(key) && /(?<!\b(of|the|All) )\{\{count\}\} \w+s\b/.test(text),
    )
    expect(counted).toEqual([])
  })

  it('say nothing in one language only', () => {
    for (const [key, text] of vi) expect(en.get(key)?.trim() === '', key).toBe(text.trim() === '')
  })

  it('are written in composed letters', () => {
    for (const [key, text] of [...vi, ...en]) expect(text, key).toBe(text.normalize('NFC'))
  })

  it('use the words an office writes, and one word for one thing', () => {
    const retired = {
      vi: /cận đạt|phải đạt|đúng hạn thực|(?<![\p{L}])đứt(?![\p{L}])|hẹn mỗi|nghe được|đứng hình|hình đứng|đã hết|không kịp|hợp thành|sơ đồ|(?<!sao )chép liên kết|môi giới|mất tín hiệu|nơi báo/iu,
      en: /honest|number to reach|all but sure|hardly|\brefused\b|could not be had|signal lost|\blimits?\b/i,
    }
    for (const [key, text] of vi) expect(said(text), key).not.toMatch(retired.vi)
    for (const [key, text] of en) expect(said(text), key).not.toMatch(retired.en)
    for (const kpi of Object.values(KPIS)) {
      for (const text of [kpi.name, kpi.short, kpi.formula]) {
        expect(text.vi).not.toMatch(retired.vi)
        expect(text.en).not.toMatch(retired.en)
      }
    }
  })
})
