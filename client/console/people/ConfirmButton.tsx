import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../account/form.css'
import { Modal } from '../parts/Modal.tsx'
import { useProof } from './useProof.tsx'

/** A button whose act is asked about first: what will be lost stands in the question. */
export function ConfirmButton({
  children,
  label,
  ask,
  act,
  disabled = false,
  asksProof = false,
}: {
  children: string
  /** For screen readers, where the word alone does not say what it acts on. */
  label?: string
  ask: string
  /** @param proof what was typed where it is asked for */
  act: (proof?: string) => void
  disabled?: boolean
  /** Whether whoever does it shows again who they are, where they can. */
  asksProof?: boolean
}) {
  const { t } = useTranslation('people')
  /** The act as it was when it was asked about: what it is about may be another by the time it is confirmed. */
  const [asked, setAsked] = useState<typeof act>()
  const proof = useProof({ isAsked: asksProof })
  function close(): void {
    setAsked(undefined)
    proof.clear()
  }
  function send(event: FormEvent): void {
    event.preventDefault()
    close()
    asked?.(proof.input.proof)
  }
  return (
    <>
      <button
        type="button"
        className="console__button"
        aria-label={label}
        disabled={disabled}
        onClick={() => setAsked(() => act)}
      >
        {children}
      </button>
      {asked !== undefined && (
        <Modal label={label ?? children} close={close}>
          <form className="form" onSubmit={send}>
            <p>{ask}</p>
            {proof.field}
            <div className="console__row">
              <button type="submit" className="console__button">
                {children}
              </button>
              <button type="button" className="console__button" onClick={close}>
                {t('no')}
              </button>
            </div>
          </form>
        </Modal>
      )}
    </>
  )
}
