import { COUNT_EVERY_MS } from '../../domain/cameras/camera.ts'
import type { RefusalReason } from '../../domain/refusals.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import type { Decoded } from '../adapters/adapter.ts'
import type { ToldTime } from './deviceClocks.ts'
import type { Judgement, Registry } from './messageValidator.ts'

/** Refusals for nothing but the time of a message. */
const OF_TIME: ReadonlySet<RefusalReason> = new Set<RefusalReason>(['future', 'ancient', 'beforeItsDay'])

/**
 * What a message says of the time: of what was accepted, or of what was refused for its time alone. Undefined where it says none
 * (announcements, online and offline, frames) and for strangers.
 */
export function toldTime(decoded: Decoded, { accepted, refused }: Judgement, registry: Registry): ToldTime | undefined {
  if (accepted === undefined && !refused.some(({ reason }) => OF_TIME.has(reason))) return undefined
  switch (decoded.is) {
    case 'readings': {
      const said = accepted?.is === 'readings' ? accepted.readings : decoded.readings.parts
      return newestOf(said, registry.sensor(decoded.id)?.everyMs ?? null)
    }
    case 'count':
      return newestOf([decoded.count], COUNT_EVERY_MS)
    case 'statistics':
      return newestOf(
        accepted?.is === 'statistics' ? accepted.reports : decoded.statistics.parts,
        promiseOf(decoded.system),
      )
    case 'link':
      return newestOf([decoded.report], promiseOf(decoded.system))
    case 'event':
      return newestOf([decoded.event], null)
    default:
      return undefined
  }
}

function promiseOf(system: string): number | null {
  const declared: SourceSystem | undefined = SYSTEMS[system as keyof typeof SYSTEMS]
  return declared?.everyMs ?? null
}

function newestOf(said: readonly { readonly at: number }[], everyMs: number | null) {
  if (said.length === 0) return undefined
  let newest = Number.NEGATIVE_INFINITY
  for (const { at } of said) if (at > newest) newest = at
  return { at: newest, everyMs, isSingle: said.length === 1 }
}
