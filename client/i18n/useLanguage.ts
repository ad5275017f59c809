import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Language } from '../../domain/text.ts'
import { remember } from '../remembered.ts'

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

function setLanguage(language: Language): void {
  remember('language', language)
  void i18next.changeLanguage(language)
}

/** The language in use, and a way to another; remembered on this screen. */
export function useLanguage(): [Language, (language: Language) => void] {
  const language = useSyncExternalStore(subscribe, () => i18next.language as Language)
  return [language, setLanguage]
}
