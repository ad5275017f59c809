import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { OVERFLOW_SOURCE, UNKNOWN_SOURCE } from '../../../domain/sources/quarantined.ts'

/** What a source is called in a list: its id, as it stands in topics; in words where there is none. */
export function useSourceText(): (id: string) => string {
  const { t } = useTranslation('console')
  return useCallback((id) => wordsOf(id, t) ?? id, [t])
}

export function SourceCode({ id }: { id: string }) {
  const { t } = useTranslation('console')
  return wordsOf(id, t) ?? <code>{id}</code>
}

function wordsOf(id: string, t: (key: 'source.unknown' | 'source.overflow') => string): string | undefined {
  if (id === UNKNOWN_SOURCE) return t('source.unknown')
  return id === OVERFLOW_SOURCE ? t('source.overflow') : undefined
}
