import type { LayersList } from '@deck.gl/core'
import type { Box } from './box.ts'
import type { Column, Columns } from './layers/layerData.ts'
import { MarkLayer } from './layers/markLayer.ts'
import { flatten } from './signs/demands.ts'
import type { Seen } from './signs/seen.ts'

interface Mark {
  readonly among?: readonly string[]
}
type Positioned = Columns<{ readonly getPosition: Column<ArrayLike<number>> }>

/**
 * How many things have a mark that nobody sees: it lies outside the picture, or under what stands on the map.
 * @param covered boxes of what stands on the map, px of the picture
 */
export function outOfSight(layers: LayersList, seen: Seen, covered: readonly Box[]): number {
  const isHidden = (lng: number, lat: number) => {
    const [x, y] = seen.project(lng, lat)
    if (x < 0 || y < 0 || x > seen.width || y > seen.height) return true
    return covered.some(({ left, top, right, bottom }) => x > left && x < right && y > top && y < bottom)
  }
  let count = 0
  for (const layer of flatten(layers)) {
    if (!(layer instanceof MarkLayer)) continue
    const { data, getPosition } = layer.props as unknown as {
      readonly data: readonly Mark[] | Positioned
      readonly getPosition: (mark: Mark) => readonly [number, number]
    }
    if (isList(data)) {
      for (const mark of data) if (isHidden(...getPosition(mark))) count += mark.among?.length ?? 1
      continue
    }
    const { value } = data.attributes.getPosition
    data.ids.forEach((id, i) => {
      if (isHidden(value[i * 2] as number, value[i * 2 + 1] as number)) count += data.stacks?.get(id)?.length ?? 1
    })
  }
  return count
}

function isList(data: readonly Mark[] | Positioned): data is readonly Mark[] {
  return Array.isArray(data)
}
