import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Labelled } from './Labelled.tsx'

interface FieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  label: string
  hint?: ReactNode
  value: string
  onText: (text: string) => void
}

/** A line to type into. */
export function Field({ label, hint, value, onText, className = '', ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(field) => (
        <input
          {...field}
          className={`form__input ${className}`}
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={({ target }) => onText(target.value)}
          {...input}
        />
      )}
    </Labelled>
  )
}

/** A password: hidden until its writer wants to read it. */
export function PasswordField({ label, value, onText, ...input }: Omit<FieldProps, 'hint' | 'type'>) {
  const { t } = useTranslation('people')
  const [isShown, setShown] = useState(false)
  return (
    <Labelled label={label}>
      {(field) => (
        <div className="form__with-button">
          <input
            {...field}
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
      )}
    </Labelled>
  )
}
