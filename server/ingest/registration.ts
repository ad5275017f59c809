import type { Camera } from '../../domain/cameras/camera.ts'
import { parseSourceId } from '../../domain/sourceId.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { statusNow } from '../city/statuses.ts'
import type { SourceRegistry } from './messageValidator.ts'
import type { Registered } from './sources.ts'

/** An announced device as it stands. */
export function deviceRegistration(
  source: string,
  { commune: unit, everyMs, simulated }: Pick<Camera, 'commune' | 'everyMs' | 'simulated'>,
  registry: Pick<SourceRegistry, 'said'>,
): Registered {
  const said = registry.said(source)
  return { unit, everyMs, simulated, status: said === undefined ? null : statusNow(said) }
}

/**
 * Who really exists under the name of a source: an announced device, or a declared system at a real unit. Undefined for a stranger,
 * and for who has ended.
 * @param simulated what a system has said of itself; a device says it when it announces itself
 */
export function registrationOf(
  source: string,
  { edition, registry, simulated }: { edition: Edition; registry: SourceRegistry; simulated: boolean },
): Registered | undefined {
  if (registry.retirement(source) !== undefined) return undefined
  const named = parseSourceId(source)
  if (named === undefined) return undefined
  if (named.is === 'sensor' || named.is === 'camera') {
    const device = named.is === 'sensor' ? registry.sensor(named.id) : registry.camera(named.id)
    return device && deviceRegistration(source, device, registry)
  }
  if (!Object.hasOwn(SYSTEMS, named.system)) return undefined
  const { everyMs, links = {} }: SourceSystem = SYSTEMS[named.system as keyof typeof SYSTEMS]
  if (named.is === 'link') {
    return Object.hasOwn(links, named.link) ? { unit: null, everyMs, simulated, status: null } : undefined
  }
  const { unit } = named
  if (!UNIT_TREES[edition].byCode.has(unit)) return undefined
  return { unit, everyMs: named.is === 'statistics' ? everyMs : null, simulated, status: null }
}
