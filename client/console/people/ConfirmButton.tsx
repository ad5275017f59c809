import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '../parts/Modal.tsx'

/** A button whose act is asked about first: what will be lost stands in the question. */
export function ConfirmButton({
  children,
  label,
  ask,
  act,
  disabled = false,
}: {
  children: string
  /** For screen readers, where the word alone does not say what it acts on. */
  label?: string
  ask: string
  act: () => void
  disabled?: boolean
}) {
  const { t } = useTranslation('people')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        className="console__button"
        aria-label={label}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        {children}
      </button>
      {isAsking && (
        <Modal label={label ?? children} close={() => setAsking(false)}>
          <p>{ask}</p>
          <div className="console__row">
            <button
              type="button"
              className="console__button"
              onClick={() => {
                setAsking(false)
                act()
              }}
            >
              {children}
            </button>
            <button type="button" className="console__button" onClick={() => setAsking(false)}>
              {t('no')}
            </button>
          </div>
        </Modal>
      )}
    </>
  )
}
