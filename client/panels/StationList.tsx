import { useTranslation } from 'react-i18next'
import { openAlerts } from '../../domain/alerts/order.ts'
import { asOf } from '../../domain/freshness.ts'
import { readableName } from '../../domain/readableName.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import { fullName } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useSteadyRows } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatMeasured } from '../ui/format.ts'
import { useMomentText } from '../ui/useMomentText.ts'
import { useUnits } from '../ui/useUnits.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { placeOfDevice } from './placeOnMap.ts'
import { measureOf, shownQuantity } from './rankStations.ts'
import { stationTone } from './stationTone.ts'
import { useShownStations } from './useRankings.ts'
import { useWho } from './useWho.ts'

/** More lines than any wall has room for. */
const MOST_LINES = 20

/** Stations over a limit, and those that no longer report; calm ones need nobody and do not stand here. */
export function StationList({ kinds }: { readonly kinds: readonly SensorKindId[] }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const ready = useFeedReady('sensors')
  const units = useUnits()
  const moment = useMomentText()
  const stations = useShownStations(kinds)
  const alerts = openAlerts(useSteadyRows('alerts').values())
  const who = useWho()
  // They stand first. Of thousands in a flood a few are shown, and only those are written.
  const needed = stations.filter(({ rank }) => rank !== undefined)
  const lines = needed.slice(0, MOST_LINES).flatMap((station): NeedLine[] => {
    const { sensor, kind, reading, freshness, value, reached, rank } = station
    if (rank === undefined) return []
    const name = shownQuantity(kind)
    const about = alerts.filter(({ subject, subjectId }) => subject === 'sensor' && subjectId === sensor.id)
    const place = units?.byCode.get(sensor.commune)
    const since = about.at(-1)?.raisedAt
    return [
      {
        id: sensor.id,
        rank,
        tone: stationTone(station),
        name: readableName(sensor.name, sensor.id),
        value: formatMeasured(value, measureOf(kind), language),
        unit: value === null || name === 'index' ? undefined : (kind.quantities[name]?.unit ?? ''),
        note:
          freshness !== 'live' ? (
            <>
              {reached === undefined ? text(kind.label) : text(reached.label)}{' '}
              <FreshnessMark freshness={freshness} at={asOf(reading)} />
            </>
          ) : (
            [
              reached === undefined ? text(kind.label) : text(reached.label),
              ...(place === undefined ? [] : [fullName(place, language)]),
              ...(since === undefined ? [] : [t('needs.since', { time: moment(since) })]),
            ].join(' · ')
          ),
        who: who.agency(kind.lead, about),
        place: placeOfDevice(sensor),
        figure: figureName.device(sensorSource(sensor.id), name),
      },
    ]
  })
  const live = stations.filter(({ freshness }) => freshness === 'live').length
  // They may well report: the hub could not hear them, and nothing is said of how they stand.
  const unheard = stations.filter(({ freshness, rank }) => freshness === 'unheard' && rank === undefined).length
  return (
    <NeedList
      of="stations"
      title={t('needs.title')}
      aside={
        ready && stations.length > 0
          ? t('needs.ofStations', { needed: needed.length, count: stations.length })
          : undefined
      }
      lines={ready ? lines : []}
      unlisted={ready ? needed.length - lines.length : 0}
      state={
        !ready
          ? { is: 'coming' }
          : stations.length === 0
            ? { is: 'unknown', text: t('stations.none') }
            : live === 0
              ? { is: 'unknown', text: t('stations.silent') }
              : lines.length > 0
                ? undefined
                : unheard > 0
                  ? { is: 'unknown', text: t('stations.unheard', { count: unheard }) }
                  : { is: 'calm', text: t('stations.allCalm') }
      }
      beside={
        ready && live > 0 && lines.length > 0 && unheard > 0 ? t('stations.unheard', { count: unheard }) : undefined
      }
    />
  )
}
