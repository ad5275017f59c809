import { useTranslation } from 'react-i18next'
import { coverageKind } from '../../../domain/kpis/coverageKind.ts'
import { isDivided, type Kpi, type KpiValue } from '../../../domain/kpis/kpi.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { formatAge, formatFigure, formatNumber } from '../../ui/format.ts'
import { countDigits } from './explanation.ts'

/** The formula with this moment's numbers, so that a reader can recompute the figure by hand. */
export function FilledFormula({ kpi, value, isOfSpan }: { kpi: Kpi; value: KpiValue | undefined; isOfSpan: boolean }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const count = (number: number | null | undefined) => formatNumber(number, countDigits(kpi, number), language)
  const numerator = count(value?.numerator)
  const result = formatFigure(value?.value, kpi, language)
  const denominator = count(value?.denominator)
  return (
    <div className="explain__formula">
      <p className="explain__sum">
        {isDivided(kpi)
          ? `${numerator} ÷ ${denominator}${kpi.combine === 'ratio' ? ' × 100' : ''} = ${result}`
          : `${t(`explain.combine.${kpi.combine === 'max' ? 'max' : 'sum'}`)} ${numerator} = ${result}`}
      </p>
      {value !== undefined && value.value === null && value.numerator === null && <WhyNot value={value} />}
      <dl className="explain__parts">
        <div>
          <dt>{text(kpi.numeratorName)}</dt>
          <dd>{numerator}</dd>
        </div>
        {isDivided(kpi) && kpi.denominatorName !== undefined && (
          <div>
            <dt>{text(kpi.denominatorName)}</dt>
            <dd>{denominator}</dd>
          </div>
        )}
        <div>
          <dt>{t(`explain.coverage.${coverageKind(kpi, isOfSpan)}`)}</dt>
          <dd>
            {value === undefined
              ? '–'
              : `${formatNumber(value.reported, 0, language)}/${formatNumber(value.expected, 0, language)}`}
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** Why there is nothing to fill in: nobody ever sent, or only long ago. Where the hub could not have heard, that stands above. */
function WhyNot({ value: { at, unheard } }: { value: KpiValue }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  if (at != null) return <p>{t('explain.onlyOld', { age: formatAge(Math.max(0, now - at), language) })}</p>
  return unheard ? null : <p>{t('explain.nothing')}</p>
}
