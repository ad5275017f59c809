import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { patienceFor } from '../../../domain/freshness.ts'
import type { Explanation } from '../../../domain/kpis/explanation.ts'
import { type Contribution, isDivided, type Kpi } from '../../../domain/kpis/kpi.ts'
import { judgedFreshness, type Reception } from '../../../domain/reception.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDateTime, formatNumber, formatValue } from '../../ui/format.ts'
import '../parts/table.css'
import type { Page } from '../../../domain/pages.ts'
import { pageOfSource } from '../sources/sourcePage.ts'
import { useView } from '../useView.ts'
import { countDigits, ownValue, totalOf, weightOf } from './explanation.ts'

/**
 * What went into a figure, what weighs most first, and what it comes to.
 * @param span `past`: of days that are over, whose reports do not age; `running`: a span that today lies in; `none`: as it stands
 */
export function ExplainInputs({
  kpi,
  contributions,
  everyMs,
  span,
}: {
  kpi: Kpi
  contributions: Explanation['contributions']
  everyMs: number
  span: 'past' | 'running' | 'none'
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const { toPage } = useView()
  const sorted = useMemo(
    () => [...contributions].sort((a, b) => weightOf(kpi, b) - weightOf(kpi, a)),
    [contributions, kpi],
  )
  if (sorted.length === 0) return <p className="explain__note">{t('explain.noInputs')}</p>
  const ratio = isDivided(kpi)
  const total = totalOf(kpi, contributions, span !== 'none')
  const count = (number: number | null | undefined) => formatNumber(number, countDigits(kpi, number), language)
  const own = (value: number | null | undefined) =>
    formatValue(value, ratio ? kpi.digits : countDigits(kpi, value), kpi.unit, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs the focus to be scrolled by keys
    <div className="explain__scroll" tabIndex={0}>
      <table className="table">
        <caption className="explain__note">{t(ratio ? 'explain.orderRatio' : 'explain.orderPlain')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('explain.source')}</th>
            {ratio && (
              <th scope="col" className="table__number">
                {t('explain.parts')}
              </th>
            )}
            <th scope="col" className="table__number">
              {t('ranking.value')}
            </th>
            <th scope="col">{t('ranking.freshness')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((each) => (
            <tr key={each.source} className="table__row">
              <th scope="row" className="table__wrap">
                <Link to={toPage(pageOfInput(each))}>{each.name}</Link>
              </th>
              {ratio && (
                <td className="table__number">
                  {count(each.numerator)}/{count(each.denominator)}
                </td>
              )}
              <td className="table__number">{own(ownValue(kpi, each))}</td>
              <td>
                {span === 'past' ? (
                  formatDateTime(each.at)
                ) : (
                  <FreshnessMark
                    freshness={each.fresh ? 'live' : notFresh(each.at, now, everyMs, reception)}
                    at={each.at}
                    compact
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="explain__total">
            <th scope="row">{t(`explain.total.${kpi.combine}`)}</th>
            {ratio && (
              <td className="table__number">
                {count(total.numerator)}/{count(total.denominator)}
              </td>
            )}
            <td className="table__number">{own(total.value)}</td>
            <td className="explain__note">
              {total.leftOut > 0 ? t('explain.leftOut', { count: total.leftOut }) : undefined}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** Where one looks at an input: its device, or the unit that reported. */
export function pageOfInput({ source, unit }: Contribution): Page {
  const device = source.startsWith('statistics/') ? undefined : pageOfSource(source)
  return device ?? (unit === CITY ? { is: 'city' } : { is: 'unit', code: unit })
}

/** The hub said it is not fresh; how old, and whether the hub could have heard, decides what it is. */
export function notFresh(at: number, now: number, everyMs: number, reception: Reception) {
  const fresh = judgedFreshness(at, now, patienceFor(everyMs), reception)
  return fresh === 'live' ? 'stale' : fresh
}
