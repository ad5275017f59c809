import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { isAllowedIn } from '../../../domain/incidents/machine.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useDraft } from '../../live/useDraft.ts'
import { useReplyCommand } from '../../live/useReplyCommand.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Words } from '../account/Words.tsx'
import { FactList } from '../parts/FactList.tsx'
import { useCameInText } from '../parts/useCameInText.ts'
import { FactText } from './FactText.tsx'
import './incidents.css'

/** What happened, the newest first, and where one writes what else has. That it is saved is said when the hub has it. */
export function Timeline({
  incident,
  facts,
  units,
  mayWork,
}: {
  incident: Incident
  facts: readonly Fact[]
  units: UnitTree
  mayWork: boolean
}) {
  const { t } = useTranslation('incidents')
  const cameIn = useCameInText()
  return (
    <section className="incident__part" aria-labelledby="incident-timeline">
      <h2 className="part__title" id="incident-timeline">
        {t('timeline.title')}
      </h2>
      {mayWork && isAllowedIn('comment', incident.state) && <CommentForm key={incident.id} incident={incident} />}
      <FactList className="incident__facts" facts={facts}>
        {(fact) => (
          <li className="incident-fact" data-did={fact.did}>
            <span className="incident-fact__by">
              {cameIn(fact)} · {fact.by.is === 'hub' ? t('hub') : fact.by.name}
            </span>
            <FactText fact={fact} incident={incident} units={units} />
          </li>
        )}
      </FactList>
    </section>
  )
}

function CommentForm({ incident: { id: incident, title } }: { incident: Pick<Incident, 'id' | 'title'> }) {
  const { t } = useTranslation('incidents')
  const id = useId()
  const draft = useDraft<string>(`comment ${incident}`, '')
  const text = draft.value
  const [isSaved, setSaved] = useState(false)
  const { send, isSending, error, clear } = useReplyCommand('commentIncident', ['/incidents/{id}'])
  async function save(): Promise<void> {
    const outcome = await send({ incident, text }, title)
    if (outcome === undefined) return
    draft.clear()
    setSaved(outcome === 'carriedOut')
  }
  return (
    <form
      className="incident__comment"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label className="form__label" htmlFor={id}>
        {t('timeline.write')}
      </label>
      <Words
        id={id}
        rows={2}
        most={4_000}
        placeholder={t('timeline.writing')}
        value={text}
        onText={(typed) => {
          draft.set(typed)
          setSaved(false)
          clear()
        }}
      />
      <DraftNote draft={draft} />
      <div className="console__row">
        <button type="submit" className="console__button" disabled={isSending || text.trim() === ''}>
          {t(isSending ? 'timeline.saving' : 'timeline.save')}
        </button>
        <Done>{isSaved ? t('timeline.saved') : undefined}</Done>
      </div>
      <CommandTrouble error={error} />
    </form>
  )
}
