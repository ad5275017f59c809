import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { personName } from '../ui/personName.ts'
import { Block } from './Flow.tsx'
import { type IncidentOnWall, useFocusIncident } from './focusIncident.ts'
import { PanelTitle } from './PanelTitle.tsx'
import './incidentTimeline.css'
import { useMomentText } from '../ui/useMomentText.ts'

type FactOnWall = IncidentOnWall['facts'][number]

/** The steps that a fact is about. A hub of the version before tells of one, as `step`: a wall may be given its pages before the hub behind them. */
function stepsTold({ steps, step = null }: Partial<FactOnWall> & { readonly step?: number | null }): readonly number[] {
  return steps ?? (step === null ? [] : [step])
}

/** The newest that happened to an incident: a wall has room for no more. */
const MOST = 5

/** Who is on the incident in focus, and what was done, the newest first. */
export function IncidentTimeline() {
  const { t } = useTranslation('wall')
  const moment = useMomentText()
  const { t: common } = useTranslation()
  const { t: incidents } = useTranslation('incidents')
  const [language] = useLanguage()
  const { shown } = useFocusIncident()
  if (shown === undefined) return null
  const { incident, facts } = shown
  const when = ({ at, writtenAt }: FactOnWall) =>
    writtenAt === undefined ? moment(at) : common('cameIn', { written: moment(writtenAt), at: moment(at) })
  const who = ({ by }: FactOnWall) => (by.is === 'hub' ? incidents('hub') : personName(by.name, language))
  // A later hub may tell of deeds that this page has no words for.
  const what = ({ did, ...fact }: FactOnWall) =>
    t(`incident.did.${did}` as 'incident.did.doStep', {
      number: stepsTold(fact).join(', '),
      defaultValue: t('incident.did.other'),
    })
  return (
    <Block>
      <section className="incident-timeline">
        <PanelTitle>{t('incident.timeline')}</PanelTitle>
        <ol className="incident-timeline__facts">
          {facts.slice(0, MOST).map((fact) => (
            <li key={fact.version}>
              <KeptTogether>{`${when(fact)} ${who(fact)}: ${what(fact)}`}</KeptTogether>
            </li>
          ))}
        </ol>
        {incident.people.support !== '' && (
          <p className="incident-timeline__people">
            <KeptTogether>{t('incident.support', { names: incident.people.support })}</KeptTogether>
          </p>
        )}
      </section>
    </Block>
  )
}
