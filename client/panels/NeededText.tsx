import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Needed } from '../../domain/plan/planRow.ts'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatNumber, formatValue } from '../ui/format.ts'

/** What it takes to reach the target from here, in one line and in the things the KPI counts. */
export function NeededText({ needed, kpi }: { readonly needed: Needed; readonly kpi: Kpi }) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const number = (value: number) => formatNumber(value, 0, language)
  const thing = (count: number) => counted(kpi.work?.thing ?? kpi.numeratorName, count, language)
  switch (needed.is) {
    case 'secured':
      return t('needed.secured')
    case 'perDay':
    case 'atMost': {
      // Where nothing comes of itself there is nothing to take a share of.
      const isShare = needed.of > 0 && kpi.combine === 'ratio'
      return t(`needed.${needed.is}.${isShare ? 'share' : 'count'}`, {
        done: kpi.work === undefined ? '' : text(kpi.work.done),
        number: number(needed.count),
        of: number(needed.of),
        thing: thing(isShare ? needed.of : needed.count),
      })
    }
    case 'total':
      return t(kpi.direction === 'higher' ? 'needed.total' : 'needed.fewer', {
        number: number(needed.count),
        thing: thing(needed.count),
        count: needed.days,
      })
    case 'outOfReach':
      return t('needed.outOfReach', { best: formatValue(needed.best, kpi.digits, kpi.unit, language) })
  }
}
