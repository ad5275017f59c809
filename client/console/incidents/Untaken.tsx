import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { nextCall, toldAt, untakenSince } from '../../../domain/incidents/machine.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useToldName } from './useToldName.ts'
import './incidents.css'

/** That nobody has taken it on, who was told of it last, and who is told next. */
export function Untaken({ incident, unitName }: { incident: Incident; unitName: (code: string) => string }) {
  const { t } = useTranslation('incidents')
  const toldName = useToldName(unitName)
  const since = untakenSince(incident)
  if (since === undefined) return null
  const { calledUp } = incident
  const next = nextCall(incident)
  const toldUpTo = (level: number) =>
    Array.from({ length: level + 1 }, (_, each) => toldName(toldAt(incident, each))).join(t('untaken.before'))
  return (
    <p className="incident__notice" data-untaken>
      {[
        t('untaken.since', { at: formatDateTime(since) }),
        calledUp && t('untaken.told', { to: toldUpTo(calledUp.level), at: formatDateTime(calledUp.at) }),
        next && t('untaken.next', { to: toldName(next.to), at: formatDateTime(next.at) }),
      ]
        .filter((each) => each !== undefined)
        .join('; ')}
      .
    </p>
  )
}
