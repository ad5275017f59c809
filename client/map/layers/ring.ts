import type { Layer } from '@deck.gl/core'
import { BELOW } from '../baseStyle.ts'
import { MARKS, type Rgba } from '../palette.ts'
import { ArrivalLayer } from './arrivalLayer.ts'
import { FLAT } from './layerData.ts'

/**
 * One ring that opens and fades where a reading has arrived. Draws nothing when it is over, or when motion is not wanted.
 * @param arrivedAt `performance.now()` when it arrived; the same number is the same ring
 */
export function ring({
  id,
  lng,
  lat,
  arrivedAt,
  color = MARKS.calm,
  scale = 1,
}: {
  id: string
  lng: number
  lat: number
  arrivedAt: number
  color?: Rgba
  scale?: number
}): Layer[] {
  return [
    new ArrivalLayer({
      id: `ring-${id}`,
      data: [[lng, lat]],
      arrivedAt,
      getPosition: (position) => [...position],
      getLineColor: color as [number, number, number, number],
      getRadius: scale,
      getLineWidth: 2 * scale,
      updateTriggers: { getRadius: scale, getLineWidth: scale, getLineColor: color },
      parameters: FLAT,
      beforeId: BELOW.marks,
    }),
  ]
}
