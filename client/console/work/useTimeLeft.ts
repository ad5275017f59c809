import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'

/** A length of time in its largest whole unit: `3 giờ`, `2 days`. */
export function useTimeLeft(): (ms: number) => string {
  const { t } = useTranslation('work')
  const [language] = useLanguage()
  return useCallback(
    (ms) => {
      const [unit, size] =
        ms >= 2 * DAY_MS
          ? (['days', DAY_MS] as const)
          : ms >= HOUR_MS
            ? (['hours', HOUR_MS] as const)
            : (['minutes', MINUTE_MS] as const)
      const count = Math.floor(ms / size)
      return t(unit, { count, number: formatNumber(count, 0, language) })
    },
    [t, language],
  )
}
