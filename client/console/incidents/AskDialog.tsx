import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Modal } from '../parts/Modal.tsx'
import './incidents.css'

/**
 * Asks for the words that a step has to carry, and sends it.
 * @param children what else is asked
 * @param send @returns undefined when it was refused: the dialog stays, with what was typed
 */
export function AskDialog({
  heading,
  label,
  does,
  isOptional = false,
  isReady = true,
  isSending,
  error,
  close,
  send,
  children,
}: {
  heading: string
  /** What the words are; undefined: none are asked for. */
  label?: string
  does: string
  isOptional?: boolean
  /** Whether what `children` ask for is there. */
  isReady?: boolean
  isSending: boolean
  error: Error | undefined
  close: () => void
  send: (words: string) => Promise<unknown>
  children?: ReactNode
}) {
  const { t } = useTranslation('incidents')
  const [words, setWords] = useState('')
  return (
    <Modal label={heading} close={close}>
      <h2>{heading}</h2>
      <form
        className="form incident-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send(words).then((answer) => {
            if (answer !== undefined) close()
          })
        }}
      >
        {children}
        {label !== undefined && (
          <Labelled label={label}>
            {(field) => (
              <textarea
                {...field}
                className="form__input incident-form__words"
                rows={4}
                maxLength={4_000}
                required={!isOptional}
                value={words}
                onChange={({ target }) => setWords(target.value)}
              />
            )}
          </Labelled>
        )}
        <CommandTrouble error={error} />
        <FormButtons
          disabled={isSending || !isReady || (label !== undefined && !isOptional && words.trim() === '')}
          close={close}
          closes={t('do.cancel')}
        >
          {does}
        </FormButtons>
      </form>
    </Modal>
  )
}
