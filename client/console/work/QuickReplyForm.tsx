import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import type { Replies } from '../../live/useReplies.ts'
import { DraftNote } from '../account/DraftNote.tsx'
import { Words } from '../account/Words.tsx'
import type { QuickReply, WorkRow } from './replies.ts'

/** As long as any command takes a text. */
const MOST_TYPED = 2_000

interface Typed {
  readonly text: string
  /** Undefined until somebody chooses it: what nobody said is not 0. */
  readonly percent?: number | undefined
}

/** A short answer, with what it asks for. It is kept before it is sent: a line that breaks loses nothing. */
export function QuickReplyForm({
  row,
  reply,
  write,
  isGone,
  leave,
}: {
  row: WorkRow
  reply: QuickReply
  write: Replies['write']
  /** Somebody else has acted: it cannot be sent any more, and what was typed can still be copied. */
  isGone: boolean
  leave: () => void
}) {
  const { t } = useTranslation('work')
  const { t: people } = useTranslation('people')
  const id = useId()
  const draft = useDraft<Typed>(`${reply.command} ${row.id}`, { text: '' })
  const [text, setText] = fieldOf(draft, 'text')
  const [percent, setPercent] = fieldOf(draft, 'percent')
  const done = () => {
    draft.forget()
    leave()
  }
  const [isFull, setFull] = useState(false)
  const asksText = reply.asks.includes('text')
  const asksNote = reply.asks.includes('note')
  const asksPercent = reply.asks.includes('percent')
  const isComplete = !(asksText && text.trim() === '') && !(asksPercent && percent === undefined)
  const label = t('reply.to', { what: t(`reply.${reply.says}`), title: row.title })
  return (
    <form
      className="work__form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isComplete || isGone) return
        const input = reply.input(row, { text: text.trim(), percent: percent ?? 0 })
        if (write({ command: reply.command, input, title: row.title })) done()
        else setFull(true)
      }}
    >
      {(asksText || asksNote) && (
        <>
          <label className="form__label" htmlFor={id}>
            {t(asksText ? 'reply.text' : 'reply.note')}
          </label>
          <Words id={id} rows={3} most={MOST_TYPED} required={asksText} value={text} onText={setText} />
        </>
      )}
      {asksPercent && (
        <label className="form__label">
          {t('reply.percent')}{' '}
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={percent ?? 0}
            onChange={({ target }) => setPercent(Number(target.value))}
            // A press on where it stands already changes nothing, and chooses it.
            onClick={({ currentTarget }) => setPercent(Number(currentTarget.value))}
          />{' '}
          <output>{percent === undefined ? t('reply.notChosen') : percent}</output>
        </label>
      )}
      <DraftNote draft={draft} />
      {isGone && (
        <p role="alert" className="form__over">
          {t('reply.gone')}
        </p>
      )}
      {isFull && <p role="alert">{t('reply.tooMany')}</p>}
      <div className="work__replies">
        <button type="submit" className="console__button form__do work__reply" disabled={!isComplete || isGone}>
          {t('reply.send')}
        </button>
        <button type="button" className="console__button work__reply" onClick={done}>
          {people(isGone ? 'close' : 'cancel')}
        </button>
      </div>
    </form>
  )
}
