import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../../domain/kpis/explanation.ts'
import { isDivided, type Kpi } from '../../../domain/kpis/kpi.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatDate, formatNumber } from '../../ui/format.ts'
import { countDigits } from './explanation.ts'

/** Every day that was summed, with what it gave: they add up to the figure. Of too many, that they are listed authority by authority. */
export function ExplainDays({
  kpi,
  days,
  daysSummed,
  nameOf,
}: Pick<Explanation, 'days' | 'daysSummed'> & { kpi: Kpi; nameOf: (source: string) => string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  if (days.length === 0) {
    return daysSummed === 0 ? null : (
      <p className="explain__note">{t('explain.daysElsewhere', { count: daysSummed })}</p>
    )
  }
  const isRatio = isDivided(kpi)
  const count = (number: number | undefined) => formatNumber(number, countDigits(kpi, number), language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs the focus to be scrolled by keys
    <div className="explain__scroll" tabIndex={0}>
      <table className="table">
        <caption className="explain__note">{t('explain.days', { count: days.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('explain.day')}</th>
            <th scope="col">{t('explain.source')}</th>
            <th scope="col" className="table__number">
              {t(isRatio ? 'explain.parts' : 'ranking.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ source, day, numerator, denominator }) => (
            <tr key={`${source}|${day}`} className="table__row">
              <th scope="row">{formatDate(startOfDay(day))}</th>
              <td className="table__wrap">{nameOf(source)}</td>
              <td className="table__number">
                {count(numerator)}
                {isRatio && `/${count(denominator)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
