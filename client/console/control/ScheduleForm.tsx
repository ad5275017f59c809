import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { SCHEDULED_SCENES, TURNED_SCENES, WALL_SCENES } from '../../../domain/walls/scenes.ts'
import { type DayPart, MOST_PARTS, ON_CRITICAL } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { Field } from '../account/Field.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { TimeInput } from '../parts/TypedInput.tsx'
import { CallFields } from './CallFields.tsx'
import { type Awaited, useSteer } from './useSteer.ts'

const HOUR_MINUTES = 60

/** What a wall shows by part of the day, and what a critical alert does to it. */
export function ScheduleForm({ state, awaited }: { state: WallStateRow; awaited: Awaited }) {
  const { t } = useTranslation('control')
  const [parts, setParts] = useState<readonly DayPart[]>(state.schedule)
  const [onCritical, setOnCritical] = useState(state.onCritical)
  const [calls, setCalls] = useState(state.calls)
  const [isSaved, setSaved] = useState(false)
  const steer = useSteer(state, awaited)
  const put = (at: number, part: DayPart) => {
    setSaved(false)
    setParts(parts.map((each, n) => (n === at ? part : each)))
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const schedule = [...parts].sort((a, b) => a.from - b.from)
    setSaved(await steer.send('scheduleWall', { schedule, onCritical, calls: [...calls] }))
  }
  return (
    <form className="control__schedule" onSubmit={(event) => void save(event)}>
      {parts.map((part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at its place; two may say the same while they are edited
        <PartFields key={n} part={part} number={n + 1} onPart={(next) => put(n, next)}>
          {parts.length > 1 && (
            <button
              type="button"
              className="console__button"
              onClick={() => setParts(parts.filter((_, each) => each !== n))}
            >
              {t('schedule.remove', { number: n + 1 })}
            </button>
          )}
        </PartFields>
      ))}
      <Choice
        label={t('schedule.onCritical')}
        value={onCritical}
        onValue={(value) => setOnCritical(ON_CRITICAL.find((each) => each === value) ?? 'pane')}
      >
        {ON_CRITICAL.map((each) => (
          <option key={each} value={each}>
            {t(`schedule.${each}`)}
          </option>
        ))}
      </Choice>
      <CallFields
        calls={calls}
        onCalls={(next) => {
          setSaved(false)
          setCalls(next)
        }}
      />
      <CommandTrouble error={steer.error} />
      <Done>{isSaved ? t('schedule.saved') : undefined}</Done>
      <div className="console__row">
        <button type="submit" className="console__button form__do" disabled={steer.isSending}>
          {t('schedule.save')}
        </button>
        <button
          type="button"
          className="console__button"
          disabled={parts.length >= MOST_PARTS}
          onClick={() => setParts([...parts, { from: laterThan(parts), scenes: [...TURNED_SCENES], dwellS: null }])}
        >
          {t('schedule.add')}
        </button>
      </div>
    </form>
  )
}

function PartFields({
  part,
  number,
  onPart,
  children,
}: {
  part: DayPart
  number: number
  onPart: (part: DayPart) => void
  children: ReactNode
}) {
  const { t } = useTranslation('control')
  const text = useText()
  const others = part.scenes.filter((id) => !(SCHEDULED_SCENES as readonly string[]).includes(id))
  return (
    <fieldset className="control__part">
      <legend>{t('schedule.part', { number })}</legend>
      <div className="control__fields">
        <Labelled label={t('schedule.from')}>
          {(field) => (
            <TimeInput
              {...field}
              required
              value={part.from}
              onValue={(from) => {
                if (from !== undefined) onPart({ ...part, from })
              }}
            />
          )}
        </Labelled>
        <Field
          label={t('schedule.dwell')}
          hint={t('schedule.dwellHint')}
          type="number"
          min={10}
          max={3_600}
          value={part.dwellS === null ? '' : String(part.dwellS)}
          onText={(typed) => onPart({ ...part, dwellS: typed === '' ? null : Number(typed) })}
        />
      </div>
      <fieldset className="control__scenes">
        <legend>{t('schedule.scenes')}</legend>
        {SCHEDULED_SCENES.map((id) => (
          <label key={id} className="control__scene">
            <input
              type="checkbox"
              checked={part.scenes.includes(id)}
              disabled={part.scenes.length === 1 && part.scenes[0] === id}
              onChange={({ target }) =>
                onPart({
                  ...part,
                  // In the order of the scenes; what this build does not know goes with the next change.
                  scenes: SCHEDULED_SCENES.filter((each) =>
                    each === id ? target.checked : part.scenes.includes(each),
                  ),
                })
              }
            />
            {text(WALL_SCENES[id].name)}
          </label>
        ))}
        {others.map((id) => (
          <span key={id}>{id}</span>
        ))}
      </fieldset>
      {children}
    </fieldset>
  )
}

function laterThan(parts: readonly DayPart[]): number {
  const last = Math.max(...parts.map(({ from }) => from))
  return Math.min(last + HOUR_MINUTES, 24 * HOUR_MINUTES - 1)
}
