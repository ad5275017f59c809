import { useTranslation } from 'react-i18next'
import { StillComing } from '../../ui/StillComing.tsx'
import './skeleton.css'

/** The shape of what is coming, while it is not there yet; after a while with the reason. @param lines rows to draw */
export function Skeleton({ lines }: { lines: number }) {
  const { t } = useTranslation('console')
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      <StillComing />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change places
        <span key={line} className="skeleton__line" />
      ))}
    </div>
  )
}
