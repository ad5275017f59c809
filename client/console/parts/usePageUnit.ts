import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { CITY } from '../../panels/city.ts'

/** Of whom a page speaks. */
interface PageUnit {
  readonly unit: string
  /** Code of the unit that the page belongs to; undefined where there is no such unit. */
  readonly above: string | undefined
  /** As a heading calls it; undefined: the whole city, or no unit that there is. */
  readonly name: string | undefined
}

/** @param asked code in the address; undefined: the city */
export function usePageUnit(units: UnitTree, asked: string | undefined): PageUnit {
  const [language] = useLanguage()
  const unit = asked ?? CITY
  const place = units.byCode.get(unit)
  return {
    unit,
    above: place?.code,
    name: unit === CITY || place === undefined ? undefined : shortName(place, language),
  }
}
