import type { Layer, LayersList } from '@deck.gl/core'
import { type Arrival, heightsAmong, type Placed } from '../layers/layerData.ts'
import { badgesAmong, withBadges } from '../layers/rankBadges.ts'
import type { Demands } from './signs.ts'

/** What all layers together ask of the names. */
export function demandsOf(layers: LayersList): Demands {
  const flat = flatten(layers)
  const badges = badgesAmong(flat)
  // Where badges stand is arranged by the map itself.
  const placed = withBadges(flat, [], 1).map(({ props }) => props as Placed)
  return {
    clear: placed.flatMap(({ keepClear }) => keepClear ?? []),
    clearOfSmall: placed.flatMap(({ keepClearOfSmall }) => keepClearOfSmall ?? []),
    heights: heightsAmong(flat),
    badges,
    first: [...new Set(placed.flatMap(({ namesFirst }) => namesFirst ?? []))],
  }
}

/** Two that say the same are the same: names are placed anew only when one of them differs. */
export function keyOf({ clear, clearOfSmall, heights, first, badges }: Demands): string {
  return JSON.stringify([clear, clearOfSmall, [...heights], first, badges])
}

export function flatten(layers: LayersList): Layer[] {
  return layers.flatMap((each) =>
    Array.isArray(each) ? flatten(each) : each === null || each === undefined || each === false ? [] : [each as Layer],
  )
}

/** When the places of all layers last reported. */
export function arrivalsOf(layers: LayersList): readonly Arrival[] {
  return flatten(layers).flatMap(({ props }) => (props as Placed).arrivals ?? [])
}
