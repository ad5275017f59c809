import { useTranslation } from 'react-i18next'
import { callsPeople } from '../../domain/alerts/alert.ts'
import { countedAlerts } from '../../domain/alerts/order.ts'
import { useFeedReady, useSteadyRows } from '../live/useLive.ts'
import { NeedList } from './NeedList.tsx'
import { useCityNeeds } from './useCityNeeds.ts'

/** What is wrong now across the city: of each field of its life the worst, in one order; and how many alerts stand. */
export function CityList() {
  const { t } = useTranslation('wall')
  const { needs, known, fields, isReady } = useCityNeeds()
  const { open: alerts } = countedAlerts(useSteadyRows('alerts').values())
  const ready = useFeedReady('alerts')
  const untaken = alerts.filter(callsPeople).length
  return (
    <NeedList
      of="fields"
      title={t('needs.title')}
      aside={ready ? t('city.alerts', { count: alerts.length, untaken }) : undefined}
      lines={isReady ? needs : []}
      state={
        !isReady
          ? { is: 'coming' }
          : known === 0
            ? { is: 'unknown', text: t('needs.nobodyReported') }
            : needs.length === 0
              ? { is: 'calm', text: t('city.calm') }
              : undefined
      }
      beside={isReady && known > 0 && known < fields ? t('city.unjudged', { count: fields - known }) : undefined}
    />
  )
}
