import { useTranslation } from 'react-i18next'
import type { EvidenceMessage } from '../../../domain/kpis/explanation.ts'
import { startOfDay } from '../../../domain/time.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'

/** The messages a figure was computed from, as they came or marked as reconstructed. Their content is text, whatever it looks like. */
export function ExplainMessages({ messages }: { messages: readonly EvidenceMessage[] }) {
  const { t } = useTranslation('console')
  if (messages.length === 0) return <p className="explain__note">{t('explain.noMessages')}</p>
  return (
    <>
      {messages.some(({ reconstructed }) => reconstructed) && (
        <p className="explain__note">{t('explain.reconstructedWhy')}</p>
      )}
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
                </span>
              </summary>
              <pre className="explain__body">
                {typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 1)}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
