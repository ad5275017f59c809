import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftInHand } from '../../live/useDraft.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { LeaderChoice, useLeaderChoice } from './LeaderChoice.tsx'

/** What every order says of itself. */
export interface Said {
  readonly urgent: boolean
  /** In whose name it is given, where that is not who writes it. */
  readonly leader?: string
}

/** What is chosen in the form of every order. */
export type OrderTyped = {
  readonly urgent: boolean
  /** Account of the leader that was chosen; absent: nobody has chosen one. */
  readonly leader?: string
}

/** The form of what is ordered of a unit: its own fields, whether it is urgent, in whose name it is given, and what sends it. */
export function OrderForm<T extends OrderTyped>({
  command: { isSending, error },
  isComplete,
  typed,
  urgentLabel,
  does,
  send,
  draft,
  close,
  children,
}: {
  command: { readonly isSending: boolean; readonly error: Error | undefined }
  /** Its own fields are filled in. */
  isComplete: boolean
  typed: DraftInHand<T>
  urgentLabel: string
  /** What sending it does. */
  does: string
  send: (said: Said) => Promise<void>
  /** Keeps it for a leader to give; absent: it cannot be drafted. */
  draft?: (said: Said) => Promise<void>
  close: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('directives')
  const { urgent, leader: picked } = typed.value
  const leader = useLeaderChoice(picked, (id) => typed.set((before) => ({ ...before, leader: id })))
  const isReady = isComplete && leader.isChosen && !isSending
  return (
    <form
      className="matter__form"
      onSubmit={(event) => {
        event.preventDefault()
        void send({ urgent, ...leader.said })
      }}
    >
      {children}
      <label className="order__check">
        <input
          type="checkbox"
          checked={urgent}
          onChange={({ target }) => typed.set((before) => ({ ...before, urgent: target.checked }))}
        />
        {urgentLabel}
      </label>
      <LeaderChoice choice={leader} />
      <FormButtons
        disabled={!isReady}
        close={close}
        beside={
          draft !== undefined && (
            <button
              type="button"
              className="console__button"
              disabled={!isReady}
              onClick={() => void draft({ urgent, ...leader.said })}
            >
              {t('draft')}
            </button>
          )
        }
      >
        {isSending ? t('sending') : does}
      </FormButtons>
      <CommandTrouble error={error} />
    </form>
  )
}
