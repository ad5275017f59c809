import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sort } from '../../address.ts'
import type { Column } from './column.ts'

/** Which way a list runs, in words: as its column calls it. */
export function useWayText(): (column: Pick<Column<never>, 'ways'> | undefined, sort: Sort) => string {
  const { t } = useTranslation('list')
  return useCallback(
    (column, { falls }) => (falls ? (column?.ways?.falling ?? t('falling')) : (column?.ways?.rising ?? t('rising'))),
    [t],
  )
}
