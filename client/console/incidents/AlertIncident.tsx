import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useView } from '../useView.ts'
import { OpenIncident } from './OpenIncident.tsx'

/** Systems whose events are what people have told. */
const TOLD_BY_PEOPLE = ['feedback', 'urbanServices']

/** The open incident that an alert belongs to; while there is none, the way to open one. */
export function AlertIncident({ alert, units }: { alert: Alert; units: UnitTree }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const { toPage } = useView()
  if (alert.handling === 'incident' && alert.incident !== null)
    return (
      <Link className="table__link" to={toPage({ is: 'incident', id: alert.incident })}>
        {t('open.known', { id: alert.incident })}
      </Link>
    )
  if (alert.clearedAt !== null) return null
  const isReport = alert.rule === 'event' && TOLD_BY_PEOPLE.some((system) => alert.subjectId.startsWith(`${system}/`))
  return (
    <OpenIncident
      units={units}
      from={{ is: isReport ? 'report' : 'alert', alert: alert.id }}
      unit={alert.unit}
      title={text(alert.title)}
      alert={alert}
      label={t('open.do')}
    />
  )
}
