import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { recall } from '../remembered.ts'
import { ENGLISH, VIETNAMESE } from './catalogues.ts'
import { firstLanguage } from './language.ts'

/** Makes `t` ready before the first render: the catalogues are part of the page, so nothing is awaited. */
export function startI18n(): void {
  const language = firstLanguage(location.search, recall('language'))
  document.documentElement.lang = language
  i18next.on('languageChanged', (next) => {
    document.documentElement.lang = next
  })
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'common',
    resources: { vi: VIETNAMESE, en: ENGLISH },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}
