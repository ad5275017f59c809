import { useTranslation } from 'react-i18next'
import { countAsOf } from '../../../domain/cameras/camera.ts'
import { asOf } from '../../../domain/freshness.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow, useReception, useRow } from '../../live/useLive.ts'
import { useSensorKinds } from '../../live/useSensorKinds.ts'
import type { Picked } from '../../map/mapEngine.ts'
import { AlertCourse } from '../../panels/AlertCourse.tsx'
import { countFreshness, kpiFreshness, kpiStateNow, readingFreshness } from '../../panels/truth.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatFigure, formatMeasured, formatNumber } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { Name } from '../../ui/Name.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import { CameraStateText } from '../devices/CameraStateText.tsx'
import { figuresOf, kindOf, reachedBy } from '../devices/quantities.ts'
import { useKpiInView } from '../figures/useKpiInView.ts'
import { useUnitRows } from '../ranking/useUnitRows.ts'

/** What a thing on the map says when the pointer rests on it: its name, its value, its state, as the tables say them. */
export function HintOf({ picked: { layer, id, among }, units, kpi }: { picked: Picked; units: UnitTree; kpi: KpiId }) {
  if (among !== undefined) return <StackHint count={among.length} />
  switch (layer) {
    case 'communes':
      return <CommuneHint code={id} units={units} kpi={kpi} />
    case 'sensors':
      return <SensorHint id={id} />
    case 'cameras':
      return <CameraHint id={id} />
    case 'alerts':
      return <AlertHint id={id} />
    default:
      return null
  }
}

function StackHint({ count }: { count: number }) {
  const { t } = useTranslation('console')
  return (
    <>
      <strong>{t('map.here', { count })}</strong>
      <span>{t('map.clickToList')}</span>
    </>
  )
}

function CommuneHint({ code, units, kpi: id }: { code: string; units: UnitTree; kpi: KpiId }) {
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const kpi = useKpiInView(id)
  const row = useUnitRows(id).rowOf(code)
  const unit = units.byCode.get(code)
  if (unit === undefined) return null
  return (
    <>
      <strong>{shortName(unit, language)}</strong>
      <span>
        {text(kpi.short)}: {formatFigure(row?.value, kpi, language)}
      </span>
      <KpiStateMark state={kpiStateNow(row, now)} />
      <FreshnessMark freshness={kpiFreshness(row, now, reception)} at={row?.at} />
    </>
  )
}

function SensorHint({ id }: { id: string }) {
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const sensor = useRow('sensors', id)
  const reading = useRow('readings', id)
  const kinds = useSensorKinds()
  if (sensor === undefined) return null
  const kind = kindOf(sensor.kind, kinds)
  const fresh = readingFreshness(sensor, reading, now, reception)
  const figures = (kind === undefined ? [] : figuresOf(kind, reading)).filter(
    (figure) => figure.id === kind?.primary || figure.id === 'index',
  )
  return (
    <>
      <strong>
        <Name id={sensor.id}>{sensor.name}</Name>
      </strong>
      {figures.map((figure) => {
        const reached = fresh === 'live' ? reachedBy(figure) : undefined
        return (
          <span key={figure.id}>
            {text(figure.label)}: {formatMeasured(figure.value, figure, language)}
            {reached !== undefined && (
              <>
                {' '}
                <SeverityMark severity={reached.severity} /> {text(reached.label)}
              </>
            )}
          </span>
        )
      })}
      <FreshnessMark freshness={fresh} at={asOf(reading)} />
    </>
  )
}

function CameraHint({ id }: { id: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const camera = useRow('cameras', id)
  const view = useRow('cameraViews', id)
  if (camera === undefined) return null
  return (
    <>
      <strong>
        <Name id={camera.id}>{camera.office ?? camera.name}</Name>
      </strong>
      <span>
        {t('offices.waiting')}: {formatNumber(view?.waiting, 0, language)} ·{' '}
        <FreshnessMark freshness={countFreshness(view, now, reception)} at={countAsOf(view)} compact />
      </span>
      <CameraStateText camera={camera} view={view} />
    </>
  )
}

function AlertHint({ id }: { id: string }) {
  const alert = useRow('alerts', id)
  if (alert === undefined) return null
  return (
    <>
      <strong>
        <TitleText title={alert.title} id={alert.id} />
      </strong>
      <AlertCourse alert={alert} />
      <SeverityMark severity={alert.severity} />
    </>
  )
}
