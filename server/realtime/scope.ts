import { type DevicePlaces, EVERYWHERE, type Feed, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { FEEDS } from '../../domain/feeds/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { FeedName, Scope } from '../../domain/wire.ts'
import type { Picture } from '../city/picture.ts'

/** Is this row of this feed what a scope names: in its unit or below it, or its person's own? Never, of a row that is not there. */
export type InScope = (feed: FeedName, key: string, scope: Scope) => boolean

/** Places rows as their feeds declare it. */
export function createInScope(units: UnitTree, picture: Picture): InScope {
  const devices: DevicePlaces = {
    sensor: (id) => picture.get('sensors', id)?.commune,
    camera: (id) => picture.get('cameras', id)?.commune,
  }
  return (feed, key, scope) => {
    const row = picture.get(feed, key)
    if (row === undefined) return false
    const declared = FEEDS[feed] as unknown as Feed
    if (declared.see === 'self') return 'person' in scope && declared.whose(row) === scope.person
    if (!('unit' in scope)) return false
    if (scope.unit === units.city.code) return true
    const place = declared.place(row, devices)
    if (place === EVERYWHERE) return true
    if (place === undefined || place === WHOLE_CITY) return false
    return [place].flat().some((each) => units.lineage(each).includes(scope.unit))
  }
}
