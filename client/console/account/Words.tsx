import { type ComponentProps, type ReactNode, type Ref, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'

/** How full a text is when what is left begins to be said. */
const NEARLY_FULL = 0.9

/**
 * Holds a text to its length without cutting it: a browser that is given `maxlength` cuts what is pasted and says nothing. What is too long is
 * said, and its form is not sent until it is shorter.
 * @param most characters, as the hub counts them (UTF-16 units); undefined: as many as one likes
 * @param describedBy what describes the control already
 * @returns `field` goes to the control, `note` below it
 */
export function useLength<E extends HTMLInputElement | HTMLTextAreaElement>(
  value: string,
  most: number | undefined,
  describedBy?: string,
) {
  const { t } = useTranslation('people')
  const control = useRef<E>(null)
  const id = useId()
  const room = most === undefined ? Number.POSITIVE_INFINITY : most - value.length
  const trouble = room < 0 ? t('tooLong', { count: -room, most: value.length + room }) : undefined
  useEffect(() => {
    control.current?.setCustomValidity(trouble ?? '')
  }, [trouble])
  const isNear = most !== undefined && value.length > most * NEARLY_FULL
  const note: ReactNode = isNear && (
    <span
      id={id}
      className={trouble === undefined ? 'form__hint' : 'form__hint form__over'}
      role={trouble === undefined ? undefined : 'alert'}
    >
      {trouble ?? t('room', { count: room })}
    </span>
  )
  const field = {
    ref: control as Ref<E>,
    ...(trouble !== undefined && { 'aria-invalid': true }),
    'aria-describedby': [describedBy, isNear ? id : ''].filter(Boolean).join(' ') || undefined,
  }
  return { field, note, control }
}

interface WordsProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'maxLength' | 'ref'> {
  value: string
  onText: (text: string) => void
  /** Characters that the hub takes. */
  most: number
  /** Whether whoever comes to it writes at once. */
  isFocused?: boolean
}

/** Room for sentences. */
export function Words({ value, onText, most, isFocused = false, className = '', ...textarea }: WordsProps) {
  const { field, note, control } = useLength<HTMLTextAreaElement>(value, most, textarea['aria-describedby'])
  useEffect(() => {
    if (isFocused) control.current?.focus()
  }, [isFocused, control])
  return (
    <>
      <textarea
        {...textarea}
        {...field}
        className={`form__input form__words ${className}`}
        value={value}
        onChange={({ target }) => onText(target.value)}
      />
      {note}
    </>
  )
}

interface LineProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'maxLength' | 'ref'> {
  value: string
  onText: (text: string) => void
  /** Characters that the hub takes; absent: nobody counts them. */
  most?: number
}

/** Room for one line. */
export function Line({ value, onText, most, ...input }: LineProps) {
  const { field, note } = useLength<HTMLInputElement>(value, most, input['aria-describedby'])
  return (
    <>
      <input {...input} {...field} value={value} onChange={({ target }) => onText(target.value)} />
      {note}
    </>
  )
}
