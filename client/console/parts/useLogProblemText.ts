import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogProblem } from '../../../domain/hubStatus.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime } from '../../ui/format.ts'

/** Says that the log is not as it was written: since when that is known, what is wrong, and what to do. */
export function useLogProblemText(): (problem: LogProblem) => string {
  const { t } = useTranslation('log')
  const text = useText()
  return useCallback(({ since, what }) => t('broken', { since: formatDateTime(since), what: text(what) }), [t, text])
}
