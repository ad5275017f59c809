import { useTranslation } from 'react-i18next'
import { readableName } from '../../domain/readableName.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatMeasured } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { AqiWord } from './AqiWord.tsx'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf, type RankedStation, shownQuantity } from './rankStations.ts'
import { useStationRanking } from './useRankings.ts'
import './extremes.css'

/** The highest live value of each kind of sensor in the city, where it is, and how many stations say so. */
export function Extremes({ kinds }: { readonly kinds: readonly SensorKindId[] }) {
  const stations = useStationRanking(kinds)
  return (
    <ul className="extremes">
      {kinds.map((kind) => (
        <Extreme key={kind} id={kind} stations={stations.filter(({ sensor }) => sensor.kind === kind)} />
      ))}
    </ul>
  )
}

/** The highest of the stations that are live and have a value. */
function highestOf(stations: readonly RankedStation[]): RankedStation | undefined {
  let highest: RankedStation | undefined
  for (const station of stations) {
    if (station.freshness !== 'live' || station.value === null) continue
    if (highest === undefined || station.value > (highest.value ?? Number.NEGATIVE_INFINITY)) highest = station
  }
  return highest
}

/** Kinds whose extreme has a name of its own; the others go by their label. */
function isNamed(id: SensorKindId): id is 'airQuality' | 'rain' | 'salinity' {
  return id === 'airQuality' || id === 'rain' || id === 'salinity'
}

function Extreme({ id, stations }: { readonly id: SensorKindId; readonly stations: readonly RankedStation[] }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const kind: SensorKind = SENSOR_KINDS[id]
  const highest = highestOf(stations)
  const name = shownQuantity(kind)
  const unit = name === 'index' ? '' : (kind.quantities[name]?.unit ?? '')
  const live = stations.filter(({ freshness }) => freshness === 'live').length
  return (
    <li className="extreme">
      <div className="extreme__head">
        <h2 className="extreme__name">{isNamed(id) ? t(`extremes.${id}`) : text(kind.label)}</h2>
        <span className="extreme__coverage">
          {live < stations.length && <Shape is="half" />}{' '}
          {t('coverage.sensor', { reported: live, expected: stations.length, count: stations.length })}
        </span>
      </div>
      <div className="extreme__line">
        <p className="extreme__value">
          {formatMeasured(highest?.value, measureOf(kind), language)}
          {highest !== undefined && <span className="extreme__unit">{unit}</span>}
        </p>
        {highest !== undefined &&
          (name === 'index' ? (
            <AqiWord index={highest.value} />
          ) : (
            <ReachedMark reached={highest.reached} calm={t('extremes.calm')} />
          ))}
      </div>
      <p className="extreme__note">
        {highest === undefined ? t('extremes.none') : readableName(highest.sensor.name, highest.sensor.id)}
      </p>
    </li>
  )
}
