import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Reception } from '../../domain/reception.ts'
import { dayOf } from '../../domain/time.ts'
import { formatDateTime, formatTime } from './format.ts'

/** Since when the city has been heard or cut off, with its day where that is not today. @param now epoch ms */
export function receptionTime({ since }: Reception, now: number): string {
  return dayOf(since) === dayOf(now) ? formatTime(since) : formatDateTime(since)
}

/** Why silence cannot be judged: what cut the city off and when, or since when it has been heard again. @param now epoch ms */
function receptionText(reception: Reception, now: number, t: TFunction<'common'>): string {
  return t(`reception.${reception.is === 'open' ? 'open' : reception.cause}`, { time: receptionTime(reception, now) })
}

/** The same, in the language of the page. */
export function useReceptionText(): (reception: Reception, now: number) => string {
  const { t } = useTranslation('common')
  return (reception, now) => receptionText(reception, now, t)
}
