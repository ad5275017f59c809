import { useTranslation } from 'react-i18next'
import type { EvidenceMessage } from '../../../domain/kpis/explanation.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatDate, formatDateTime, formatNumber } from '../../ui/format.ts'

/** The messages a figure was computed from, as they came or marked as reconstructed. Their content is text, whatever it looks like. */
export function ExplainMessages({ messages }: { messages: readonly EvidenceMessage[] }) {
  const { t } = useTranslation('console')
  if (messages.length === 0) return <p className="explain__note">{t('explain.noMessages')}</p>
  return (
    <ul className="explain__messages">
      {messages.map((message) => (
        <li key={`${message.source}|${message.topic}|${message.day ?? ''}|${message.at}`}>
          <details>
            <summary>
              <code>{message.topic}</code>
              <span className="explain__times">
                {message.day !== undefined && `${formatDate(startOfDay(message.day))} · `}
                {t('explain.times', { at: formatDateTime(message.at), received: formatDateTime(message.receivedAt) })}
                {message.reconstructed && ` · ${t('explain.reconstructed')}`}
                {message.why !== undefined && `: ${t(`explain.rebuiltWhy.${message.why}`)}`}
              </span>
            </summary>
            {message.part !== undefined && <MessagePart part={message.part} />}
            <pre className="explain__body">
              {typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 1)}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  )
}

/** That the text below is one item of a long array, and where the whole stands. */
function MessagePart({ part: { of, bytes, message } }: { part: NonNullable<EvidenceMessage['part']> }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const size = formatNumber(bytes / 1024, 0, language)
  return (
    <p className="explain__note">
      {t('explain.part', { of, size })}
      {message !== null && (
        <>
          {' · '}
          <a href={`/api/v1/messages?id=${message}`} target="_blank" rel="noreferrer">
            {t('explain.wholeMessage')}
          </a>
        </>
      )}
    </p>
  )
}
