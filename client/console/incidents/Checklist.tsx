import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident, IncidentStep } from '../../../domain/incidents/incident.ts'
import { isAllowedIn, stepsMissing, timeOf } from '../../../domain/incidents/machine.ts'
import { isStepOf, STEP_ROLES } from '../../../domain/sops/sop.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { useFromNow } from '../../live/useLive.ts'
import { useRepliesTo, useReplyCommand } from '../../live/useReplyCommand.ts'
import { formatDateTime } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useRolesIn } from '../../ui/useMay.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { useCameInText } from '../parts/useCameInText.ts'
import { useTimeLeft } from '../work/useTimeLeft.ts'
import { AskWords } from './AskDialog.tsx'
import './incidents.css'

/** The steps of the procedure as they were copied: who does each, by when, and who has done it. */
export function Checklist({ incident, mayWork }: { incident: Incident; mayWork: boolean }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const { sop, steps } = incident
  const missing = stepsMissing(incident).length
  const done = steps.filter((step) => step.done !== null).length
  const isWorked = isAllowedIn('doStep', incident.state)
  const isUntaken = isWorked && incident.people.lead === null
  return (
    <section className="incident__part" aria-labelledby="incident-steps">
      <h2 className="part__title" id="incident-steps">
        {t('steps.title')}
      </h2>
      {sop === null ? (
        <p className="incident__faint">{t('steps.none')}</p>
      ) : (
        <>
          <p className="incident__faint">{t('steps.of', { title: text(sop.title), version: sop.version })}</p>
          <p className="incident__progress" data-complete={missing === 0 || isOver(incident)}>
            {missing === 0
              ? t('steps.complete', { done, all: steps.length })
              : isOver(incident)
                ? t('steps.ended', { done, all: steps.length })
                : t('steps.progress', { done, all: steps.length, missing })}
          </p>
          {isUntaken && mayWork && <p className="incident__faint">{t('steps.untaken')}</p>}
        </>
      )}
      <ol className="incident__steps">
        {steps.map((step, n) => (
          <li key={step.number}>
            {step.part !== null && step.part.vi !== steps[n - 1]?.part?.vi && (
              <h3 className="console__sub">{text(step.part)}</h3>
            )}
            <Step incident={incident} step={step} isOpen={mayWork && isWorked && !isUntaken} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Whether nobody works on it any more, and what is not done will not be. */
const isOver = ({ closedAt }: Incident) => closedAt !== null

function Step({ incident, step, isOpen }: { incident: Incident; step: IncidentStep; isOpen: boolean }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const cameIn = useCameInText()
  const timeLeft = useTimeLeft()
  const roles = useRolesIn()(incident.unit)
  const [asking, setAsking] = useState<'note' | 'undo'>()
  const doing = useReplyCommand('doStep', ['/incidents/{id}'])
  const { replies } = useRepliesTo(incident.id)
  const undoing = useCommand('undoStep', ['/incidents/{id}'])
  const { number, title, note, role, mandatory, done } = step
  const isWaiting =
    done === null &&
    replies.all.some(({ is, command, input }) => is === 'waiting' && command === 'doStep' && input.step === number)
  const dueAt = timeOf(step, incident.openedAt) ?? null
  const late = useFromNow((now) =>
    dueAt === null || done !== null || incident.closedAt !== null || now <= dueAt ? undefined : timeLeft(now - dueAt),
  )
  const isInPlace = isOpen && done === null && !isStepOf(role, roles)
  const send = (words: string) => doing.send({ incident: incident.id, step: number, note: words }, incident.title)
  return (
    <div className="incident-step" data-done={done !== null} data-late={late !== undefined}>
      <span className="incident-step__number" aria-hidden="true">
        {done === null ? number : '✓'}
      </span>
      <div className="incident-step__what">
        <span className="incident-step__title">{text(title)}</span>
        {note.vi !== '' && <span className="incident__faint">{text(note)}</span>}
        <span className="incident-step__facts">
          <span>{text(STEP_ROLES[role])}</span>
          {mandatory && <strong>{t('steps.mandatory')}</strong>}
          {dueAt !== null && done === null && <span>{t('steps.due', { at: formatDateTime(dueAt) })}</span>}
          {late !== undefined && (
            <span className="incident-step__late">
              <Shape is="triangle" /> {t('steps.late', { span: late })}
            </span>
          )}
        </span>
        {isInPlace && (
          <span className="incident__faint">{t('steps.willBeInPlace', { role: text(STEP_ROLES[role]) })}</span>
        )}
        {isWaiting && (
          <span className="incident-step__done" role="status">
            <Shape is="half" /> {t('steps.waiting')}
          </span>
        )}
        {done !== null && (
          <span className="incident-step__done">
            {t('steps.by', { by: done.by, at: cameIn(done) })}
            {done.inPlace === true && ` · ${t('steps.inPlace', { role: text(STEP_ROLES[role]) })}`}
            {done.note !== '' && <q className="incident-step__words">{done.note}</q>}
          </span>
        )}
        <CommandTrouble error={doing.error ?? undoing.error} />
      </div>
      {isOpen && !isWaiting && (
        <span className="incident-step__do">
          {done === null ? (
            <>
              <button
                type="button"
                className="console__button"
                aria-label={t('steps.doOf', { number, title: text(title) })}
                disabled={doing.isSending}
                onClick={() => void send('')}
              >
                {t(isInPlace ? 'steps.doInPlace' : 'steps.do')}
              </button>
              <button
                type="button"
                className="incident__quiet"
                aria-label={t('steps.withNoteOf', { number })}
                onClick={() => setAsking('note')}
              >
                {t('steps.withNote')}
              </button>
            </>
          ) : (
            <button
              type="button"
              className="incident__quiet"
              aria-label={t('steps.undoOf', { number })}
              onClick={() => setAsking('undo')}
            >
              {t('steps.undo')}
            </button>
          )}
        </span>
      )}
      {asking !== undefined && (
        <AskWords
          form={`${asking} step ${number} ${incident.id}`}
          heading={t(asking === 'note' ? 'steps.withNoteOf' : 'steps.undoOf', { number })}
          label={t(asking === 'note' ? 'steps.note' : 'ask.undo')}
          does={t(asking === 'undo' ? 'steps.undo' : isInPlace ? 'steps.doInPlace' : 'steps.do')}
          isOptional={asking === 'note'}
          error={asking === 'note' ? doing.error : undoing.error}
          isSending={doing.isSending || undoing.isSending}
          close={() => setAsking(undefined)}
          send={(words) =>
            asking === 'note' ? send(words) : undoing.send({ incident: incident.id, step: number, reason: words })
          }
        />
      )}
    </div>
  )
}
