import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { InputOf } from '../../live/command.ts'
import { useRepliesTo, useReplyCommand } from '../../live/useReplyCommand.ts'
import { formatSeconds } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import '../account/form.css'
import { useNow } from '../../live/useLive.ts'
import { SentReplies } from '../work/SentReplies.tsx'
import { StepFieldInput } from './StepFieldInput.tsx'
import './directives.css'
import type { OfferedStep, StepName } from './stepForms.ts'

/** What one may do on a matter: a button each, and below them the form of the one that was chosen. */
export function Steps({
  matter,
  of,
  steps,
  units,
  beside,
}: {
  matter: { readonly id: string; readonly version: number; readonly title: string }
  of: 'directive' | 'explanation'
  steps: readonly OfferedStep[]
  units: UnitTree
  /** Further buttons. */
  beside?: ReactNode
}) {
  const { t } = useTranslation('directives')
  const [chosen, setChosen] = useState<StepName>()
  const [saved, setSaved] = useState<number>()
  const now = useNow()
  const { replies, isWaiting } = useRepliesTo(matter.id)
  const step = steps.find(({ command }) => command === chosen)
  return (
    <section className="matter__steps" aria-label={t('steps')}>
      <SentReplies replies={replies} />
      {steps.length === 0 && beside === undefined && <p className="console__empty">{t('noStep')}</p>}
      <div className="matter__buttons">
        {(isWaiting ? [] : steps).map(({ command }) => (
          <button
            key={command}
            type="button"
            className="console__button matter__button"
            aria-expanded={command === chosen}
            onClick={() => {
              setSaved(undefined)
              setChosen(command === chosen ? undefined : command)
            }}
          >
            {t(`step.${command}`)}
          </button>
        ))}
        {beside}
      </div>
      {step !== undefined && !isWaiting && (
        <StepForm
          key={step.command}
          {...{ matter, of, step, units }}
          leave={(isDone) => {
            setChosen(undefined)
            if (isDone) setSaved(now)
          }}
        />
      )}
      <Done>{saved === undefined ? undefined : t('saved', { at: formatSeconds(saved) })}</Done>
    </section>
  )
}

function StepForm({
  matter,
  of,
  step,
  units,
  leave,
}: {
  matter: { readonly id: string; readonly version: number; readonly title: string }
  of: 'directive' | 'explanation'
  step: OfferedStep
  units: UnitTree
  leave: (isDone: boolean) => void
}) {
  const { t } = useTranslation('directives')
  const { command, fields } = step
  const { send, isSending, error } = useReplyCommand(command, [
    ...(['/directives', '/directives/{id}', '/explanations', '/explanations/{id}', '/my-work'] as const),
  ])
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(fields.map(({ name, startsAt, options }) => [name, startsAt ?? options?.[0]?.[1] ?? ''])),
  )
  // What stood when the form was opened is what is decided on; whoever is told of another's step and sends again knows of it.
  const [known, setKnown] = useState(matter.version)
  const asked = fields.filter(({ onlyIf }) => onlyIf === undefined || values[onlyIf.field] === onlyIf.is)
  const isComplete = asked.every(({ name, isOptional }) => isOptional === true || String(values[name]).trim() !== '')

  async function submit(): Promise<void> {
    const version = error?.code === 'changedMeanwhile' ? matter.version : known
    setKnown(version)
    const given = asked
      .map(({ name }) => [name, values[name]] as const)
      .filter(([, value]) => typeof value !== 'string' || value.trim() !== '')
    const input = { [of]: matter.id, expectedVersion: version, ...Object.fromEntries(given) }
    const outcome = await send(input as unknown as InputOf<StepName>, matter.title)
    if (outcome !== undefined) leave(outcome === 'carriedOut')
  }

  return (
    <form
      className="matter__form"
      aria-label={t(`step.${command}`)}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {asked.map((field) => (
        <StepFieldInput
          key={field.name}
          field={field}
          units={units}
          value={values[field.name]}
          set={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <div className="matter__buttons">
        <button type="submit" className="console__button form__do matter__button" disabled={!isComplete || isSending}>
          {isSending ? t('sending') : t(`step.${command}`)}
        </button>
        <button type="button" className="console__button matter__button" onClick={() => leave(false)}>
          {t('cancel')}
        </button>
      </div>
      <CommandTrouble error={error} />
      {error?.code === 'changedMeanwhile' && <p className="form__hint">{t('again')}</p>}
    </form>
  )
}
