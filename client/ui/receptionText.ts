import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Reception } from '../../domain/reception.ts'
import { useNow, useReceptionOfHub } from '../live/useLive.ts'
import { formatMoment } from './format.ts'

/** Why silence cannot be judged: what cut the city off and when, or since when it has been heard again. @param now epoch ms */
function receptionText(reception: Reception, now: number, t: TFunction<'common'>): string {
  return t(`reception.${reception.is === 'open' ? 'open' : reception.cause}`, {
    time: formatMoment(reception.since, now),
  })
}

/** The same, in the language of the page. */
export function useReceptionText(): (reception: Reception, now: number) => string {
  const { t } = useTranslation('common')
  return (reception, now) => receptionText(reception, now, t)
}

/** Why a figure is not judged that the hub calls `unheard`. */
export function useUnheardText(): string {
  return useReceptionText()(useReceptionOfHub(), useNow())
}
