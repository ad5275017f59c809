import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { freshness, patienceFor } from '../../domain/freshness.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { formatNumber, formatValue } from '../ui/format.ts'
import './table.css'
import { type Explanation, ownValue, weightOf } from './explanation.ts'

/** What went into a figure, what weighs most first. */
export function ExplainInputs({
  kpi,
  contributions,
  everyMs,
}: {
  kpi: Kpi
  contributions: Explanation['contributions']
  everyMs: number
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const sorted = useMemo(
    () => [...contributions].sort((a, b) => weightOf(kpi, b) - weightOf(kpi, a)),
    [contributions, kpi],
  )
  if (sorted.length === 0) return <p className="explain__note">{t('explain.noInputs')}</p>
  const ratio = kpi.combine === 'ratio'
  const digits = kpi.combine === 'max' ? kpi.digits : 0
  return (
    <div className="explain__scroll">
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
                {each.name}
              </th>
              {ratio && (
                <td className="table__number">
                  {formatNumber(each.numerator, 0, language)}/{formatNumber(each.denominator, 0, language)}
                </td>
              )}
              <td className="table__number">
                {formatValue(ownValue(kpi, each), ratio ? kpi.digits : digits, text(kpi.unit), language)}
              </td>
              <td>
                <FreshnessMark
                  freshness={each.fresh ? 'live' : staleOrLost(each.at, now, everyMs)}
                  at={each.at}
                  compact
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The hub said it is not fresh; how old decides between stale and lost. */
function staleOrLost(at: number, now: number, everyMs: number) {
  const fresh = freshness(at, now, patienceFor(everyMs))
  return fresh === 'live' ? 'stale' : fresh
}
