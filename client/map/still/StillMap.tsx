import type { LayersList } from '@deck.gl/core'
import { memo, use, useEffect, useMemo, useRef, useState } from 'react'
import type { Box } from '../box.ts'
import { FlowStrokes } from '../flow/FlowStrokes.tsx'
import type { KnownFlow } from '../flow/useRiverFlow.ts'
import { drawnSpeed } from '../flow/wayOf.ts'
import type { Geography } from '../geography.ts'
import { withBadges } from '../layers/rankBadges.ts'
import type { Picked } from '../mapEngine.ts'
import { cameraOf, type MapView } from '../mapView.ts'
import type { Palette } from '../palette.ts'
import { PartInSight } from '../partInSight.ts'
import { flatten } from '../signs/demands.ts'
import { MapLoupe } from '../signs/MapLoupe.tsx'
import { MapSigns } from '../signs/MapSigns.tsx'
import { seenBy } from '../signs/seen.ts'
import { useSigns } from '../signs/useSigns.ts'
import { StillPicture } from './StillPicture.tsx'
import './stillMap.css'

/**
 * A still of the city with the same figures, names and marks: where there is no WebGL, or while the graphics processor has let go. It
 * shows each view at once, and answers a click on a commune.
 */
export const StillMap = memo(function StillMap({
  view,
  layers,
  geography,
  keepClear,
  flow,
  flowText,
  scale,
  palette,
  onPick,
}: {
  readonly view: MapView
  readonly layers: LayersList
  readonly geography: Geography
  readonly keepClear: readonly Box[]
  readonly flow: KnownFlow | undefined
  readonly flowText: string | undefined
  readonly scale: number
  readonly palette: Palette
  readonly onPick?: ((picked: Picked | undefined) => void) | undefined
}) {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<readonly [width: number, height: number]>()
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const measure = () => setSize([element.clientWidth || 1, element.clientHeight || 1])
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const element = place.current
    if (element === null || onPick === undefined) return
    const onClick = ({ target }: MouseEvent) => {
      const { layer, id } = target instanceof SVGElement ? target.dataset : {}
      onPick(layer === undefined || id === undefined ? undefined : { layer, id })
    }
    element.addEventListener('click', onClick)
    return () => element.removeEventListener('click', onClick)
  }, [onPick])

  const said = JSON.stringify(view)
  // biome-ignore lint/correctness/useExhaustiveDependencies: views are compared by what they say
  const rest = useMemo(
    () =>
      size === undefined ? undefined : { camera: cameraOf(view, ...size, geography), width: size[0], height: size[1] },
    [said, size, geography],
  )
  const part = use(PartInSight)
  const seen = useMemo(() => rest && seenBy(rest.camera, rest.width, rest.height, part), [rest, part])
  const signs = useSigns({ geography, rest, layers, keepClear, scale, note: flowText })
  const arranged = useMemo(
    () => (signs === undefined ? layers : [...withBadges(flatten(layers), signs.badges, scale)]),
    [layers, signs, scale],
  )
  return (
    <div ref={place} className="still-map">
      {seen !== undefined && <StillPicture {...{ geography, layers: arranged, seen, scale, palette }} />}
      {signs !== undefined && flow?.is === 'modelled' && (
        <FlowStrokes lanes={signs.lanes} speed={drawnSpeed(flow)} scale={scale} color={palette.base.riverFlow} isWeak />
      )}
      {seen !== undefined && signs !== undefined && <MapSigns signs={signs} width={seen.width} height={seen.height} />}
      {rest !== undefined && signs?.loupe !== undefined && (
        <MapLoupe loupe={signs.loupe} {...{ geography, layers, palette, scale, ...rest }} />
      )}
    </div>
  )
})
