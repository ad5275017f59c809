import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The end of a form: what sends it, and the way out. */
export function FormButtons({
  children,
  disabled,
  close,
  closes,
  beside,
}: {
  /** What sending it does. */
  children: string
  disabled: boolean
  close: () => void
  /** What the way out is called; to cancel, when absent. */
  closes?: string
  /** What else may become of what was written. */
  beside?: ReactNode
}) {
  const { t } = useTranslation('people')
  return (
    <div className="form__row">
      <button type="submit" className="console__button form__do" disabled={disabled}>
        {children}
      </button>
      {beside}
      <button type="button" className="console__button" onClick={close}>
        {closes ?? t('cancel')}
      </button>
    </div>
  )
}
