import { useTranslation } from 'react-i18next'
import type { Reception } from '../../domain/reception.ts'
import { useNow, useReceptionOfHub } from '../live/useLive.ts'
import { formatMoment } from './format.ts'

/** Writes why silence cannot be judged: what cut the city off and when, or since when it has been heard again. `now` is epoch ms. */
export function useReceptionText(): (reception: Reception, now: number) => string {
  const { t } = useTranslation('common')
  return (reception, now) =>
    t(`reception.${reception.is === 'open' ? 'open' : reception.cause}`, { time: formatMoment(reception.since, now) })
}

/** Why a figure that the hub calls `unheard` is not judged. */
export function useUnheardText(): string {
  return useReceptionText()(useReceptionOfHub(), useNow())
}
