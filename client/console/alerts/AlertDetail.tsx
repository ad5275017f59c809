import { Fragment, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { ESCALATION } from '../../../domain/alerts/handling.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useRows } from '../../live/useLive.ts'
import { AlertCourse } from '../../panels/AlertCourse.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useUnits } from '../../ui/useUnits.ts'
import { ActOn } from '../directives/ActOn.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { LeftOut } from '../parts/FactList.tsx'
import { Lookers } from '../parts/Lookers.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useCameInText } from '../parts/useCameInText.ts'
import { useView } from '../useView.ts'
import { AlertEvidence } from './AlertEvidence.tsx'
import { alertView } from './alertPage.ts'
import './handling.css'

/** Everything about one alert: what speaks for it, what it is the cause of, what came before, and what people have done. */
export function AlertDetail({ alert }: { alert: Alert }) {
  const { t } = useTranslation('handling')
  const { view, to } = useView()
  const { recurrenceOf } = alert
  const text = useText()
  const units = useUnits()
  return (
    <div className="alert-detail">
      <Lookers kind="alert" id={alert.id} />
      {units !== undefined && alert.clearedAt === null && (
        <ActOn seen={{ is: 'alert', id: alert.id }} unit={alert.unit} what={text(alert.title)} units={units} />
      )}
      <AlertCourse alert={alert} tells={['raised', 'peak', 'now']} />
      {alert.evidence.length > 0 && <AlertEvidence evidence={alert.evidence} />}
      <Members of={alert} />
      {recurrenceOf !== null && (
        <p>
          <Link className="table__link" to={to(alertView(view, { id: recurrenceOf }))}>
            {t('recurs')}
          </Link>
        </p>
      )}
      <Facts alert={alert} />
    </div>
  )
}

function Members({ of }: { of: Alert }) {
  const { t } = useTranslation('handling')
  const text = useText()
  const { view, to } = useView()
  const alerts = useRows('alerts')
  const members = [...alerts.values()].filter(({ cause }) => cause === of.id)
  if (members.length === 0) return null
  return (
    <section>
      <h3 className="console__sub">{t('membersTitle', { count: members.length })}</h3>
      <ul className="alert-detail__members">
        {members.map((alert) => (
          <li key={alert.id}>
            <SeverityMark severity={alert.severity} />{' '}
            <Link className="table__link" to={to(alertView(view, alert))}>
              {text(alert.title)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ alert }: { alert: Alert }) {
  const { t } = useTranslation('handling')
  const { data, error, refetch } = useAnswer(ask('/alerts/{alert}', { params: { alert: alert.id } }))
  const { version } = alert
  // Its row comes by itself; what has been done is asked for again when that says there is more.
  useEffect(() => {
    if (data !== undefined && (data.facts.at(-1)?.version ?? 0) < version) void refetch()
  }, [data, version, refetch])
  if (error !== null) return <ApiTrouble error={error} retry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={3} />
  const facts = data.facts as readonly Fact[]
  return (
    <section>
      <h3 className="console__sub">{t('facts')}</h3>
      <ol className="alert-detail__facts">
        <li className="alert-detail__fact">
          <time>{formatDateTime(alert.raisedAt)}</time>
          <span>{t('raised')}</span>
        </li>
        {facts.map((fact, n) => (
          <Fragment key={fact.version}>
            {n > 0 && <LeftOut count={fact.version - (facts[n - 1]?.version ?? 0) - 1} />}
            <FactLine fact={fact} />
          </Fragment>
        ))}
        {alert.endedAt !== null && (
          <li className="alert-detail__fact">
            <time>{formatDateTime(alert.endedAt)}</time>
            <span>{t('ended')}</span>
          </li>
        )}
      </ol>
      {facts.length === 0 && <p className="console__empty">{t('noFacts')}</p>}
    </section>
  )
}

function FactLine({ fact }: { fact: Fact }) {
  const { t } = useTranslation('handling')
  const cameIn = useCameInText()
  const { by, did, what } = fact
  const { note, reason, text, until, level, incident } = what as Readonly<Record<string, string | number | null>>
  const role = ESCALATION[Number(level) - 1]?.role
  const said = [
    did === 'close' && typeof reason === 'string'
      ? t(`why.${reason as 'handled'}`, { defaultValue: reason })
      : undefined,
    did === 'shelve' && typeof until === 'number' ? t('until', { at: formatDateTime(until) }) : undefined,
    did !== 'close' && typeof reason === 'string' && did !== 'settle' ? reason : undefined,
    role === undefined ? undefined : t(`escalated.${role}`),
    typeof incident === 'string' ? t('inIncident', { id: incident }) : undefined,
    typeof note === 'string' ? note : undefined,
    typeof text === 'string' ? text : undefined,
  ].filter((each) => each !== undefined)
  return (
    <li className="alert-detail__fact">
      <time>{cameIn(fact)}</time>
      <span>
        {by.is === 'hub' ? t('hub') : by.name} {t(`did.${did as 'acknowledge'}`, { defaultValue: did })}
      </span>
      {said.length > 0 && <span className="alert-detail__said">{said.join(' · ')}</span>}
    </li>
  )
}
