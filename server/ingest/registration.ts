import type { Camera } from '../../domain/cameras/camera.ts'
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
  const [is, a = '', unit] = source.split('/')
  if (is === 'sensor' || is === 'camera') {
    const device = is === 'sensor' ? registry.sensor(a) : registry.camera(a)
    return device && deviceRegistration(source, device, registry)
  }
  if (unit === undefined || !Object.hasOwn(SYSTEMS, a)) return undefined
  const { everyMs, links = {} }: SourceSystem = SYSTEMS[a as keyof typeof SYSTEMS]
  if (is === 'link') return Object.hasOwn(links, unit) ? { unit: null, everyMs, simulated, status: null } : undefined
  if (!UNIT_TREES[edition].byCode.has(unit)) return undefined
  return { unit, everyMs: is === 'statistics' ? everyMs : null, simulated, status: null }
}
