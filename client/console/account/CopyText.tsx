import { useTranslation } from 'react-i18next'
import { CopyButton } from '../parts/CopyButton.tsx'

/** A button that copies what stands beside it. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('people')
  return <CopyButton text={() => text} says={{ do: t('copy.do'), done: t('copy.done'), refused: t('copy.refused') }} />
}
