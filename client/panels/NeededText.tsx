import { useTranslation } from 'react-i18next'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Verdict } from '../../domain/plan/outlook.ts'
import { countsEveryDay, isOfYear } from '../../domain/plan/planKind.ts'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatFigure, formatNumber } from '../ui/format.ts'

/**
 * What it takes to reach the target from here, or that nothing more is needed, in one line and in the things the KPI counts.
 * @param short for the wall, where it goes on after the target: how many working days are left stands above the list, and the verdict beside the line
 */
export function NeededText({ short = false, ...needed }: NeededProps & { readonly short?: boolean }) {
  const [language] = useLanguage()
  const said = useNeededText(needed, short)
  return short ? said.charAt(0).toLocaleLowerCase(language) + said.slice(1) : said
}

interface NeededProps {
  readonly needed: Verdict
  readonly kpi: Kpi
}

function useNeededText({ needed, kpi }: NeededProps, short: boolean): string {
  const { t } = useTranslation('common')
  const { t: wall } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const number = (value: number) => formatNumber(value, 0, language)
  // What the row counts: of devices, what they say hour by hour.
  const { work, numeratorName } = kpi.from !== 'statistic' && isOfYear(kpi) ? kpi.overDays : kpi
  const thing = (count: number) => counted(work?.thing ?? numeratorName, count, language)
  switch (needed.is) {
    case 'secured':
    case 'onPace':
      return t(`needed.${needed.is}`)
    case 'keep': {
      const way = needed.spare === 0 ? 'keep' : kpi.direction === 'higher' ? 'spareFewer' : 'spareMore'
      const words = { number: number(needed.spare), thing: thing(needed.spare) }
      return short ? wall(`plan.needed.${way}`, words) : t(`needed.${way}`, words)
    }
    case 'perDay':
    case 'atMost': {
      // Where nothing comes of itself there is nothing to take a share of.
      const isShare = needed.of > 0 && kpi.combine === 'ratio'
      const words = {
        done: work === undefined ? '' : text(work.done),
        number: number(needed.count),
        of: number(needed.of),
        thing: thing(isShare ? needed.of : needed.count),
        day: t(countsEveryDay(kpi) ? 'needed.everyDay' : 'needed.workingDay'),
      }
      if (short && isShare) return wall(`plan.needed.${needed.is}`, words)
      return t(`needed.${needed.is}.${isShare ? 'share' : 'count'}`, words)
    }
    case 'total': {
      const words = { number: number(needed.count), thing: thing(needed.count), count: needed.days }
      const way = kpi.direction === 'higher' ? 'total' : 'fewer'
      return short ? wall(`plan.needed.${way}`, words) : t(`needed.${way}`, words)
    }
    case 'outOfReach': {
      const words = { best: formatFigure(needed.best, kpi, language) }
      return short ? wall('plan.needed.outOfReach', words) : t('needed.outOfReach', words)
    }
  }
}
