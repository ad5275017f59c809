import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow } from '../../live/useLive.ts'
import { formatAge } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import './alertList.css'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { AlertEvidence } from './AlertEvidence.tsx'
import { alertPage } from './alertPage.ts'

/** Open alerts of the place in view, worst first. */
export function AlertList({ alerts, units }: { alerts: readonly Alert[]; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const { toPage } = useView()
  const rowKeys = useRowKeys()
  if (alerts.length === 0) return <p className="console__empty">{t('alerts.none')}</p>
  return (
    <ul className="alert-list" onKeyDown={rowKeys}>
      {alerts.map((alert) => {
        const unit = alert.unit === null ? undefined : units.byCode.get(alert.unit)
        return (
          <li key={alert.id} className="alert-list__row">
            <SeverityMark severity={alert.severity} />
            <Link className="alert-list__title" data-row to={toPage(alertPage(alert))}>
              <TitleText title={alert.title} />
            </Link>
            <span className="alert-list__where">{unit === undefined ? '' : shortName(unit, language)}</span>
            <time className="alert-list__when" dateTime={new Date(alert.raisedAt).toISOString()}>
              {formatAge(now - alert.raisedAt, language)}
            </time>
            {alert.evidence.length > 0 && (
              <details className="alert-list__evidence">
                <summary>{t('systems.evidence', { count: alert.evidence.length })}</summary>
                <AlertEvidence evidence={alert.evidence} />
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}
