import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../../domain/kpis/explanation.ts'
import { formatDateTime } from '../../ui/format.ts'

/** The messages a figure was computed from, as they came. Their content is text, whatever it looks like. */
export function ExplainMessages({ messages }: { messages: Explanation['messages'] }) {
  const { t } = useTranslation('console')
  if (messages.length === 0) return <p className="explain__note">{t('explain.noMessages')}</p>
  return (
    <ul className="explain__messages">
      {messages.map((message) => (
        <li key={`${message.source}|${message.at}`}>
          <details>
            <summary>
              <code>{message.topic}</code>
              <span className="explain__times">
                {t('explain.times', { at: formatDateTime(message.at), received: formatDateTime(message.receivedAt) })}
              </span>
            </summary>
            <pre className="explain__body">
              {typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 1)}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  )
}
