import { memo, useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { AlertCourse } from '../../panels/AlertCourse.tsx'
import { Age } from '../../ui/FreshnessMark.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import './alertList.css'
import { useMay } from '../../ui/useMay.ts'
import { ForbiddenPart } from '../access/Forbidden.tsx'
import { useVirtualRows } from '../parts/table/useVirtualRows.ts'
import { useView } from '../useView.ts'
import { Acknowledgement } from './Acknowledgement.tsx'
import { AlertEvidence } from './AlertEvidence.tsx'
import { alertPage, alertView } from './alertPage.ts'

/** Height of a row of one line, CSS pixels. */
const ROW_PX = 31

/** Open alerts of the place in view, worst first. Only those in sight are drawn. */
export function AlertList({ alerts, units }: { alerts: readonly Alert[]; units: UnitTree }) {
  const { t } = useTranslation('console')
  const maySee = useMay('alerts.see')
  // Nobody is told of an all-clear who cannot see what there is.
  if (!maySee) return <ForbiddenPart permission="alerts.see" />
  if (alerts.length === 0) return <p className="console__empty">{t('alerts.none')}</p>
  return <Rows alerts={alerts} units={units} />
}

function Rows({ alerts, units }: { alerts: readonly Alert[]; units: UnitTree }) {
  const list = useRef<HTMLUListElement>(null)
  const scroller = useRef<HTMLElement>(null)
  // The part around the list scrolls.
  useLayoutEffect(() => {
    scroller.current = list.current?.parentElement ?? null
  }, [])
  const rows = useVirtualRows({
    scroller,
    count: alerts.length,
    keyOf: useCallback((index: number) => alerts[index]?.id ?? '', [alerts]),
    estimate: () => ROW_PX,
    above: 0,
    isRow: () => true,
  })
  let drawnTo = 0
  return (
    <ul
      ref={list}
      className="alert-list"
      onKeyDown={rows.onKeyDown}
      onFocus={rows.onFocus}
      onBlur={rows.onBlur}
      style={{ paddingBottom: Math.max(0, rows.height - (rows.items.at(-1)?.end ?? 0)) }}
    >
      {rows.items.map(({ index, start, end }) => {
        const alert = alerts[index]
        if (alert === undefined) return null
        const gap = start - drawnTo
        drawnTo = end
        return (
          <li
            key={alert.id}
            ref={rows.measure}
            data-index={index}
            aria-setsize={alerts.length}
            aria-posinset={index + 1}
            style={{ marginTop: gap }}
          >
            <Row alert={alert} units={units} />
          </li>
        )
      })}
    </ul>
  )
}

const Row = memo(function Row({ alert, units }: { alert: Alert; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { t: handling } = useTranslation('handling')
  const text = useText()
  const { view, to, toPage } = useView()
  const unit = alert.unit === null ? undefined : units.byCode.get(alert.unit)
  return (
    <div className="alert-list__row" data-alert={alert.id}>
      <SeverityMark severity={alert.severity} />
      <Link className="alert-list__title" data-row to={toPage(alertPage(alert))}>
        <TitleText title={alert.title} id={alert.id} />
        {alert.inDrill && (
          <>
            {' '}
            <SimulatedMark isDrill />
          </>
        )}
        <AlertCourse alert={alert} />
      </Link>
      <span className="alert-list__where">{unit === undefined ? '' : shortName(unit, language)}</span>
      <span className="alert-list__when">
        <Age at={alert.raisedAt} />
      </span>
      <span className="alert-list__taken">
        <Acknowledgement alert={alert} isBrief />
      </span>
      <Link
        className="table__link"
        to={to(alertView(view, alert))}
        aria-label={handling('detailOf', { what: text(alert.title) })}
      >
        {handling('detail')}
      </Link>
      {alert.evidence.length > 0 && (
        <details className="alert-list__evidence">
          <summary>{t('systems.evidence', { count: alert.evidence.length })}</summary>
          <AlertEvidence evidence={alert.evidence} />
        </details>
      )}
    </div>
  )
})
