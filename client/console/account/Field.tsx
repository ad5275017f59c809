import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'

interface FieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  label: string
  hint?: ReactNode
  value: string
  onText: (text: string) => void
}

/** A line to type into, with what it is called above it and what is expected below. */
export function Field({ label, hint, value, onText, className = '', ...input }: FieldProps) {
  const id = useId()
  return (
    <div className="form__field">
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={`form__input ${className}`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onText(target.value)}
        {...input}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="form__hint">
          {hint}
        </span>
      )}
    </div>
  )
}

/** A password: hidden until its writer wants to read it. */
export function PasswordField({ label, value, onText, ...input }: Omit<FieldProps, 'hint' | 'type'>) {
  const { t } = useTranslation('people')
  const id = useId()
  const [isShown, setShown] = useState(false)
  return (
    <div className="form__field">
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      <div className="form__with-button">
        <input
          id={id}
          className="form__input"
          type={isShown ? 'text' : 'password'}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={({ target }) => onText(target.value)}
          {...input}
        />
        <button
          type="button"
          className="console__button"
          aria-label={t('signIn.revealOf', { what: label })}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t(isShown ? 'signIn.hide' : 'signIn.reveal')}
        </button>
      </div>
    </div>
  )
}
