import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useFeedReady, useNow, useReception, useRow } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatMeasured } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import '../parts/table.css'
import { readingFreshness } from '../../panels/truth.ts'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { figuresOf, kindOf, reachedBy } from './quantities.ts'

/** Sensors of the unit in view with what each said last: its primary quantity, and the index where the kind has one. */
export function SensorTable({
  sensors,
  units,
  caption,
}: {
  sensors: readonly Sensor[]
  units: UnitTree
  caption: string
}) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('sensors')
  const rowKeys = useRowKeys()
  if (!ready) return <Skeleton lines={12} />
  if (sensors.length === 0) return <p className="console__empty">{t('sensors.none')}</p>
  return (
    <table className="table" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('sensors.name')}</th>
          <th scope="col">{t('sensors.kind')}</th>
          <th scope="col">{t('sensors.place')}</th>
          <th scope="col" className="table__number">
            {t('sensors.value')}
          </th>
          <th scope="col">{t('sensors.threshold')}</th>
          <th scope="col">{t('ranking.freshness')}</th>
        </tr>
      </thead>
      <tbody>
        {sensors.map((sensor) => (
          <SensorRow key={sensor.id} sensor={sensor} units={units} />
        ))}
      </tbody>
    </table>
  )
}

function SensorRow({ sensor, units }: { sensor: Sensor; units: UnitTree }) {
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const { toPage } = useView()
  const reading = useRow('readings', sensor.id)
  const kind = kindOf(sensor.kind)
  const figures = kind === undefined ? [] : figuresOf(kind, reading)
  const unit = units.byCode.get(sensor.commune)
  const fresh = readingFreshness(sensor, reading, now, reception)
  const reached = fresh === 'live' ? figures.map(reachedBy).findLast((threshold) => threshold !== undefined) : undefined
  const shown = figures.filter((figure) => figure.id === kind?.primary || figure.id === 'index')
  return (
    <tr className="table__row">
      <th scope="row">
        <Link className="table__link" data-row to={toPage({ is: 'sensor', id: sensor.id })}>
          {sensor.name}
        </Link>
      </th>
      <td>{kind === undefined ? sensor.kind : text(kind.label)}</td>
      <td>{unit === undefined ? sensor.commune : shortName(unit, language)}</td>
      <td className="table__number">
        {shown.length === 0 ? '–' : shown.map((figure) => formatMeasured(figure.value, figure, language)).join(' · ')}
      </td>
      <td>
        {reached === undefined ? (
          '–'
        ) : (
          <>
            <SeverityMark severity={reached.severity} /> {text(reached.label)}
          </>
        )}
      </td>
      <td>
        <FreshnessMark freshness={fresh} at={reading?.at ?? undefined} compact />
      </td>
    </tr>
  )
}
