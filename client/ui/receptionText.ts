import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Reception } from '../../domain/reception.ts'
import { dayOf } from '../../domain/time.ts'
import { formatDateTime, formatTime } from './format.ts'

/** Why silence cannot be judged: what cut the city off and when, or since when it has been heard again. @param now epoch ms */
function receptionText(reception: Reception, now: number, t: TFunction<'common'>): string {
  const time = dayOf(reception.since) === dayOf(now) ? formatTime(reception.since) : formatDateTime(reception.since)
  return t(`reception.${reception.is === 'open' ? 'open' : reception.cause}`, { time })
}

/** The same, in the language of the page. */
export function useReceptionText(): (reception: Reception, now: number) => string {
  const { t } = useTranslation('common')
  return (reception, now) => receptionText(reception, now, t)
}
