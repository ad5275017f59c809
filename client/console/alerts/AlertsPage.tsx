import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useApi } from '../../live/api.ts'
import { useFeedReady, useNow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { formatAge, formatDateTime, formatNumber } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import '../parts/table.css'
import './alertList.css'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { spanText } from '../parts/spans.ts'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { CLEARED } from '../shows.ts'
import { useOpenAlerts } from '../useCity.ts'
import { useView } from '../useView.ts'
import { AlertEvidence } from './AlertEvidence.tsx'
import { alertPage } from './alertPage.ts'

const COLUMNS = 9
/** Of those that have cleared, the newest. */
const MOST_CLEARED = 200

/** Alerts of the city or of a unit: those that stand, by severity, and those that have cleared. */
export function AlertsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view } = useView()
  const unit = asked ?? CITY
  const place = units.byCode.get(unit)
  const open = useOpenAlerts(units, unit)
  const ready = useFeedReady('alerts')
  const cleared = useApi<{ alerts: Alert[] }>(`/alerts?open=false&unit=${unit}&limit=${MOST_CLEARED}`, {
    enabled: view.show === CLEARED,
    refetchMs: MINUTE_MS,
  })
  const inHistory = view.show === CLEARED
  const shown = inHistory
    ? (cleared.data?.alerts ?? [])
    : open.filter((alert) => view.show === undefined || alert.severity === view.show)
  const coming = inHistory ? cleared.data === undefined : !ready

  return (
    <Listing
      units={units}
      above={place?.code}
      heading={
        unit === CITY || place === undefined
          ? t('alerts.title')
          : t('alerts.titleOf', { unit: shortName(place, language) })
      }
      groupsLabel={t('alerts.groups')}
      groups={[
        { show: undefined, label: t('alerts.allOpen'), count: ready ? open.length : undefined },
        ...[...SEVERITIES].reverse().map((severity) => ({
          show: severity,
          label: <SeverityMark severity={severity} />,
          count: ready ? open.filter((alert) => alert.severity === severity).length : undefined,
        })),
        { show: CLEARED, label: t('alerts.cleared'), count: countOf(cleared.data?.alerts) },
      ]}
      side={<UnitChoice units={units} unit={unit} page="alerts" />}
    >
      {coming && cleared.error !== null ? (
        <ApiTrouble error={cleared.error} retry={() => void cleared.refetch()} />
      ) : coming ? (
        <Skeleton lines={12} />
      ) : shown.length === 0 ? (
        <p className="console__empty">
          {inHistory ? t('alerts.noneCleared') : <NoneOpen show={view.show} others={open.length} />}
        </p>
      ) : (
        <>
          <AlertTable alerts={shown} units={units} />
          {inHistory && shown.length === MOST_CLEARED && (
            <p className="console__empty">{t('alerts.onlyNewest', { count: MOST_CLEARED })}</p>
          )}
        </>
      )}
    </Listing>
  )
}

/** That a group is empty while others are not is no all-clear. */
function NoneOpen({ show, others }: { show: string | undefined; others: number }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const severity = SEVERITIES.find((each) => each === show)
  if (severity === undefined || others === 0) return t('alerts.none')
  return t('alerts.noneOfThese', { severity: common(`severity.${severity}`).toLowerCase(), count: others })
}

/** `200+`: there may be more than were asked for. */
function countOf(alerts: readonly Alert[] | undefined): string | undefined {
  if (alerts === undefined) return undefined
  return alerts.length < MOST_CLEARED ? String(alerts.length) : `${MOST_CLEARED}+`
}

function AlertTable({ alerts, units }: { alerts: readonly Alert[]; units: UnitTree }) {
  const { t } = useTranslation('console')
  const rowKeys = useRowKeys()
  return (
    <table className="table" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{t('alerts.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('alerts.severity')}</th>
          <th scope="col">{t('alerts.what')}</th>
          <th scope="col">{t('sensors.place')}</th>
          <th scope="col" className="table__number">
            {t('alerts.value')}
          </th>
          <th scope="col" className="table__number">
            {t('alerts.limit')}
          </th>
          <th scope="col">{t('alerts.raised')}</th>
          <th scope="col">{t('alerts.clearedAt')}</th>
          <th scope="col">{t('alerts.acknowledged')}</th>
          <th scope="col">{t('systems.column.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} units={units} />
        ))}
      </tbody>
    </table>
  )
}

function AlertRow({ alert, units }: { alert: Alert; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const { view, to, toPage } = useView()
  const isOpen = view.opened === alert.id
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    // A mark on the map leads here: among hundreds of rows the one that was meant must be in sight.
    if (isOpen) row.current?.scrollIntoView({ block: 'center' })
  }, [isOpen])
  const unit = alert.unit === null ? undefined : units.byCode.get(alert.unit)
  return (
    <>
      <tr ref={row} className={isOpen ? 'table__row table__row--current' : 'table__row'}>
        <td>
          <SeverityMark severity={alert.severity} />
        </td>
        <th scope="row" className="table__wrap">
          <Link className="table__link" data-row to={toPage(alertPage(alert))}>
            <TitleText title={alert.title} />
          </Link>
        </th>
        <td>{unit === undefined ? '–' : shortName(unit, language)}</td>
        <td className="table__number">{formatNumber(alert.value, decimals(alert.value), language)}</td>
        <td className="table__number">{formatNumber(alert.limit, decimals(alert.limit), language)}</td>
        <td>
          {formatDateTime(alert.raisedAt)}
          <div className="table__faint">{formatAge(now - alert.raisedAt, language)}</div>
        </td>
        <td>
          {alert.clearedAt === null
            ? t('alerts.stillOpen')
            : t('alerts.after', {
                at: formatDateTime(alert.clearedAt),
                span: spanText(alert.clearedAt - alert.raisedAt, language),
              })}
        </td>
        <td>{alert.acknowledgedBy ?? t('alerts.nobody')}</td>
        <td>
          {alert.evidence.length === 0 ? (
            '–'
          ) : (
            <Link
              className="table__link"
              to={to({ opened: isOpen ? undefined : alert.id })}
              replace
              aria-expanded={isOpen}
              aria-label={t('systems.evidenceOf', { what: text(alert.title), count: alert.evidence.length })}
            >
              {t('systems.evidence', { count: alert.evidence.length })}
            </Link>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={COLUMNS} className="alerts__opened">
            <AlertEvidence evidence={alert.evidence} />
          </td>
        </tr>
      )}
    </>
  )
}

/** An alert does not say how precise its quantity is: two decimals where there are any. */
const decimals = (value: number | null): number => (value === null || Number.isInteger(value) ? 0 : 2)
