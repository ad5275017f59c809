import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../domain/problems.ts'
import { useText } from '../../i18n/useText.ts'
import type { Reply } from '../../live/replyQueue.ts'
import type { Replies } from '../../live/useReplies.ts'
import { formatSeconds } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'

const SHAPES = { waiting: 'half', sent: 'disc', refused: 'triangle' } as const

/** What has become of one's replies: what waits for a line, when each was sent, and why one was refused. */
export function SentReplies({ replies }: { replies: Replies }) {
  const { t } = useTranslation('work')
  if (replies.all.length === 0) return null
  return (
    <section className="work__sent" aria-label={t('sent.title')}>
      {!replies.isKept && <p role="alert">{t('sent.notKept')}</p>}
      <ul role="status">
        {replies.all.toReversed().map((reply) => (
          <li key={reply.key} data-is={reply.is}>
            <span>
              <Shape is={SHAPES[reply.is]} /> <strong>{reply.title}</strong> <ReplyState reply={reply} />
            </span>
            <button
              type="button"
              className="console__button"
              aria-label={t(reply.is === 'waiting' ? 'sent.dropOf' : 'sent.hideOf', { title: reply.title })}
              onClick={() => replies.drop(reply.key)}
            >
              {t(reply.is === 'waiting' ? 'sent.drop' : 'sent.hide')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReplyState({ reply }: { reply: Reply }) {
  const { t } = useTranslation('work')
  const text = useText()
  const written = formatSeconds(reply.writtenAt)
  if (reply.is === 'waiting') return t('sent.waiting', { at: written })
  if (reply.is === 'sent') return t('sent.sent', { at: formatSeconds(reply.at), written })
  const sentence = reply.code === undefined ? undefined : problemSentence(reply.code, reply.params)
  return t('sent.refused', { at: formatSeconds(reply.at), why: sentence === undefined ? reply.detail : text(sentence) })
}
