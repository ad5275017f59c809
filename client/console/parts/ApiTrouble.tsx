import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../domain/problems.ts'
import { useText } from '../../i18n/useText.ts'
import { ApiError } from '../../live/api.ts'
import { Shape } from '../../ui/Shape.tsx'
import './apiTrouble.css'

/** A question the hub did not answer: said where the answer would stand, with the way to ask again. */
export function ApiTrouble({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation('console')
  const text = useText()
  const said =
    error instanceof ApiError && error.code !== undefined ? problemSentence(error.code, error.params) : undefined
  // What another version or a proxy says is told as it is: better than nothing.
  const sentence = said !== undefined ? text(said) : isUnanswered(error) ? t('trouble.noAnswer') : error.message
  return (
    <div className="api-trouble" role="alert">
      <p className="api-trouble__title">
        <Shape is="triangle" /> {t('trouble.title')}
      </p>
      <p className="api-trouble__detail">{sentence}</p>
      <button type="button" className="console__button" onClick={retry}>
        {t('trouble.retry')}
      </button>
    </div>
  )
}

function isUnanswered(error: Error): boolean {
  return error instanceof ApiError && error.status === 0
}
