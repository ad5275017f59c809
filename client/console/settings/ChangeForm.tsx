import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandInHand, InputOf } from '../../live/command.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import { Line } from '../account/Words.tsx'
import './settingsPage.css'

type Change = 'changeTarget' | 'changeThreshold' | 'changeCalendarDay'
/** What a form says itself; on what grounds, and which change its writer has seen, are said by `ChangeForm`. */
export type Said<N extends Change> = Omit<InputOf<N>, 'note' | 'seen'>

/**
 * Changes a setting. What somebody else has changed since the form was opened is not overwritten: the hub says who it was, and a second press is
 * a decision in the knowledge of it.
 * @param subject what is changed
 * @param seen number of its newest change
 * @param said undefined while what stands in the fields is nothing that could be sent
 */
export function ChangeForm<N extends Change>({
  label,
  command,
  subject,
  seen,
  said,
  close,
  refused,
  children,
}: {
  label: string
  command: CommandInHand<N>
  subject: string
  seen: number
  said: Said<N> | undefined
  close: () => void
  /** Called when the hub has refused: what is shown beside the form may be out of date. */
  refused: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('settings')
  const { t: people } = useTranslation('people')
  const problemText = useProblemText('command')
  const [note, setNote] = useState('')
  const { error, isSending } = command
  const [known, setKnown] = useState({ subject, seen })
  // Another day of the same form is another subject, and is known as it stands now.
  if (known.subject !== subject) setKnown({ subject, seen })

  async function send(): Promise<void> {
    if (said === undefined) return
    // Who has been told of another's change and sends again knows of it.
    const newest = error?.code === 'conflict' ? Number(error.params.number) : known.seen
    setKnown({ subject, seen: newest })
    const input = { ...said, note: note.trim(), seen: newest }
    if ((await command.send(input as unknown as InputOf<N>)) === undefined) refused()
    else close()
  }

  return (
    <form
      className="setting-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {children}
      <label className="setting-form__field setting-form__field--wide">
        {t('note')}
        <Line type="text" value={note} most={300} placeholder={t('noteHint')} onText={setNote} />
      </label>
      <div className="console__row">
        <button type="submit" className="console__button" disabled={said === undefined || isSending}>
          {t('save')}
        </button>
        <button type="button" className="console__button" onClick={close}>
          {people('cancel')}
        </button>
      </div>
      {error !== undefined && (
        <p role="alert" className="setting-form__error">
          {problemText(error)}
        </p>
      )}
    </form>
  )
}
