import { eventSource, parseSourceId, statisticsSource } from '../../domain/sourceId.ts'
import { type Edition, partsOfKey, type UnitKey, unitKey } from '../../domain/units/unit.ts'

/** The id of a source as its end is kept: a reporter's unit names its map. A device is the same one in every map. */
export function keptSource(edition: Edition, source: string): string {
  const parts = parseSourceId(source)
  return parts !== undefined && 'unit' in parts ? withUnit(parts, unitKey(edition, parts.unit)) : source
}

/** The source whose end was kept; undefined: a reporter of another map of units, whose code may be somebody else's here. */
export function sourceIn(edition: Edition, kept: string): string | undefined {
  const parts = parseSourceId(kept)
  if (parts === undefined || !('unit' in parts)) return kept
  const { edition: own, code } = partsOfKey(parts.unit as UnitKey)
  return own === edition ? withUnit(parts, code) : undefined
}

function withUnit(
  { is, system }: { readonly is: 'statistics' | 'event'; readonly system: string },
  unit: string,
): string {
  return is === 'statistics' ? statisticsSource(system, unit) : eventSource(system, unit)
}
