import type { Layer, LayersList } from '@deck.gl/core'
import type { Placed } from '../layers/layerData.ts'
import type { Demands } from './signs.ts'

/** What all layers together ask of the names. */
export function demandsOf(layers: LayersList): Demands {
  const placed = flatten(layers).map(({ props }) => props as Placed)
  return {
    clear: placed.flatMap(({ keepClear }) => keepClear ?? []),
    clearOfSmall: placed.flatMap(({ keepClearOfSmall }) => keepClearOfSmall ?? []),
    heights: new Map(placed.flatMap(({ heights }) => [...(heights ?? [])])),
    first: [...new Set(placed.flatMap(({ namesFirst }) => namesFirst ?? []))],
  }
}

/** Two that say the same are the same: names are placed anew only when one of them differs. */
export function keyOf({ clear, clearOfSmall, heights, first }: Demands): string {
  return JSON.stringify([clear, clearOfSmall, [...heights], first])
}

export function flatten(layers: LayersList): Layer[] {
  return layers.flatMap((each) =>
    Array.isArray(each) ? flatten(each) : each === null || each === undefined || each === false ? [] : [each as Layer],
  )
}
