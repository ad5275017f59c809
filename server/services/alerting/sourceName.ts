import type { Alert } from '../../../domain/alerts/alert.ts'
import { readableName } from '../../../domain/readableName.ts'
import { parseSourceId } from '../../../domain/sourceId.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import type { Text } from '../../../domain/text.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'

export type NamedCity = Pick<City, 'sensor' | 'camera'>

/** What people call a source: the device's name, or the system and who reports to it. */
export function sourceName(units: UnitTree, city: NamedCity, id: string): Text {
  const source = parseSourceId(id)
  if (source === undefined) return { vi: id, en: id }
  if (source.is === 'sensor' || source.is === 'camera') {
    const said = (source.is === 'sensor' ? city.sensor(source.id) : city.camera(source.id))?.name
    const name = said === undefined ? id : readableName(said, source.id)
    return { vi: name, en: name }
  }
  const system: SourceSystem | undefined = SYSTEMS[source.system as keyof typeof SYSTEMS]
  if (source.is === 'link') return system?.links?.[source.link]?.name ?? { vi: id, en: id }
  const unit = units.byCode.get(source.unit)
  if (system === undefined || unit === undefined) return { vi: id, en: id }
  return { vi: `${system.name.vi}, ${shortName(unit, 'vi')}`, en: `${system.name.en}, ${shortName(unit, 'en')}` }
}

/** What an alert about a source is about. */
export function subjectOf(id: string): Pick<Alert, 'subject' | 'subjectId'> & { readonly isDevice: boolean } {
  const source = parseSourceId(id)
  if (source?.is === 'sensor' || source?.is === 'camera') {
    return { subject: source.is, subjectId: source.id, isDevice: true }
  }
  return { subject: 'system', subjectId: id.slice(id.indexOf('/') + 1), isDevice: false }
}
