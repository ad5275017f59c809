import type { Camera } from '../../domain/cameras/camera.ts'
import { readableName } from '../../domain/readableName.ts'
import type { Language } from '../../domain/text.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'

/**
 * What an office is called from six metres: its commune, which is how everybody in the city knows it, as every list names communes. The camera's
 * own name where the commune is unknown.
 */
export function officeName(camera: Camera, units: UnitTree | undefined, language: Language): string {
  const commune = units?.byCode.get(camera.commune)
  return commune === undefined ? readableName(camera.name, camera.id) : shortName(commune, language)
}

/** The same where there is room for the name alone: `An Bình`. */
export function bareOfficeName(camera: Camera, units: UnitTree | undefined): string {
  return units?.byCode.get(camera.commune)?.name ?? readableName(camera.name, camera.id)
}
