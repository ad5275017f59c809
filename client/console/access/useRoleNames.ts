import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '../../../domain/access/roles.ts'
import type { OtherMapUnit } from '../../../domain/people/person.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useUnits } from '../../ui/useUnits.ts'

/** Names places by their codes; of a unit that the edition in force does not have, the code itself. */
export function usePlaceName(): (code: string) => string {
  const { t } = useTranslation('people')
  const [language] = useLanguage()
  const units = useUnits() ?? UNIT_TREES['2021']
  return useCallback(
    (code) => {
      const unit = units.byCode.get(code)
      if (unit === undefined) return code
      return unit.level === 'city' ? t('wholeCity') : shortName(unit, language)
    },
    [units, language, t],
  )
}

/** Names where a token or a wall is held: a unit of another map of units, for which the map in force has none, with that map. */
export function useHeldPlace(): (held: {
  readonly place: string | null
  readonly otherMap: OtherMapUnit | null
}) => string {
  const { t } = useTranslation('people')
  const text = useText()
  const placeName = usePlaceName()
  return useCallback(
    ({ place, otherMap }) => {
      if (place !== null) return placeName(place)
      if (otherMap === null) return '–'
      const { edition, name } = otherMap
      return t('otherMap.unit', { unit: name === null ? otherMap.place : text(name), edition })
    },
    [t, text, placeName],
  )
}

/** Names a role, and the place for which it is held: `Trực ban, Thành phố Cần Thơ`. */
export function useGrantText(): (grant: { readonly role: Role; readonly place: string }) => string {
  const text = useText()
  const placeName = usePlaceName()
  return useCallback(({ role, place }) => `${text(ROLES[role].name)}, ${placeName(place)}`, [text, placeName])
}
