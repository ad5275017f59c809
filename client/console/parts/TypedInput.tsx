import { type ComponentProps, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Shape } from '../../ui/Shape.tsx'
import { MOMENT, missingDay, TIME_OF_DAY, type Typed, WHOLE_DAY } from '../../ui/typedMoment.ts'
import { typedNumber } from '../../ui/typedNumber.ts'
import './typedInput.css'

type Kind = 'moment' | 'day' | 'time' | 'number'

/** Whoever has typed nothing for so long waits for an answer. */
const TYPED_MS = 1_000

interface TypedInputProps<V> extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** Undefined: none yet. */
  readonly value: V | undefined
  /** Told of every value that stands there and may be chosen, and of undefined where none does. */
  readonly onValue: (value: V | undefined) => void
  readonly min?: V
  readonly max?: V
}

/**
 * A date, a time or a number, typed in the order of the house: a browser's own field has that of the browser's country. The arrow keys count. What is no such value,
 * may not be chosen, or is missing where one is needed is said below the field when it is left, or nothing more is typed; it is not sent.
 */
function TypedInput<V extends string | number>({
  kind,
  typing,
  value,
  onValue,
  min,
  max,
  ...input
}: TypedInputProps<V> & { readonly kind: Kind; readonly typing: Typed<V> }) {
  const { t } = useTranslation('common')
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  /** As it was typed, until it is left as the value that stands. */
  const [typed, setTyped] = useState<string>()
  const [isLeft, setLeft] = useState(false)
  /** What stood there when somebody had stopped typing. */
  const [rested, setRested] = useState<string>()
  const text = typed ?? (value === undefined ? '' : typing.write(value))

  function faultOf(said: string): string | undefined {
    // One that was taken away is missing; of one that nobody has touched yet nothing is said.
    if (said.trim() === '') return input.required === true && typed !== undefined ? t(`typed.${kind}.fault`) : undefined
    const read = typing.read(said)
    const missing = kind === 'time' || kind === 'number' ? undefined : missingDay(said)
    if (missing !== undefined) return t('typed.noSuchDay', { day: missing })
    if (read === undefined) return t(`typed.${kind}.fault`)
    if (min !== undefined && read < min) return t('typed.tooEarly', { at: typing.write(min) })
    if (max !== undefined && read > max) return t('typed.tooLate', { at: typing.write(max) })
    return undefined
  }
  function say(said: string): void {
    setTyped(said)
    onValue(faultOf(said) === undefined ? typing.read(said) : undefined)
  }
  const fault = faultOf(text)
  const isFaultSaid = fault !== undefined && (isLeft || (typed !== undefined && rested === typed))
  // A button that waits for the field takes no press, and so no focus from it: nobody has to leave the field to be told.
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), TYPED_MS)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    field.current?.setCustomValidity(fault ?? '')
  }, [fault])

  return (
    <span className="typed-input">
      <input
        {...input}
        ref={field}
        type="text"
        inputMode={kind === 'number' ? 'decimal' : 'numeric'}
        autoComplete="off"
        placeholder={t(`typed.${kind}.as`)}
        title={t(`typed.${kind}.as`)}
        maxLength={20}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={
          [input['aria-describedby'], isFaultSaid ? id : undefined].filter(Boolean).join(' ') || undefined
        }
        onChange={({ target }) => say(target.value)}
        onKeyDown={(event) => {
          const steps = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
          const read = typing.read(text)
          if (steps === 0 || read === undefined) return
          event.preventDefault()
          const next = typing.write(typing.later(read, steps))
          if (faultOf(next) === undefined) say(next)
        }}
        onBlur={() => {
          setLeft(true)
          if (typed !== undefined && fault === undefined && typing.read(typed) === value) setTyped(undefined)
        }}
      />
      {isFaultSaid && (
        <span id={id} className="typed-input__fault" role="alert">
          <Shape is="triangle" />
          <span>{fault}</span>
        </span>
      )}
    </span>
  )
}

/** A moment on the city's clock, epoch ms, typed as `23/11/2026 18:05`. */
export function MomentInput(props: TypedInputProps<number>) {
  return <TypedInput kind="moment" typing={MOMENT} {...props} />
}

/** A day, typed as `23/11/2026`. */
export function DayInput(props: TypedInputProps<string>) {
  return <TypedInput kind="day" typing={WHOLE_DAY} {...props} />
}

/** A time of the day in minutes, typed as `18:05`. */
export function TimeInput(props: TypedInputProps<number>) {
  return <TypedInput kind="time" typing={TIME_OF_DAY} {...props} />
}

/** A number, typed as people write it: `97,5`. */
export function NumberInput(props: Omit<TypedInputProps<number>, 'min' | 'max'>) {
  const [language] = useLanguage()
  return <TypedInput kind="number" typing={typedNumber(language)} {...props} />
}
