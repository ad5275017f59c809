import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live/command.ts'
import { useDraft } from '../../live/useDraft.ts'
import { formatSeconds } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Done } from '../account/Done.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Words } from '../account/Words.tsx'

/** As long as the hub takes an entry. */
const MOST_ENTRY = 4_000

interface Typed {
  readonly text: string
  /** The entry that it puts right. */
  readonly corrects?: { readonly shift: string; readonly number: number }
}

/**
 * Writes an entry. That it is saved is said when the hub has it, and until then what was typed stays, also where somebody has signed the log meanwhile.
 * @param isLocked nothing can be written any more @param corrects number of the entry that it puts right
 */
export function EntryForm({
  shift,
  isLocked,
  corrects: asked,
  leave: left,
}: {
  shift: string
  isLocked: boolean
  corrects: number | undefined
  leave: () => void
}) {
  const { t } = useTranslation('shift')
  const { t: people } = useTranslation('people')
  const id = useId()
  const draft = useDraft<Typed>(`entry ${shift}`, { text: '' })
  const { text } = draft.value
  // A page that was left while an entry was being put right goes on with that one; in the next shift's log the number is another entry's.
  const begun = draft.value.corrects
  const corrects = asked ?? (begun?.shift === shift ? begun.number : undefined)
  const leave = () => {
    draft.set(({ text: written }) => ({ text: written }))
    left()
  }
  const [saved, setSaved] = useState<string>()
  const { send, isSending, error, clear } = useCommand('writeShiftEntry', ['/shifts', '/shifts/{id}'])

  async function save(): Promise<void> {
    const answer = await send({ shift, text, ...(corrects !== undefined && { corrects }) })
    if (answer === undefined) return
    setSaved(t('saved', { number: answer.entry.number, at: formatSeconds(answer.entry.at) }))
    draft.clear()
    left()
  }

  if (isLocked && text.trim() === '') return null
  return (
    <form
      className="shift__form"
      aria-label={t('write')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label className="form__label" htmlFor={id}>
        {corrects === undefined ? t('write') : t('correcting', { number: corrects })}
      </label>
      <Words
        isFocused={corrects !== undefined}
        id={id}
        rows={4}
        most={MOST_ENTRY}
        placeholder={t('writing')}
        aria-describedby={`${id}-hint`}
        value={text}
        onText={(typed) => {
          draft.set({ text: typed, ...(corrects !== undefined && { corrects: { shift, number: corrects } }) })
          setSaved(undefined)
          clear()
        }}
      />
      <p id={`${id}-hint`} className="form__hint">
        {t('writeHint')}
      </p>
      <DraftNote draft={draft} />
      <div className="console__row">
        <button
          type="submit"
          className="console__button form__do"
          disabled={text.trim() === '' || isSending || isLocked}
        >
          {t(isSending ? 'saving' : 'save')}
        </button>
        {corrects !== undefined && (
          <button type="button" className="console__button" onClick={leave}>
            {people('cancel')}
          </button>
        )}
      </div>
      {isLocked && (
        <p role="alert" className="form__over">
          {t('lockedMeanwhile')}
        </p>
      )}
      <Done>{saved}</Done>
      <CommandTrouble error={error} />
    </form>
  )
}
