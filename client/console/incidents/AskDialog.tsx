import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../live/api.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Words } from '../account/Words.tsx'
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
  isOffered = true,
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
  /** Whether it can still be done: somebody else may have been faster. */
  isOffered?: boolean
  isSending: boolean
  error: Error | undefined
  close: () => void
  send: (words: string) => Promise<unknown>
  children?: ReactNode
}) {
  const { t } = useTranslation('incidents')
  const { t: people } = useTranslation('people')
  const [words, setWords] = useState('')
  const isGone = !isOffered && !isSending
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
              <Words {...field} rows={4} most={4_000} required={!isOptional} value={words} onText={setWords} />
            )}
          </Labelled>
        )}
        <CommandTrouble error={error} />
        {isOffered && error instanceof ApiError && error.code === 'changedMeanwhile' && (
          <p className="form__hint">{t('again')}</p>
        )}
        {isGone && (
          <p role="alert" className="form__over">
            {t('gone')}
          </p>
        )}
        <FormButtons
          disabled={isSending || !isReady || !isOffered || (label !== undefined && !isOptional && words.trim() === '')}
          close={close}
          closes={people(isGone ? 'close' : 'cancel')}
        >
          {does}
        </FormButtons>
      </form>
    </Modal>
  )
}
