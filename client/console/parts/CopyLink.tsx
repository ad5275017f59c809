import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton.tsx'

/** A button that copies the address of what is in view. */
export function CopyLink() {
  const { t } = useTranslation('console')
  return (
    <CopyButton
      text={() => location.href}
      says={{ do: t('copy.do'), done: t('copy.copied'), refused: t('copy.refused') }}
    />
  )
}
