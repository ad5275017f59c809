import { useTranslation } from 'react-i18next'
import { Shape } from '../../ui/Shape.tsx'
import { useProblemText } from '../../ui/useProblemText.ts'
import './apiTrouble.css'

/** A question the hub did not answer: said where the answer would stand, with the way to ask again. */
export function ApiTrouble({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation('console')
  const problemText = useProblemText()
  return (
    <div className="api-trouble" role="alert">
      <p className="api-trouble__title">
        <Shape is="triangle" /> {t('trouble.title')}
      </p>
      <p className="api-trouble__detail">{problemText(error)}</p>
      <button type="button" className="console__button" onClick={retry}>
        {t('trouble.retry')}
      </button>
    </div>
  )
}
