import type { Language } from '../../../domain/text.ts'
import { fullName, type Unit } from '../../../domain/units/unit.ts'

/** As a heading: `Phường Cái Khế`, `Cái Khế Ward`. */
export function headingName(unit: Unit, language: Language): string {
  const name = fullName(unit, language)
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
}
