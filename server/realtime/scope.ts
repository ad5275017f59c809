import { type DevicePlaces, EVERYWHERE, type Feed, WHOLE_CITY } from '../../domain/feeds/feed.ts'
import { FEEDS } from '../../domain/feeds/index.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { type FeedName, scopeKey } from '../../domain/wire.ts'
import type { Picture } from '../city/picture.ts'

/**
 * Which scopes a row of a feed lies in, by their keys: of a row that belongs to a place the units from there up to the city, of a person's own row
 * that person; none, of a row that is not there. Of rows of one place it is the same list, and no list ever changes.
 */
export type ScopesOf = (feed: FeedName, key: string) => readonly string[] | typeof EVERYWHERE

/** Places rows as their feeds declare it. */
export function createScopesOf(units: UnitTree, picture: Picture): ScopesOf {
  const devices: DevicePlaces = {
    sensor: (id) => picture.get('sensors', id)?.commune,
    camera: (id) => picture.get('cameras', id)?.commune,
  }
  const nowhere: readonly string[] = []
  /** Of whoever follows the whole city. */
  const wholeCity = [units.city.code]
  const above = (place: string) => {
    const lineage = units.lineage(place)
    return lineage.length === 0 ? wholeCity : lineage
  }
  return (feed, key) => {
    const row = picture.get(feed, key)
    if (row === undefined) return nowhere
    const declared = FEEDS[feed] as unknown as Feed
    if (declared.see === 'self') return [scopeKey({ person: declared.whose(row) })]
    const place = declared.place(row, devices)
    if (place === EVERYWHERE) return EVERYWHERE
    if (place === undefined || place === WHOLE_CITY) return wholeCity
    if (typeof place === 'string') return above(place)
    return [...new Set([...wholeCity, ...place.flatMap(above)])]
  }
}
