import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isOfYear } from '../../../domain/plan/planKind.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { PlanLine } from '../../panels/planLines.ts'
import { formatDate, formatFigure, formatNumber } from '../../ui/format.ts'
import { PeriodWord } from '../figures/PeriodWord.tsx'
import { Marked } from '../parts/Marked.tsx'
import { useView } from '../useView.ts'
import { hasSource } from './planBoard.ts'

/** What a row says now: a figure that opens its explanation, whether a connection stands, when a thing was done, how many are. */
export function PlanValue({ line, unit }: { line: PlanLine; unit: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { to } = useView()
  const { item, kpi, row } = line
  const { measure } = item
  if (line.isGone) return '–'
  if (!hasSource(line)) return <span className="table__faint plan__silent">{t('plan.noSource')}</span>
  switch (measure.is) {
    case 'kpi': {
      if (kpi === undefined) return '–'
      const shown = formatFigure(row?.value, kpi, language)
      return (
        <>
          <Link
            className="table__figure"
            // The plan is held against its year, where a year is counted; what stands now is explained as it stands.
            to={to({
              explain: { kpi: measure.kpi, unit },
              period: isOfYear(kpi) ? 'year' : undefined,
              day: undefined,
            })}
            aria-label={t('explain.open', { kpi: text(item.name), value: shown })}
          >
            {shown}
          </Link>
          {row?.value != null && (
            <div>
              <PeriodWord kpi={kpi} of="plan" />
            </div>
          )}
        </>
      )
    }
    case 'link':
      return row?.link?.state === 'down' ? (
        <Marked is="diamond" tone="missed">
          {t('plan.link.down')}
        </Marked>
      ) : (
        <Marked is="disc">{t('plan.link.up')}</Marked>
      )
    case 'milestone':
      return measure.done === undefined
        ? t('plan.milestone.open')
        : t('plan.milestone.done', { date: formatDate(startOfDay(measure.done)) })
    case 'entered':
      return `${formatNumber(row?.value, 0, language)}/${formatNumber(measure.of, 0, language)}`
  }
}
