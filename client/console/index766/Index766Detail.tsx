import { useTranslation } from 'react-i18next'
import { CRITERIA, natureOfCriterion } from '../../../domain/index766/criteria.ts'
import { type Index766Row, isThin } from '../../../domain/index766/index766.ts'
import { TRAILING_DAYS } from '../../../domain/kpis/trailing.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatNumber, formatValue } from '../../ui/format.ts'
import { useCoverageText } from '../figures/useCoverageText.ts'
import { Index766Score } from './Index766Score.tsx'

/** Every criterion of one unit: what was divided by what, and the points it gives. Enough to add the score up by hand. */
export function Index766Detail({ row, caption }: { row: Index766Row; caption: string }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const count = (value: number | null) => formatNumber(value, 0, language)
  return (
    <table className="table index766__criteria">
      <caption className="index766__caption">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('index766.criterion')}</th>
          <th scope="col" className="table__number">
            {t('index766.numerator')}
          </th>
          <th scope="col" className="table__number">
            {t('index766.denominator')}
          </th>
          <th scope="col" className="table__number">
            {t('index766.ratio')}
          </th>
          <th scope="col" className="table__number">
            {t('index766.points')}
          </th>
          <th scope="col" className="table__number">
            {t('index766.max')}
          </th>
        </tr>
      </thead>
      {row.groups.map(({ code, score, max, known, knownMax }) => (
        <tbody key={code}>
          <tr>
            <th scope="rowgroup" colSpan={4} className="table__group">
              {t(`index766.group.${code}`)}
            </th>
            <td className="table__number">
              <Index766Score score={score} known={known} knownMax={knownMax} />
            </td>
            <td className="table__number">{count(max)}</td>
          </tr>
          {row.criteria
            .filter(({ id }) => CRITERIA[id].group === code)
            .map((each) => (
              <tr key={each.id} className="table__row">
                <th scope="row" className="table__wrap">
                  <span className="table__faint">{each.id}</span> {text(CRITERIA[each.id].name)}
                  <p className="index766__note">
                    {!each.applies
                      ? t('index766.exempt')
                      : each.denominator === 0
                        ? t('index766.nothing')
                        : CRITERIA[each.id].fullAt < 1 &&
                          t('index766.fullAt', {
                            share: formatValue(CRITERIA[each.id].fullAt * 100, 0, '%', language),
                          })}
                  </p>
                  <Index766Coverage criterion={each} />
                </th>
                <td className="table__number">{count(each.numerator)}</td>
                <td className="table__number">{count(each.denominator)}</td>
                <td className="table__number">{formatValue(shareOf(each), 1, '%', language)}</td>
                <td className="table__number">
                  <Index766Score score={each.score} known={0} knownMax={0} />
                </td>
                <td className="table__number">{count(each.max)}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  )
}

/** How much of what the criterion counts was reported, where not all of it was; and over which days, where that is not the period in view. */
function Index766Coverage({ criterion }: { criterion: Index766Row['criteria'][number] }) {
  const { t } = useTranslation('console')
  const coverageText = useCoverageText()
  const { id, applies, reported, expected } = criterion
  if (!applies) return null
  const nature = natureOfCriterion(CRITERIA[id])
  const kind = nature === 'stock' ? 'sources' : 'days'
  return (
    <>
      {nature === 'mixed' && <p className="index766__note">{t('index766.trailing', { days: TRAILING_DAYS })}</p>}
      {reported < expected && (
        <p className="index766__note">
          {coverageText(kind, criterion)}
          {isThin(criterion) && ` · ${t('index766.thin')}`}
        </p>
      )}
    </>
  )
}

function shareOf({ numerator, denominator }: Index766Row['criteria'][number]): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : (numerator / denominator) * 100
}
