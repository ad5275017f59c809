import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'
import './index766Page.css'

/** Points where they are known. Where they are not their place is hatched and says how much of it is known: unknown is not zero. */
export function Index766Score({ score, known, knownMax }: { score: number | null; known: number; knownMax: number }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  if (score !== null) return formatNumber(score, 2, language)
  const partly = t('index766.partly', {
    known: formatNumber(known, 2, language),
    max: formatNumber(knownMax, knownMax % 1 === 0 ? 0 : 2, language),
  })
  return (
    <span className="index766__unknown" title={knownMax > 0 ? partly : undefined}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">
        {t('index766.unknown')}
        {knownMax > 0 && `, ${partly}`}
      </span>
    </span>
  )
}
