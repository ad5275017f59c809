import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'

const UNIT_MS = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS } as const

/** A length of time: minutes, hours, or days with the hours that are over: `3 giờ`, `2 ngày 23 giờ`. */
export function useTimeLeft(): (ms: number) => string {
  const { t } = useTranslation('work')
  const [language] = useLanguage()
  return useCallback(
    (ms) => {
      const say = (unit: keyof typeof UNIT_MS, of: number) => {
        const count = Math.floor(of / UNIT_MS[unit])
        return t(unit, { count, number: formatNumber(count, 0, language) })
      }
      if (ms < HOUR_MS) return say('minutes', ms)
      if (ms < 2 * DAY_MS) return say('hours', ms)
      const over = ms % DAY_MS
      return over < HOUR_MS ? say('days', ms) : t('daysAndHours', { days: say('days', ms), hours: say('hours', over) })
    },
    [t, language],
  )
}
