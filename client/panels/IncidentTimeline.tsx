import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { personName } from '../ui/personName.ts'
import { Block } from './Flow.tsx'
import { useFocusIncident } from './focusIncident.ts'
import { PanelTitle } from './PanelTitle.tsx'
import './incidentTimeline.css'
import { useMomentText } from '../ui/useMomentText.ts'

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
  return (
    <Block>
      <section className="incident-timeline">
        <PanelTitle>{t('incident.timeline')}</PanelTitle>
        <ol className="incident-timeline__facts">
          {facts.slice(0, MOST).map(({ version, at, writtenAt, by, did, steps }) => (
            <li key={version}>
              <KeptTogether>
                {[
                  `${writtenAt === undefined ? moment(at) : common('cameIn', { written: moment(writtenAt), at: moment(at) })} ${by.is === 'hub' ? incidents('hub') : personName(by.name, language)}`,
                  steps.length === 0
                    ? t(`incident.did.${did}` as 'incident.did.open', { defaultValue: did })
                    : t('incident.step', { number: steps.join(', ') }),
                ].join(': ')}
              </KeptTogether>
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
