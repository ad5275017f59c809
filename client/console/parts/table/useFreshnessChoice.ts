import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JudgedFreshness } from '../../../../domain/reception.ts'
import type { Column } from './column.ts'

/** Who is silent first: fell silent, is late, cannot be heard, was never heard. */
export const FRESHNESS_ORDER: readonly JudgedFreshness[] = ['lost', 'stale', 'unheard', 'never', 'live']

/** Lets a column be filtered by how far its rows can be trusted. @param of need not be the same function each time */
export function useFreshnessChoice<Row>(of: (row: Row) => JudgedFreshness): NonNullable<Column<Row>['choice']> {
  const { t } = useTranslation('common')
  const latest = useRef(of)
  latest.current = of
  return useMemo(
    () => ({
      of: (row) => latest.current(row),
      label: (freshness) => t(`freshness.${freshness as JudgedFreshness}`, { defaultValue: freshness }),
    }),
    [t],
  )
}
