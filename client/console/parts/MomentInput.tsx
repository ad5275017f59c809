import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { momentOf, typedMoment } from '../../ui/typedMoment.ts'

/**
 * A moment on the city's clock, typed as `23/11/2026 18:05`: a browser's own field has the order of the browser's country.
 * @param value epoch ms; undefined: none yet
 * @param onMoment told of every moment that stands there, and of undefined where none does
 */
export function MomentInput({
  value,
  onMoment,
  ...input
}: Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: number | undefined
  onMoment: (at: number | undefined) => void
}) {
  const { t } = useTranslation('common')
  /** As it was typed, until it is left as the moment that stands. */
  const [typed, setTyped] = useState<string>()
  const text = typed ?? (value === undefined ? '' : typedMoment(value))
  return (
    <input
      {...input}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('moment.asTyped')}
      title={t('moment.asTyped')}
      maxLength={20}
      value={text}
      aria-invalid={text !== '' && momentOf(text) === undefined}
      onChange={({ target }) => {
        setTyped(target.value)
        onMoment(momentOf(target.value))
      }}
      onBlur={() => {
        if (typed !== undefined && momentOf(typed) === value) setTyped(undefined)
      }}
    />
  )
}
