import { useTranslation } from 'react-i18next'
import { asOf } from '../../domain/freshness.ts'
import { readableName } from '../../domain/readableName.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatMeasured } from '../ui/format.ts'
import { AqiWord } from './AqiWord.tsx'
import { Badge } from './Badge.tsx'
import { PanelTitle } from './PanelTitle.tsx'
import { ReachedMark } from './ReachedMark.tsx'
import { measureOf, type RankedStation, shownQuantity } from './rankStations.ts'
import { useShownRanks } from './shownRanks.ts'
import { stationTone } from './stationTone.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { useStationRanking } from './useRankings.ts'
import './stations.css'

/** Height of a row and of the heading, rem, gaps included; `stations.css` has the same. */
const ROW = 4.9
const TITLE_ROW = 3
/** Room for the line that says how many more there are. */
const MORE_ROW = 2
const MOST = 10

/** Stations that need looking at, then those nearest to their first limit. */
export function Stations({ kinds }: { readonly kinds: readonly SensorKindId[] }) {
  const { t } = useTranslation('wall')
  const stations = useStationRanking(kinds)
  const ready = useFeedReady('sensors')
  const [ref, box] = useBox<HTMLDivElement>()
  const room =
    box === undefined ? 0 : rowsThatFit({ ...box, height: box.height - (TITLE_ROW + MORE_ROW) * box.rem }, ROW)
  const shown = stations.slice(0, Math.min(MOST, room))
  const pressing = stations.filter((station) => station.rank !== undefined).length
  useShownRanks(shown.filter((station) => station.rank !== undefined).length)
  return (
    <div ref={ref} className="stations">
      <PanelTitle
        aside={
          ready && stations.length > 0 ? t('stations.pressing', { count: pressing, all: stations.length }) : undefined
        }
      >
        {t('ranking.title')}
      </PanelTitle>
      {ready && stations.length === 0 && <p className="stations__empty">{t('stations.none')}</p>}
      {ready && stations.length > 0 && pressing === 0 && <p className="stations__empty">{t('stations.allCalm')}</p>}
      <ol className="stations__list">
        {shown.map((station) => (
          <Station key={station.sensor.id} station={station} />
        ))}
      </ol>
      {stations.length > shown.length && room > 0 && (
        <p className="stations__more">{t('stations.more', { count: stations.length - shown.length })}</p>
      )}
    </div>
  )
}

function Station({ station }: { readonly station: RankedStation }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const { sensor, kind, reading, freshness, value, reached, rank } = station
  const name = shownQuantity(kind)
  const unit = name === 'index' ? '' : (kind.quantities[name]?.unit ?? '')
  const severity = freshness === 'live' ? (reached?.severity ?? 'none') : 'old'
  return (
    <li className="station" data-freshness={freshness}>
      <Badge rank={rank} tone={stationTone(station)} />
      <div className="station__who">
        <p className="station__name">{readableName(sensor.name, sensor.id)}</p>
        <p className="station__note">
          {freshness !== 'live' ? (
            <FreshnessMark freshness={freshness} at={asOf(reading)} />
          ) : name === 'index' ? (
            <>
              {text(kind.index?.label ?? kind.label)} <AqiWord index={value} />
            </>
          ) : reached !== undefined ? (
            <ReachedMark reached={reached} calm="" />
          ) : (
            t('stations.calm', { what: text(kind.label) })
          )}
        </p>
      </div>
      <p
        className="station__value"
        data-severity={severity}
        data-figure={figureName.device(`sensor/${sensor.id}`, name)}
      >
        {formatMeasured(value, measureOf(kind), language)}
        {value !== null && <span className="station__unit">{unit}</span>}
      </p>
    </li>
  )
}
