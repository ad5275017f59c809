import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { CITY } from '../../panels/city.ts'
import { compareNames } from '../../panels/names.ts'

/** The city and every unit below it, by name, as the options of a choice. @param within only in these units, and below; undefined: all */
export function UnitOptions({ units, within }: { units: UnitTree; within?: readonly string[] | undefined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const choices = useMemo(() => {
    const isWithin = (code: string) => within === undefined || units.lineage(code).some((each) => within.includes(each))
    const named = (list: UnitTree['all']) =>
      list
        .filter(({ code }) => isWithin(code))
        .map((each) => ({ code: each.code, name: shortName(each, language), plain: each.name }))
        .sort((a, b) => compareNames(a.plain, b.plain))
    return { hasCity: isWithin(CITY), districts: named(units.districts), communes: named(units.communes) }
  }, [units, language, within])
  return (
    <>
      {choices.hasCity && <option value={CITY}>{t('cityFull')}</option>}
      {(['districts', 'communes'] as const)
        .filter((level) => choices[level].length > 0)
        .map((level) => (
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
    </>
  )
}
