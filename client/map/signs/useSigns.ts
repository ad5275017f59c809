import type { LayersList } from '@deck.gl/core'
import { useEffect, useMemo, useState } from 'react'
import type { Box } from '../box.ts'
import type { CameraView } from '../fitView.ts'
import { loadMapFonts, STRONG_FONT } from '../fonts.ts'
import type { Geography } from '../geography.ts'
import { demandsOf, keyOf } from './demands.ts'
import { signsPlacedBefore } from './placedBefore.ts'
import type { Signs } from './signs.ts'

/** A camera that stands, and the picture it fills, px. */
export interface Rest {
  readonly camera: CameraView
  readonly width: number
  readonly height: number
}

/** What is written on the map, placed anew when the camera has come to rest somewhere else or the data ask for other places. */
export function useSigns({
  geography,
  rest,
  layers,
  keepClear,
  scale,
  note,
}: {
  geography: Geography | undefined
  rest: Rest | undefined
  layers: LayersList
  keepClear: readonly Box[]
  scale: number
  note: string | undefined
}): Signs | undefined {
  const [hasFonts, setHasFonts] = useState(false)
  useEffect(() => {
    let isGone = false
    void loadMapFonts().then(() => {
      if (!isGone) setHasFonts(true)
    })
    return () => {
      isGone = true
    }
  }, [])
  const asked = demandsOf(layers)
  const key = keyOf(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the layers ask is compared by what it says, not by who says it
  return useMemo(() => {
    if (geography === undefined || rest === undefined || !hasFonts || rest.width === 0 || rest.height === 0)
      return undefined
    return signsPlacedBefore({ geography, seen: rest, scale, keepClear, demands: asked, note, measure })
  }, [geography, rest, hasFonts, keepClear, scale, note, key])
}

let context: CanvasRenderingContext2D | null | undefined
/** As the letters are drawn, the strongest of them. Where there is no canvas, a little more than they take. */
export function measure(text: string, size: number): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * size * 0.62
  context.font = `600 ${size}px "${STRONG_FONT}", "Inter Variable", sans-serif`
  return context.measureText(text).width
}
