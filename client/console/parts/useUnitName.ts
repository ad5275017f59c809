import { useCallback } from 'react'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'

/** Names units by their codes; what is no unit of the tree, by the code itself. */
export function useUnitName(units: UnitTree | undefined): (code: string) => string {
  const [language] = useLanguage()
  return useCallback(
    (code) => {
      const unit = units?.byCode.get(code)
      return unit === undefined ? code : shortName(unit, language)
    },
    [units, language],
  )
}
