import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Replies } from '../../live/useReplies.ts'
import type { QuickReply, WorkRow } from './replies.ts'

/** As long as any command takes a text. */
const MOST_TYPED = 2_000

/** A short answer, with what it asks for. It is kept before it is sent: a line that breaks loses nothing. */
export function QuickReplyForm({
  row,
  reply,
  write,
  leave,
}: {
  row: WorkRow
  reply: QuickReply
  write: Replies['write']
  leave: () => void
}) {
  const { t } = useTranslation('work')
  const id = useId()
  const [text, setText] = useState('')
  const [percent, setPercent] = useState(0)
  const [isFull, setFull] = useState(false)
  const asksText = reply.asks.includes('text')
  const asksNote = reply.asks.includes('note')
  const label = t('reply.to', { what: t(`reply.${reply.says}`), title: row.title })
  return (
    <form
      className="work__form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        const input = reply.input(row, { text: text.trim(), percent })
        if (write({ command: reply.command, input, title: row.title })) leave()
        else setFull(true)
      }}
    >
      {(asksText || asksNote) && (
        <>
          <label className="form__label" htmlFor={id}>
            {t(asksText ? 'reply.text' : 'reply.note')}
          </label>
          <textarea
            id={id}
            className="form__input"
            rows={3}
            maxLength={MOST_TYPED}
            required={asksText}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </>
      )}
      {reply.asks.includes('percent') && (
        <label className="form__label">
          {t('reply.percent')}{' '}
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={percent}
            onChange={({ target }) => setPercent(Number(target.value))}
          />{' '}
          <output>{percent}</output>
        </label>
      )}
      {isFull && <p role="alert">{t('reply.tooMany')}</p>}
      <div className="work__replies">
        <button
          type="submit"
          className="console__button form__do work__reply"
          disabled={asksText && text.trim() === ''}
        >
          {t('reply.send')}
        </button>
        <button type="button" className="console__button work__reply" onClick={leave}>
          {t('reply.cancel')}
        </button>
      </div>
    </form>
  )
}
