import type { Layer } from '@deck.gl/core'
import { BELOW } from '../baseStyle.ts'
import { DARK, type Rgba } from '../palette.ts'
import { ArrivalLayer } from './arrivalLayer.ts'
import { FLAT } from './layerData.ts'

/**
 * One ring that opens and fades where something arrives. Nothing is drawn before the first change, after it is over, or where motion is
 * not wanted.
 * @param arrival another value is another arrival, e.g. when a reading was received
 */
export function ring({
  id,
  lng,
  lat,
  arrival,
  color = DARK.marks.calm,
  scale = 1,
}: {
  id: string
  lng: number
  lat: number
  arrival: number | null | undefined
  color?: Rgba
  scale?: number
}): Layer[] {
  return [
    new ArrivalLayer({
      id: `ring-${id}`,
      data: [[lng, lat]],
      arrival,
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
