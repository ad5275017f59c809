import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Labelled } from './Labelled.tsx'
import { Line, useLength } from './Words.tsx'

interface FieldProps extends Omit<ComponentProps<typeof Line>, 'id'> {
  label: string
  hint?: ReactNode
}

/** A line to type into. */
export function Field({ label, hint, className = '', ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(field) => (
        <Line {...field} className={`form__input ${className}`} autoCapitalize="none" spellCheck={false} {...input} />
      )}
    </Labelled>
  )
}

/** One's password as it is now, which shows again who one is. @param label absent: it is called that */
export function PresentPasswordField({ label, ...typed }: Pick<FieldProps, 'value' | 'onText'> & { label?: string }) {
  const { t } = useTranslation('people')
  return <PasswordField label={label ?? t('password.old')} autoComplete="current-password" required {...typed} />
}

/** A password: hidden until its writer wants to read it. */
export function PasswordField({ label, value, onText, most, ...input }: Omit<FieldProps, 'hint' | 'type'>) {
  const { t } = useTranslation('people')
  const [isShown, setShown] = useState(false)
  const length = useLength<HTMLInputElement>(value, most)
  return (
    <Labelled label={label}>
      {(field) => (
        <>
          <div className="form__with-button">
            <input
              {...field}
              {...length.field}
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
          {length.note}
        </>
      )}
    </Labelled>
  )
}
