import type { Camera } from '../../domain/cameras/camera.ts'
import type { Language } from '../../domain/text.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'

/**
 * What an office is called from six metres: its commune, which is how everybody in the city knows it. The camera's own name
 * where the commune is unknown.
 */
export function officeName(camera: Camera, units: UnitTree | undefined, language: Language): string {
  const commune = units?.byCode.get(camera.commune)
  return commune === undefined ? camera.name : shortName(commune, language)
}
