import { useCallback } from 'react'
import type { Text } from '../../domain/text.ts'
import { useLanguage } from './useLanguage.ts'

/** Reads a text of the domain in the language in use. */
export function useText(): (text: Text) => string {
  const [language] = useLanguage()
  return useCallback((text) => text[language], [language])
}
