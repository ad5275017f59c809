import { useCallback } from 'react'
import type { Text } from '../../../domain/text.ts'
import { type Edition, shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useUnits } from '../../ui/useUnits.ts'

/** The unit in charge as the console calls units; one of another map of units as it was called then. */
export function useLeadName(): (matter: {
  readonly edition: Edition
  readonly lead: string
  readonly leadName: Text
}) => string {
  const units = useUnits()
  const [language] = useLanguage()
  const text = useText()
  return useCallback(
    ({ edition, lead, leadName }) => {
      const unit = units?.edition === edition ? units.byCode.get(lead) : undefined
      return unit === undefined ? text(leadName) : shortName(unit, language)
    },
    [units, language, text],
  )
}
