import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../account/form.css'
import { FormButtons } from '../account/FormButtons.tsx'
import { Modal } from '../parts/Modal.tsx'

/** A button with the form of its act in a dialog, which closes when that is done. */
export function FormBehindButton({
  label,
  does,
  sends,
  open,
  send,
  isSending,
  children,
}: {
  /** What the act is and of what. */
  label: string
  /** What is on the button. */
  does: string
  /** What sends the form; to save, when absent. */
  sends?: string
  /** Fills the form in as it opens. */
  open: () => void
  /** @returns whether it is done */
  send: () => Promise<boolean>
  isSending: boolean
  children: ReactNode
}) {
  const { t } = useTranslation('people')
  const [isOpen, setOpen] = useState(false)
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (await send()) setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        className="console__button"
        aria-label={label}
        onClick={() => {
          open()
          setOpen(true)
        }}
      >
        {does}
      </button>
      {isOpen && (
        <Modal label={label} close={() => setOpen(false)}>
          <form className="form" onSubmit={(event) => void save(event)}>
            {children}
            <FormButtons disabled={isSending} close={() => setOpen(false)}>
              {sends ?? t('people.save')}
            </FormButtons>
          </form>
        </Modal>
      )}
    </>
  )
}
