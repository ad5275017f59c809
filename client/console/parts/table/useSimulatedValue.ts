import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportedValue } from './column.ts'

/** Whether a row is simulated, as every exported list says it. @param is need not be the same function each time */
export function useSimulatedValue<Row>(is: (row: Row) => boolean): ExportedValue<Row> {
  const { t } = useTranslation('list')
  const latest = useRef(is)
  latest.current = is
  return useMemo(
    () => ({ label: t('simulated'), kind: 'text', of: (row) => t(latest.current(row) ? 'yes' : 'no') }),
    [t],
  )
}
