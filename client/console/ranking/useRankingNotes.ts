import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useView } from '../useView.ts'
import type { RankingLine } from './rankingColumns.tsx'

/** What an exported ranking says of its figures: which they are, of what time, how computed, held against what, and how many could be judged. */
export function useRankingNotes(kpi: Kpi, lines: readonly RankingLine[]): readonly string[] {
  const { t } = useTranslation('console')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const text = useText()
  const { view } = useView()
  return useMemo(() => {
    const judged = lines.filter(({ why }) => why === undefined).length
    const period = t(`period.${view.period ?? 'now'}`)
    return [
      list('export.figure', {
        name: text(kpi.name),
        period: view.day === undefined ? period : `${period} ${view.day}`,
      }),
      list('export.formula', { formula: text(kpi.formula) }),
      kpi.target === undefined
        ? t('kpi.noTarget')
        : list('export.target', {
            target: limitText(kpi, kpi.target.value, language),
            citation: text(kpi.target.citation),
          }),
      list('export.judged', { judged, count: lines.length }),
    ]
  }, [t, list, text, language, kpi, lines, view.period, view.day])
}
