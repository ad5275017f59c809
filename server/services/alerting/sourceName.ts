import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import type { Text } from '../../../domain/text.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'

export type NamedCity = Pick<City, 'sensor' | 'camera'>

/** What people call a source: the device's name, or the system and who reports to it. */
export function sourceName(units: UnitTree, city: NamedCity, id: string): Text {
  const [is, a = '', b = ''] = id.split('/')
  const device = is === 'sensor' ? city.sensor(a) : is === 'camera' ? city.camera(a) : undefined
  if (device !== undefined) return { vi: device.name, en: device.name }
  const system: SourceSystem | undefined = SYSTEMS[a as keyof typeof SYSTEMS]
  const link = is === 'link' ? system?.links?.[b]?.name : undefined
  if (link !== undefined) return link
  const unit = units.byCode.get(b)
  if (system === undefined || unit === undefined) return { vi: id, en: id }
  return { vi: `${system.name.vi}, ${shortName(unit, 'vi')}`, en: `${system.name.en}, ${shortName(unit, 'en')}` }
}
