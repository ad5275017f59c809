import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { InputOf } from '../../live/command.ts'
import { draftOf } from '../../live/drafts.ts'
import type { Reply } from '../../live/replyQueue.ts'
import { useSession } from '../../live/session.ts'
import { useDecidedVersion } from '../../live/useDecidedVersion.ts'
import { useDraft } from '../../live/useDraft.ts'
import { useRepliesTo, useReplyCommand } from '../../live/useReplyCommand.ts'
import { formatSeconds } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import '../account/form.css'
import { useNow } from '../../live/useLive.ts'
import { AddFiles, type Adding } from '../parts/Attachments.tsx'
import { SentReplies } from '../work/SentReplies.tsx'
import { PlaceButton } from './PlaceButton.tsx'
import { StepFieldInput } from './StepFieldInput.tsx'
import './directives.css'
import type { OfferedStep, StepName } from './stepForms.ts'

/**
 * What one may do on a matter: a button each, and in their place the form of the one that was chosen. A form that is being filled in stays, with
 * what was typed, also when somebody else's step has made its own impossible meanwhile: then it says so, and cannot be sent.
 */
export function Steps({
  matter,
  of,
  steps,
  units,
  files,
  beside,
}: {
  matter: { readonly id: string; readonly version: number; readonly title: string }
  of: 'directive' | 'explanation'
  steps: readonly OfferedStep[]
  units: UnitTree
  /** How files are added to it; undefined: whoever looks may not. */
  files?: Adding | undefined
  /** Further buttons. */
  beside?: ReactNode
}) {
  const { t } = useTranslation('directives')
  const me = useSession()?.principal?.id ?? ''
  // What somebody had typed when the page went away stands where they typed it.
  const [chosen, setChosen] = useState(() =>
    steps.find(({ command }) => draftOf(me, stepForm(command, matter.id)) !== undefined),
  )
  /** A reply that the hub refused, and whose form is open to be put right. */
  const [mended, setMended] = useState<Reply>()
  const [saved, setSaved] = useState<number>()
  const now = useNow()
  const { replies, isWaiting } = useRepliesTo(matter.id)
  const offered = steps.find(({ command }) => command === chosen?.command)
  return (
    <section className="matter__steps" aria-label={t('steps')}>
      <SentReplies
        replies={replies}
        mend={(reply) => {
          const step = steps.find(({ command, fields }) => command === reply.command && fields.length > 0)
          if (step === undefined) return undefined
          return () => {
            setSaved(undefined)
            setMended(reply)
            setChosen(step)
          }
        }}
      />
      {steps.length === 0 && beside === undefined && chosen === undefined && (
        <p className="console__empty">{t('noStep')}</p>
      )}
      {chosen === undefined || isWaiting ? (
        <div className="matter__buttons">
          {(isWaiting ? [] : steps).map((step) => (
            <button
              key={step.command}
              type="button"
              className="console__button matter__button"
              aria-expanded={false}
              onClick={() => {
                setSaved(undefined)
                setChosen(step)
              }}
            >
              {t(`step.${step.command}`)}
            </button>
          ))}
          {beside}
        </div>
      ) : (
        <StepForm
          key={`${chosen.command} ${mended?.key}`}
          {...{ matter, of, units, files }}
          mended={mended}
          step={offered ?? chosen}
          isOffered={offered !== undefined}
          leave={(outcome) => {
            if (outcome !== undefined && mended !== undefined) replies.drop(mended.key)
            setMended(undefined)
            setChosen(undefined)
            if (outcome === 'carriedOut') setSaved(now)
          }}
        />
      )}
      <Done>{saved === undefined ? undefined : t('saved', { at: formatSeconds(saved) })}</Done>
    </section>
  )
}

/** What a unit tells of what it found or did: pictures and a place may go with it. */
const ACCOUNTS = new Set(['text', 'result'])
const withLine = (text: string, line: string) => (text.trim() === '' ? line : `${text.trimEnd()}\n${line}`)

/** What is typed in a step of a matter, or in a reply to it that is put right. */
const stepForm = (command: StepName, matter: string, mended?: Reply) => `${command} ${matter} ${mended?.key ?? ''}`

function StepForm({
  matter,
  of,
  step,
  mended,
  isOffered,
  units,
  files,
  leave,
}: {
  matter: { readonly id: string; readonly version: number; readonly title: string }
  of: 'directive' | 'explanation'
  step: OfferedStep
  /** What was written in it before, and refused. */
  mended: Reply | undefined
  /** Whether it can still be taken. */
  isOffered: boolean
  units: UnitTree
  files: Adding | undefined
  /** @param outcome of what was sent; undefined: nothing was */
  leave: (outcome?: 'carriedOut' | 'kept') => void
}) {
  const { t } = useTranslation('directives')
  const { t: people } = useTranslation('people')
  const { command, fields } = step
  const written = mended?.input
  const { send, isSending, error } = useReplyCommand(command, [
    ...(['/directives', '/directives/{id}', '/explanations', '/explanations/{id}', '/my-work'] as const),
  ])
  const draft = useDraft<Readonly<Record<string, unknown>>>(
    stepForm(command, matter.id, mended),
    Object.fromEntries(fields.map(({ name, startsAt }) => [name, written?.[name] ?? startsAt ?? ''])),
  )
  const { value: values, set: setValues } = draft
  const decided = useDecidedVersion(matter.version)
  const form = useRef<HTMLFormElement>(null)
  // On a phone what was open lies above it: the form comes into sight.
  useEffect(() => {
    form.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  const asked = fields
    .filter(({ onlyIf }) => onlyIf === undefined || values[onlyIf.field] === onlyIf.is)
    .map(({ neededIf, optionalIf, ...field }) => ({
      ...field,
      ...(optionalIf !== undefined && { isOptional: values[optionalIf.field] === optionalIf.is }),
      ...(neededIf !== undefined && values[neededIf.field] === neededIf.is && { isOptional: false }),
    }))
  const account = fields.find(({ name }) => ACCOUNTS.has(name))?.name
  const isGone = !isOffered && !isSending
  const isComplete = asked.every(({ name, isOptional }) => isOptional === true || String(values[name]).trim() !== '')

  async function submit(): Promise<void> {
    const given = asked
      .map(({ name }) => [name, values[name]] as const)
      .filter(([, value]) => typeof value !== 'string' || value.trim() !== '')
    const input = { [of]: matter.id, expectedVersion: decided.after(error), ...Object.fromEntries(given) }
    const outcome = await send(input as unknown as InputOf<StepName>, matter.title)
    if (outcome === undefined) return
    draft.forget()
    leave(outcome)
  }

  return (
    <form
      ref={form}
      className="matter__form"
      aria-label={t(`step.${command}`)}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3 className="console__sub">{t(`step.${command}`)}</h3>
      {asked.map((field) => (
        <StepFieldInput
          key={field.name}
          field={field}
          units={units}
          value={values[field.name]}
          set={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {account !== undefined && files !== undefined && (
        <div className="matter__beside">
          <PlaceButton
            write={(line) => setValues((before) => ({ ...before, [account]: withLine(String(before[account]), line) }))}
          />
          <AddFiles {...files} />
        </div>
      )}
      <DraftNote draft={draft} />
      {isGone && (
        <p role="alert" className="form__over">
          {t(fields.length > 0 ? 'gone' : 'goneBare')}
        </p>
      )}
      <div className="matter__buttons">
        <button
          type="submit"
          className="console__button form__do matter__button"
          disabled={!isComplete || isSending || !isOffered}
        >
          {isSending ? t('sending') : t(`step.${command}`)}
        </button>
        <button
          type="button"
          className="console__button matter__button"
          onClick={() => {
            draft.forget()
            leave()
          }}
        >
          {people(isGone ? 'close' : 'cancel')}
        </button>
      </div>
      <CommandTrouble error={error} />
      {isOffered && error?.code === 'changedMeanwhile' && <p className="form__hint">{t('again')}</p>}
    </form>
  )
}
