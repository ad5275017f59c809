import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Retired } from '../../../domain/sources/source.ts'
import { sourceKind } from '../../../domain/sources/sourceTrouble.ts'
import { startOfDay } from '../../../domain/time.ts'
import type { Unit, UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDate } from '../../ui/format.ts'
import type { Tab } from '../address.ts'
import { AlertList } from '../alerts/AlertList.tsx'
import { CommuneOffices } from '../devices/CommuneOffices.tsx'
import { OfficeTable } from '../devices/OfficeTable.tsx'
import { SensorTable } from '../devices/SensorTable.tsx'
import { ActOnFigure } from '../directives/ActOnFigure.tsx'
import { OfficialPart } from '../directives/OfficialCells.tsx'
import { KpiRail } from '../figures/KpiRail.tsx'
import { kpiOf } from '../figures/kpiList.ts'
import { usePeriod } from '../figures/useFigures.ts'
import { KpiHistory } from '../history/KpiHistory.tsx'
import { MapPart } from '../map/MapPart.tsx'
import { Level, Part } from '../parts/Level.tsx'
import { ListTabs } from '../parts/ListTabs.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { PrintButton } from '../parts/Printed.tsx'
import { RangeSwitch } from '../parts/RangeSwitch.tsx'
import { kpiRange, kpiRanges } from '../parts/timeRange.ts'
import { RankingTable } from '../ranking/RankingTable.tsx'
import { EndedLink } from '../sources/EndedLink.tsx'
import { useOfficesIn, useOpenAlerts, useSensorsIn } from '../useCity.ts'
import { useView } from '../useView.ts'
import { LevelSwitch } from './LevelSwitch.tsx'
import { headingName } from './unitNames.ts'

/** City, district or commune: its KPIs, its place on the map, its children by rank, offices, sensors, alerts, history. */
export function UnitPage({ unit, units }: { unit: Unit; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { view, to, toPage } = useView()
  const sensors = useSensorsIn(units, unit.code)
  const offices = useOfficesIn(units, unit.code)
  const alerts = useOpenAlerts(units, unit.code)
  const rows = useMemo(() => rankedUnits(units, unit, view.level), [units, unit, view.level])
  const name = unit.level === 'city' ? t('cityFull') : headingName(unit, language)
  const kpi = kpiOf(view.kpi)
  const { period: chosen, day } = usePeriod()
  const period =
    chosen === undefined
      ? t('period.now')
      : `${t(`period.${chosen}`)} ${t('period.upTo')} ${formatDate(startOfDay(day))}`
  const range = kpiRange(kpi, view.range)
  // A commune is looked at for its office; what is above it, for its children.
  const tab: Tab = view.tab ?? (unit.level === 'commune' ? 'offices' : 'ranking')

  return (
    <Level
      head={
        <PageHead units={units} above={unit.parent} heading={name} period={period} hasStates>
          <Link
            className="console__button"
            to={toPage({ is: 'plan', unit: unit.level === 'city' ? undefined : unit.code })}
          >
            {t('plan.nav')}
          </Link>
          <Link className="console__button" to={to({ explain: { kpi: view.kpi, unit: undefined } })}>
            {t('explain.title')} <kbd>E</kbd>
          </Link>
          <ActOnFigure unit={unit} units={units} />
          <PrintButton />
          <RangeSwitch ranges={kpiRanges(kpi)} chosen={range} />
        </PageHead>
      }
      rail={<KpiRail unit={unit.code} unitName={name} />}
      map={<MapPart units={units} focus={{ is: 'unit', id: unit.code }} title={text(kpi.name)} />}
      history={
        // Keyed: another figure must never borrow the last one's history while its own is coming.
        <KpiHistory key={`${view.kpi}|${unit.code}`} unit={unit} units={units} />
      }
      list={
        <Part
          id="list"
          flush
          isList={tab !== 'offices' || unit.level !== 'commune'}
          title={t(tab === 'ranking' ? `ranking.title.${unit.level}` : `${tab}.title`)}
          side={
            <div className="console__row">
              {tab === 'ranking' && unit.level === 'city' && <LevelSwitch units={units} />}
              {tab !== 'ranking' && <EndedLink isListed={(ended) => endedHere(ended, tab, units, unit)} />}
              <ListTabs tab={tab} ranked={rows.length} offices={offices.length} sensors={sensors.length} />
            </div>
          }
        >
          {tab === 'ranking' && (
            <RankingTable units={units} rows={rows} current={unit.code} caption={t(`ranking.title.${unit.level}`)} />
          )}
          {tab === 'offices' &&
            (unit.level === 'commune' ? (
              <CommuneOffices offices={offices} />
            ) : (
              <OfficeTable offices={offices} caption={t('offices.title')} />
            ))}
          {tab === 'sensors' && <SensorTable sensors={sensors} units={units} caption={t('sensors.title')} />}
        </Part>
      }
      alerts={
        <>
          <OfficialPart unit={unit.code} />
          <Part
            id="alerts"
            flush
            title={t('alerts.open', { count: alerts.length })}
            side={
              <Link
                className="part__more"
                to={toPage({ is: 'alerts', unit: unit.level === 'city' ? undefined : unit.code })}
              >
                {t('alerts.more')}
              </Link>
            }
          >
            <AlertList alerts={alerts} units={units} />
          </Part>
        </>
      }
    />
  )
}

/** Whether a source that has ended was one of a unit's cameras, or of its sensors. */
function endedHere(ended: Retired, tab: Tab, units: UnitTree, unit: Unit): boolean {
  const isOfKind = sourceKind(ended.id) === (tab === 'sensors' ? 'sensor' : 'camera')
  return isOfKind && ended.unit !== null && units.lineage(ended.unit).includes(unit.code)
}

/** A city ranks its communes or its districts, a district its communes, a commune stands among its neighbours. */
function rankedUnits(units: UnitTree, unit: Unit, level: 'communes' | 'districts'): readonly Unit[] {
  if (unit.level === 'city') return level === 'districts' ? units.districts : units.communes
  if (unit.level === 'district') return units.childrenOf(unit.code)
  return unit.parent === undefined ? [unit] : units.childrenOf(unit.parent)
}
