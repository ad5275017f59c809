import type { Camera } from '../../domain/cameras/camera.ts'
import { readableName } from '../../domain/readableName.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'

/**
 * What an office is called from six metres: its commune, which is how everybody in the city knows it. The camera's own name
 * where the commune is unknown. In every language as it stands over the door: `P. An Bình`.
 */
export function officeName(camera: Camera, units: UnitTree | undefined): string {
  const commune = units?.byCode.get(camera.commune)
  return commune === undefined ? readableName(camera.name, camera.id) : shortName(commune, 'vi')
}
