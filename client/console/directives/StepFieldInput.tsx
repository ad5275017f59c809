import { useTranslation } from 'react-i18next'
import { isDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useCityCalendar } from '../../panels/useCityCalendar.ts'
import { Labelled } from '../account/Labelled.tsx'
import { Line, Words } from '../account/Words.tsx'
import { DayInput, MomentInput, NumberInput } from '../parts/TypedInput.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import type { StepField } from './stepForms.ts'

/** As long as the hub takes a text, and a reason. */
const MOST_TEXT = 10_000
const MOST_REASON = 2_000
/** What may be long; everything else is a reason or a note. */
const LONG = new Set(['text', 'result', 'measure', 'question', 'content'])

/** One thing to fill in: its label above it, wide enough for a thumb. */
export function StepFieldInput({
  field: { name, label, is, options, isOptional },
  units,
  value,
  set,
}: {
  field: StepField
  units: UnitTree
  value: unknown
  set: (value: unknown) => void
}) {
  const { t } = useTranslation('directives')
  const day = name === 'due' && isDay(String(value)) ? String(value) : undefined
  const calendar = useCityCalendar(day)
  return (
    <Labelled
      label={isOptional === true ? t('field.optional', { what: t(`field.${label}`) }) : t(`field.${label}`)}
      hint={
        name === 'due' && isDay(String(value)) && !calendar.isWorkingDay(String(value)) ? t('act.holiday') : undefined
      }
    >
      {(labelling) => {
        const field = { ...labelling, required: isOptional !== true }
        return (
          <>
            {is === 'text' && (
              <Words
                {...field}
                rows={3}
                most={LONG.has(name) ? MOST_TEXT : MOST_REASON}
                value={String(value)}
                onText={set}
              />
            )}
            {is === 'line' && <Line {...field} most={100} value={String(value)} onText={set} />}
            {is === 'day' && (
              <DayInput {...field} value={value === '' ? undefined : String(value)} onValue={(day) => set(day ?? '')} />
            )}
            {is === 'moment' && (
              <MomentInput
                {...field}
                value={value === '' ? undefined : Date.parse(String(value))}
                onValue={(moment) => set(moment === undefined ? '' : new Date(moment).toISOString())}
              />
            )}
            {is === 'number' && (
              <NumberInput
                {...field}
                value={typeof value === 'number' ? value : undefined}
                onValue={(number) => set(number ?? '')}
              />
            )}
            {is === 'percent' && (
              <div className="matter__percent">
                <input
                  id={field.id}
                  type="range"
                  min={0}
                  max={100}
                  step={5}
                  value={Number(value)}
                  onChange={({ target }) => set(Number(target.value))}
                />
                <output>{Number(value)}%</output>
              </div>
            )}
            {is === 'unit' && (
              <select {...field} value={String(value)} onChange={({ target }) => set(target.value)}>
                <option value="" />
                <UnitOptions units={units} />
              </select>
            )}
            {is === 'choice' && (
              <select
                {...field}
                value={options?.findIndex(([, each]) => each === value) ?? -1}
                onChange={({ target }) => set(options?.[Number(target.value)]?.[1] ?? '')}
              >
                {/* Nothing is chosen for whoever decides: a press would say what nobody has thought of. */}
                <option value={-1}>{t('choose')}</option>
                {options?.map(([called], index) => (
                  <option key={called} value={index}>
                    {t(name === 'cause' ? (`cause.${called}` as 'cause.staff') : (`choice.${called}` as 'choice.move'))}
                  </option>
                ))}
              </select>
            )}
          </>
        )
      }}
    </Labelled>
  )
}
