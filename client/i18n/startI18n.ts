import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { writtenNumber } from '../../domain/writtenNumber.ts'
import { recall } from '../remembered.ts'
import { ENGLISH, VIETNAMESE } from './catalogues.ts'
import { firstLanguage } from './language.ts'

/** What sentences count, and the most that there may be of it. */
const COUNTED: ReadonlySet<unknown> = new Set(['count', 'most'])

/** `1.390 nguồn`, not `1390 nguồn`. */
const counts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _, language, options) =>
    COUNTED.has(options?.interpolationkey) && typeof value === 'number'
      ? writtenNumber(value, 0, language === 'en' ? 'en' : 'vi')
      : (value as string),
}

/** Makes `t` ready before the first render: the catalogues are part of the page, so nothing is awaited. */
export function startI18n(): void {
  const language = firstLanguage(location.search, recall('language'))
  document.documentElement.lang = language
  i18next.on('languageChanged', (next) => {
    document.documentElement.lang = next
  })
  void i18next
    .use(initReactI18next)
    .use(counts)
    .init({
      lng: language,
      fallbackLng: 'vi',
      defaultNS: 'common',
      resources: { vi: VIETNAMESE, en: ENGLISH },
      // React escapes already. A count is written as every number of the house is; what else is a number may be a year or a code.
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    })
}
