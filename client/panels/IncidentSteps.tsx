import { useTranslation } from 'react-i18next'
import { timeOf } from '../../domain/incidents/machine.ts'
import { STEP_ROLES } from '../../domain/sops/sop.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../live/useLive.ts'
import { personName } from '../ui/personName.ts'
import { useMomentText } from '../ui/useMomentText.ts'
import { useFocusIncident } from './focusIncident.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'

/** Steps of the incident's procedure that nobody has done yet: late ones first, then those that must be done, in their order. */
export function IncidentSteps() {
  const { t } = useTranslation('wall')
  const moment = useMomentText()
  const text = useText()
  const [language] = useLanguage()
  const now = useNow()
  const { shown, isUnknown } = useFocusIncident()
  const { steps = [], openedAt = 0, people, closedAt = null } = shown?.incident ?? {}
  const due = steps
    .filter(({ done }) => done === null)
    .map((step) => {
      const at = timeOf(step, openedAt) ?? null
      return { step, at, isLate: at !== null && at < now }
    })
    .sort((a, b) => Number(b.isLate) - Number(a.isLate) || Number(b.step.mandatory) - Number(a.step.mandatory))
  const lines = due.map(
    ({ step: { number, title, mandatory, role }, at, isLate }, place): NeedLine => ({
      id: String(number),
      rank: place + 1,
      tone: isLate ? 'most' : 'little',
      name: text(title),
      note: [
        t('incident.step', { number }),
        ...(mandatory ? [t('incident.mandatory')] : []),
        ...(at === null ? [] : [t(isLate ? 'incident.late' : 'incident.before', { time: moment(at) })]),
      ].join(' · '),
      who: text(STEP_ROLES[role]),
    }),
  )
  return (
    <NeedList
      of="steps"
      title={t('incident.steps')}
      aside={
        people === undefined
          ? undefined
          : t('incident.lead', {
              name: people.lead == null ? t('incident.nobody') : personName(people.lead.name, language),
            })
      }
      lines={closedAt === null ? lines : []}
      state={
        isUnknown
          ? { is: 'unknown', text: t('incident.none') }
          : shown === undefined
            ? { is: 'coming' }
            : closedAt !== null
              ? { is: 'calm', text: t('incident.closed') }
              : steps.length === 0
                ? { is: 'unknown', text: t('incident.noSteps') }
                : lines.length === 0
                  ? { is: 'calm', text: t('incident.allDone') }
                  : undefined
      }
    />
  )
}
