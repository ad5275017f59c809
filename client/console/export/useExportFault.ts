import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../live/api.ts'
import { useProblemText } from '../../ui/useProblemText.ts'

/** Says in the reader's language why `exportTable` has handed over no file. */
export function useExportFault(): (error: unknown) => string {
  const { t } = useTranslation('list')
  const problemText = useProblemText()
  return useCallback(
    (error) => (error instanceof ApiError ? t('export.unrecorded', { why: problemText(error) }) : t('export.failed')),
    [t, problemText],
  )
}
