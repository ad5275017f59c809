import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { formatNumber } from '../ui/format.ts'
import type { DirectiveCell } from './directiveNeeds.ts'
import { Figure } from './Figure.tsx'
import { useComingText } from './useComingText.ts'
import { useDirectiveNeeds } from './useDirectiveNeeds.ts'

const TONES: Readonly<Record<DirectiveCell, string>> = { overdue: 'missed', near: 'near', inTime: 'met' }

/** How many directives stand so, by their first deadlines. */
export function DirectivesFigure({ cell, count }: { readonly cell: DirectiveCell; readonly count: number }) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const [language] = useLanguage()
  const known = useDirectiveNeeds()
  const number = known?.counts[cell]
  return (
    <Figure
      count={count}
      look={{
        label: t(`directives.cell.${cell}`),
        value: number === undefined ? '–' : formatNumber(number, 0, language),
        unit: number === undefined ? undefined : t('directives.unit', { count: number }),
        tone: number === undefined ? 'unjudged' : number > 0 ? TONES[cell] : 'met',
        isOld: number === undefined,
        note: number === undefined ? coming : t(cell === 'inTime' ? 'directives.judgedWithNear' : 'directives.judged'),
      }}
    />
  )
}
