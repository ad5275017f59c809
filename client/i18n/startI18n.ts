import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ENGLISH, VIETNAMESE } from './catalogues.ts'
import { firstLanguage, REMEMBERED_AS } from './language.ts'

/** Makes `t` ready before the first render: the catalogues are part of the page, so nothing is awaited. */
export function startI18n(): void {
  const language = firstLanguage(location.search, remembered())
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

/** A kiosk may forbid storage. */
function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED_AS)
  } catch {
    return null
  }
}
