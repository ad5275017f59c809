import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language } from '../../domain/text.ts'
import { REMEMBERED_AS } from './language.ts'

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

function setLanguage(language: Language): void {
  try {
    localStorage.setItem(REMEMBERED_AS, language)
  } catch {
    // Storage may be forbidden on a kiosk: the choice then lasts until the page reloads.
  }
  void i18next.changeLanguage(language)
}

/** The language in use, and a way to another; remembered on this screen. */
export function useLanguage(): [Language, (language: Language) => void] {
  const language = useSyncExternalStore(subscribe, () => i18next.language as Language)
  return [language, setLanguage]
}
