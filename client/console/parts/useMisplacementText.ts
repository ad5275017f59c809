import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Misplacement } from '../../../domain/units/misplacement.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'

/** What is doubtful of a device's position, in words; empty where nothing is. */
export function useMisplacementText(
  units: UnitTree | undefined,
): (misplaced: Misplacement | null | undefined) => string {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  return useCallback(
    (misplaced) => {
      if (misplaced == null) return ''
      const unit = misplaced.is === 'elsewhere' ? units?.byCode.get(misplaced.commune) : undefined
      return t(`misplaced.${misplaced.is}`, { place: unit === undefined ? '–' : shortName(unit, language) })
    },
    [t, language, units],
  )
}
