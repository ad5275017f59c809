import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { CITY } from '../../panels/city.ts'
import { compareNames } from '../../panels/names.ts'
import './unitChoice.css'
import { useView } from '../useView.ts'

/** Of whom a page speaks: the city, or a unit below it. */
export function UnitChoice({ units, unit, page }: { units: UnitTree; unit: string; page: 'alerts' | 'plan' | 'log' }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { change } = useView()
  const id = useId()
  const choices = useMemo(() => {
    const named = (list: UnitTree['all']) =>
      list
        .map((each) => ({ code: each.code, name: shortName(each, language), plain: each.name }))
        .sort((a, b) => compareNames(a.plain, b.plain))
    return { districts: named(units.districts), communes: named(units.communes) }
  }, [units, language])
  return (
    <span className="unit-choice">
      <label htmlFor={id}>{t('unitChoice')}</label>
      <select
        id={id}
        className="console__button"
        value={unit}
        onChange={({ target: { value } }) =>
          change({ page: { is: page, unit: value === CITY ? undefined : value }, opened: undefined })
        }
      >
        <option value={CITY}>{t('cityFull')}</option>
        {(['districts', 'communes'] as const).map((level) => (
          <optgroup
            key={level}
            label={t(level === 'districts' ? `level.districts${units.edition}` : 'level.communes', {
              count: choices[level].length,
            })}
          >
            {choices[level].map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </span>
  )
}
