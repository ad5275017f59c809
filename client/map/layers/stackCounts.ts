import type { Layer } from '@deck.gl/core'
import { TextLayer } from '@deck.gl/layers'
import { BELOW } from '../baseStyle.ts'
import { STRONG_FONT } from '../fonts.ts'
import type { Palette } from '../palette.ts'
import { FLAT, type Placed } from './layerData.ts'

/** A mark that stands for several, and where it stands. Degrees. */
export interface StackCount {
  readonly lng: number
  readonly lat: number
  readonly count: number
}

/** Pixels at scale 1, from the middle of the mark to the upper right: beside it, on nothing that its shape says. */
const ASIDE_PX = 13
/** Names keep so far from the middle of a count, pixels at scale 1. */
const CLEAR_PX = 9

/** How many things a mark stands for, as the map and its legend write it: a bare number would be taken for one of the list beside the map. */
export function countText(count: number): string {
  return `×${count}`
}

/** How many things a mark stands for, beside it; nothing for those that stand for themselves. @param counts the same list while nothing has changed */
export function stackCounts(id: string, counts: readonly StackCount[], scale: number, palette: Palette): Layer[] {
  if (counts.length === 0) return []
  return [
    new TextLayer<StackCount, Placed>({
      id,
      data: counts,
      getPosition: ({ lng, lat }) => [lng, lat],
      getText: ({ count }) => countText(count),
      getSize: 13 * scale,
      sizeUnits: 'pixels',
      getPixelOffset: [ASIDE_PX * scale, -ASIDE_PX * scale],
      getTextAnchor: 'start',
      getColor: palette.ink as unknown as [number, number, number, number],
      outlineColor: palette.casing as unknown as [number, number, number, number],
      outlineWidth: 4,
      fontFamily: STRONG_FONT,
      fontWeight: 600,
      characterSet: '×0123456789',
      fontSettings: { sdf: true, fontSize: 64, buffer: 12, radius: 16, smoothing: 0.15 },
      updateTriggers: { getSize: scale, getPixelOffset: scale, getColor: palette },
      parameters: FLAT,
      keepClearOfSmall: counts.map(({ lng, lat }) => ({
        ...{ lng, lat, radius: CLEAR_PX * scale },
        aside: (ASIDE_PX + CLEAR_PX / 2) * scale,
      })),
      beforeId: BELOW.marks,
    }),
  ]
}
