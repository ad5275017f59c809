import type { Layer, LayersList } from '@deck.gl/core'
import { flatten } from '../signs/demands.ts'

/** Which map has first drawn a layer. */
const drawnBy = new WeakMap<Layer, object>()

/**
 * A layer of deck.gl belongs to the map that first drew it, and is of no use once that has ended: its buffers lie in a graphics context that is
 * gone. Another map draws a copy of it, the same one each time, so that what has not changed is not drawn anew.
 * @returns for one map: the layers that it may draw
 */
export function createOwnLayers(): (layers: LayersList) => Layer[] {
  const map = {}
  const copies = new WeakMap<Layer, Layer>()
  const ownOf = (layer: Layer): Layer => {
    const first = drawnBy.get(layer)
    if (first === undefined) drawnBy.set(layer, map)
    if (first === undefined || first === map) return layer
    const copy = copies.get(layer) ?? layer.clone({})
    copies.set(layer, copy)
    return copy
  }
  return (layers) => flatten(layers).map(ownOf)
}
