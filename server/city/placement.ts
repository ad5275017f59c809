import type { UnitTree } from '../../domain/units/unit.ts'
import type { FeedName, Scope } from '../../domain/wire.ts'
import type { Picture } from './picture.ts'

/** The unit a row belongs to; undefined when it belongs to no place and concerns the whole city. */
function unitOf(picture: Picture, feed: FeedName, key: string): string | null | undefined {
  switch (feed) {
    case 'sensors':
    case 'readings':
      return picture.get('sensors', key)?.commune
    case 'cameras':
    case 'cameraViews':
      return picture.get('cameras', key)?.commune
    case 'plan':
    case 'kpis':
    case 'alerts':
    case 'sources':
    case 'retired':
      return picture.get(feed, key)?.unit
    case 'links':
    case 'quarantine':
    case 'hub':
      return undefined
  }
}

/** Whether a row lies in a scope: in the scope's unit or below it. The hub's own heartbeat lies in every scope. */
export function createPlacement(units: UnitTree, picture: Picture) {
  return (feed: FeedName, key: string, scope: Scope): boolean => {
    if (feed === 'hub' || scope.unit === units.city.code) return true
    const unit = unitOf(picture, feed, key)
    return unit != null && units.lineage(unit).includes(scope.unit)
  }
}
