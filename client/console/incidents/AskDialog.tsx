import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../live/api.ts'
import { type DraftInHand, fieldOf, useDraft } from '../../live/useDraft.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Words } from '../account/Words.tsx'
import { Modal } from '../parts/Modal.tsx'
import './incidents.css'

/** What is typed in it. */
export type Asked = { readonly words: string }

/**
 * Asks for the words that a step has to carry, and sends it.
 * @param draft the words, beside whatever `children` ask for: what was typed and not sent stands there again
 * @param children what else is asked
 * @param send @returns undefined when it was refused: the dialog stays, with what was typed
 */
export function AskDialog<T extends Asked>({
  draft,
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
  draft: DraftInHand<T>
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
  const [words, setWords] = fieldOf(draft, 'words')
  const isGone = !isOffered && !isSending
  return (
    <Modal label={heading} close={close}>
      <h2>{heading}</h2>
      <form
        className="form incident-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send(words).then((answer) => {
            if (answer === undefined) return
            draft.forget()
            close()
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
        <DraftNote draft={draft} />
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
          close={() => {
            draft.forget()
            close()
          }}
          closes={people(isGone ? 'close' : 'cancel')}
        >
          {does}
        </FormButtons>
      </form>
    </Modal>
  )
}

/** The same where the words are all that is asked. @param form what they are, and of what */
export function AskWords({
  form,
  ...props
}: { form: string } & Omit<ComponentProps<typeof AskDialog<Asked>>, 'draft'>) {
  return <AskDialog draft={useDraft<Asked>(form, { words: '' })} {...props} />
}
