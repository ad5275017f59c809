import type { LayersList } from '@deck.gl/core'
import {
  type CSSProperties,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../domain/units/geometry.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { useEdition } from '../live/useLive.ts'
import { type Box, NO_BOXES } from './box.ts'
import { createComeBackPause } from './comeBackPause.ts'
import type { CameraView } from './fitView.ts'
import { FlowStrokes } from './flow/FlowStrokes.tsx'
import { useFlowText } from './flow/useFlowText.ts'
import { type KnownFlow, useRiverFlow } from './flow/useRiverFlow.ts'
import { drawnSpeed } from './flow/wayOf.ts'
import { type Geography, useGeography } from './geography.ts'
import { badgesAmong, withBadges } from './layers/rankBadges.ts'
import { type Hovered, hoveredNow, MapHint } from './MapHint.tsx'
import { type MapEngine, type Picked, startMap } from './mapEngine.ts'
import { cameraOf, type MapView, paddingOf } from './mapView.ts'
import { mapWorker } from './mapWorker.ts'
import { outOfSight } from './outOfSight.ts'
import { cssColor, type Palette, type Rgba } from './palette.ts'
import { Breaths } from './signs/Breaths.tsx'
import { arrivalsOf, flatten } from './signs/demands.ts'
import { MapLoupe } from './signs/MapLoupe.tsx'
import { MapSigns } from './signs/MapSigns.tsx'
import { seenBy } from './signs/seen.ts'
import { type Rest, useSigns } from './signs/useSigns.ts'
import { StillMap } from './still/StillMap.tsx'
import { useMapPalette } from './useMapPalette.ts'
import { useTextHeight } from './useTextHeight.ts'
import { isWeak } from './weakGpu.ts'
import './cityMap.css'

export type { MapView } from './mapView.ts'

/** Under the lines at the foot that name who made the map, px at scale 1. */
const CREDIT_GAP_PX = 6
/** The camera moves aside for what comes to lie on the map, ms. */
const EASE_MS = 2_000
/** So many communes without a shape are named, the rest counted. */
const MOST_NAMED = 3

/**
 * The city: a quiet base with data layers on it. The camera flies along one slow curve when `view` says something else, and jumps where
 * motion is not wanted or the window has changed.
 * @param layers of deck.gl, from the builders in `layers/`; lists within lists are flattened
 * @param onPick what was clicked; with it or `onMove` the map can be moved by hand, without them it is a picture
 * @param hint what a thing says when the pointer rests on it: nothing that does not stand elsewhere too
 * @param flyMs length of the curve
 * @param keepClear boxes that no name may stand in: panels, and the seams between a wall's screens; the same list while it says the same
 * @param covered boxes of what stands on the map: marks under them, and outside the picture, are counted beside the names of the map's makers
 * @param credit the box in which the map's makers are named, px of the picture; without it at its lower right
 * @param onCreditHeight told how high their names are, px: what stands over them leaves as much room
 * @param isFlowAsked the map is looked at for the river too: where its flow is not known, it says why
 * @param labelScale of all names and lines: the smallest text is 12 px times this
 * @param beside what the words beside the map are of: when that changes, or a number on the map, the picture changes in the same frame as they do
 * @param stills what stands in place of the map where only a still can be drawn; without it a still of the view
 */
export function CityMap({
  view,
  layers,
  onPick,
  onPoint,
  onMove,
  onZoom,
  hint,
  label,
  flyMs = 1_200,
  isFlowAsked = true,
  labelScale = 1,
  keepClear = NO_BOXES,
  covered,
  credit,
  onCreditHeight,
  beside = '',
  stills,
}: {
  view: MapView
  layers: LayersList
  onPick?: (picked: Picked | undefined, at?: Position) => void
  /** A point of the map: where the second button was pressed, or a finger for long. */
  onPoint?: ((at: Position) => void) | undefined
  /** How near the camera is, to a quarter of a step: marks that cover each other there are drawn as one. */
  onZoom?: (zoom: number) => void
  hint?: (picked: Picked) => ReactNode
  onMove?: (camera: CameraView) => void
  label?: string
  flyMs?: number
  isFlowAsked?: boolean
  labelScale?: number
  keepClear?: readonly Box[]
  covered?: readonly Box[]
  credit?: Box
  onCreditHeight?: (height: number) => void
  beside?: string
  stills?: (shared: SharedOfStills) => ReactNode
}) {
  const { t } = useTranslation('common')
  const geography = useGeography(useEdition())
  const palette = useMapPalette()
  const { base, hatch } = palette
  const place = useRef<HTMLDivElement>(null)
  const engine = useRef<MapEngine>(undefined)
  const [pause] = useState(createComeBackPause)
  const [creditHeight, setCreditHeight] = useState(0)
  const [trouble, setTrouble] = useState<'none' | 'noWebgl' | 'lost'>('none')
  const [life, setLife] = useState(0)
  const [hovered, setHovered] = useState<Hovered>()
  const [hasWorker, setHasWorker] = useState(false)
  const [weak, setWeak] = useState(false)
  const flow = useRiverFlow(geography)
  const [rest, setRest] = useState<Rest & { readonly of: string }>()
  const [isMoving, setMoving] = useState(false)
  const isInteractive = onPick !== undefined || onMove !== undefined
  // Views are compared by what they say: whoever renders may write them anew each time.
  const said = JSON.stringify(view)
  const latest = useRef({ view, said, layers, onPick, onPoint, onMove, onZoom, flyMs, labelScale, geography, base })
  useEffect(() => {
    latest.current = { view, said, layers, onPick, onPoint, onMove, onZoom, flyMs, labelScale, geography, base }
  })

  const creditText = useTextHeight<HTMLSpanElement>(
    useCallback(
      (height) => {
        setCreditHeight(height)
        onCreditHeight?.(height)
      },
      [onCreditHeight],
    ),
  )

  useEffect(() => {
    let isGone = false
    void mapWorker().then(() => {
      if (!isGone) setHasWorker(true)
    })
    return () => {
      isGone = true
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another life is another map
  useEffect(() => {
    const container = place.current
    if (container === null || !hasWorker) return
    let comeBack: ReturnType<typeof setTimeout> | undefined
    const beginAgain = () => {
      const jitter = 0.5 + Math.random()
      comeBack = setTimeout(() => setLife((n) => n + 1), pause.after(performance.now()) * jitter)
    }
    if (!hasWebgl()) {
      setTrouble('noWebgl')
      // A browser whose graphics processor has failed gives out none for a while; a machine that never had one is not asked again.
      if (life > 0) beginAgain()
      return () => clearTimeout(comeBack)
    }
    const sized = () =>
      cameraOf(latest.current.view, container.clientWidth || 1, container.clientHeight || 1, latest.current.geography)
    const map = startMap({
      container,
      isInteractive,
      camera: sized(),
      geography: latest.current.geography,
      scale: latest.current.labelScale,
      base: latest.current.base,
      onPick: (picked, at) => latest.current.onPick?.(picked, at),
      onPoint: (at) => latest.current.onPoint?.(at),
      onHover: (picked, x, y) => setHovered((old) => hoveredNow(old, picked, x, y)),
      onMove: (camera) => latest.current.onMove?.(camera),
      onZoom: (zoom) => latest.current.onZoom?.(zoom),
      onLeave: () => setMoving(true),
      onRest(camera) {
        const [width, height, { said: of }] = [container.clientWidth, container.clientHeight, latest.current]
        setMoving(false)
        // Placing names takes longer than a frame may.
        startTransition(() => setRest({ camera, width, height, of }))
      },
      onGone() {
        setTrouble('lost')
        beginAgain()
      },
    })
    engine.current = map
    setWeak(isWeak(map.renderer))
    setTrouble('none')
    map.setLayers(latest.current.layers)
    const observer = new ResizeObserver(() => map.goTo(sized(), 0))
    observer.observe(container)
    return () => {
      clearTimeout(comeBack)
      observer.disconnect()
      engine.current = undefined
      map.stop()
    }
  }, [isInteractive, hasWorker, life])

  useEffect(() => engine.current?.setBase(geography, labelScale, base), [geography, labelScale, base])
  const flown = useRef({ said, view })
  useEffect(() => {
    const container = place.current
    const from = flown.current
    if (from.said === said || container === null) return
    flown.current = { said, view: latest.current.view }
    // A still has no camera that could move.
    if (engine.current === undefined) return
    const camera = cameraOf(
      latest.current.view,
      container.clientWidth || 1,
      container.clientHeight || 1,
      latest.current.geography,
    )
    if (isSameButForPadding(from.view, latest.current.view))
      engine.current.easeTo(camera, Math.min(EASE_MS, latest.current.flyMs))
    else engine.current.goTo(camera, latest.current.flyMs)
  }, [said])

  const taken = useMemo(() => {
    if (rest === undefined) return keepClear
    const foot = {
      left: 0,
      top: rest.height - creditHeight - CREDIT_GAP_PX * labelScale,
      right: rest.width,
      bottom: rest.height,
    }
    return [...keepClear, credit ?? foot]
  }, [keepClear, credit, rest, creditHeight, labelScale])
  const flowText = useFlowText(flow, isFlowAsked)
  const asked = useMemo(() => ({ layers, taken, flowText }), [layers, taken, flowText])
  // Between two views what is written belongs to neither: it is not seen, and nothing is placed for it.
  const isAway = rest !== undefined && rest.of !== said
  const placed = useLast(asked, !isAway)
  const signs = useSigns({
    ...{ geography, rest, layers: placed.layers, keepClear: placed.taken, scale: labelScale, note: placed.flowText },
  })
  const seen = useMemo(() => rest && seenBy(rest.camera, rest.width, rest.height), [rest])
  const arrivals = useMemo(() => arrivalsOf(layers), [layers])
  const unseen = useMemo(
    () => (seen === undefined || covered === undefined ? 0 : outOfSight(layers, seen, covered)),
    [layers, seen, covered],
  )
  const arranged = useMemo(
    () => (signs === undefined || isAway ? layers : [...withBadges(flatten(layers), signs.badges, labelScale)]),
    [layers, signs, isAway, labelScale],
  )
  const numbered = useMemo(
    () => JSON.stringify([beside, badgesAmong(flatten(layers)).map(({ rank, id }) => [rank, id])]),
    [beside, layers],
  )
  const drawnFor = useRef(numbered)
  // Before the frame with the words beside it is painted: in one painted in between the map would bear the blocks and numbers of others.
  useLayoutEffect(() => {
    if (drawnFor.current === numbered) return
    drawnFor.current = numbered
    engine.current?.setLayers(arranged, true)
  }, [arranged, numbered])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another life is another map, and knows of no layers yet
  useEffect(() => engine.current?.setLayers(arranged), [arranged, life])
  const { left, right } = paddingOf(view)
  return (
    <section className="city-map" aria-label={label ?? t('map.label')} style={colorsOf(base, hatch)}>
      <div className="city-map__canvas" ref={place} hidden={trouble !== 'none'} />
      {signs !== undefined && rest !== undefined && trouble === 'none' && (
        <div className="city-map__signs" data-moving={isMoving || isAway} data-away={isAway}>
          {flow?.is === 'modelled' && (
            <FlowStrokes
              lanes={signs.lanes}
              speed={drawnSpeed(flow)}
              scale={labelScale}
              color={base.riverFlow}
              isWeak={weak}
            />
          )}
          <MapSigns signs={signs} width={rest.width} height={rest.height} />
          {seen !== undefined && <Breaths arrivals={arrivals} seen={seen} scale={labelScale} />}
          {signs.loupe !== undefined && geography !== undefined && (
            <MapLoupe
              loupe={signs.loupe}
              {...{ geography, palette, ...rest, layers: placed.layers, scale: labelScale }}
            />
          )}
        </div>
      )}
      {hint !== undefined && hovered !== undefined && trouble === 'none' && (
        <MapHint hovered={hovered} end={() => setHovered(undefined)}>
          {hint(hovered.picked)}
        </MapHint>
      )}
      {trouble !== 'none' && geography !== undefined && (
        <div className="city-map__still">
          {stills === undefined ? (
            <StillMap {...{ view, layers, geography, keepClear, flow, flowText, scale: labelScale, palette, onPick }} />
          ) : (
            stills({ geography, flow, palette })
          )}
        </div>
      )}
      {trouble !== 'none' && credit === undefined && (
        <p className="city-map__trouble" role="status" style={{ fontSize: `${12 * labelScale}px` }}>
          <strong>{t(`map.${trouble}`)}</strong> {t(`map.${trouble}Hint`)}
        </p>
      )}
      <p
        className="city-map__credit"
        data-boxed={credit !== undefined}
        style={{
          fontSize: `${12 * labelScale}px`,
          ...(credit === undefined
            ? {
                right: `${Math.max(8, right)}px`,
                maxWidth: `calc(100% - ${Math.max(8, left) + Math.max(8, right)}px)`,
              }
            : boxed(credit)),
        }}
      >
        <span ref={creditText}>
          {unseen > 0 && <>{t('map.unseen', { count: unseen })} · </>}
          {flowText !== undefined && signs?.note === undefined && trouble === 'none' && <>{flowText} · </>}
          {geography !== undefined && <NoShapes geography={geography} />}{' '}
          {geography?.boundaries === 'schematic' && <>{t('map.schematic')} · </>}
          {t('map.credit')}
          {geography?.basemap != null && <> · {geography.basemap.attribution}</>}
          {trouble !== 'none' && credit !== undefined && <span role="status"> · {t(`map.${trouble}`)}</span>}
        </span>
      </p>
    </section>
  )
}

/** What lies on the map has changed, and not what is looked at. */
function isSameButForPadding(a: MapView, b: MapView): boolean {
  return JSON.stringify({ ...a, padding: 0 }) === JSON.stringify({ ...b, padding: 0 })
}

/** The latest value for which something held. */
function useLast<T>(value: T, holds: boolean): T {
  const last = useRef(value)
  if (holds) last.current = value
  return holds ? value : last.current
}

/** What every still of one map is drawn with. */
export interface SharedOfStills {
  readonly geography: Geography
  readonly flow: KnownFlow | undefined
  readonly palette: ReturnType<typeof useMapPalette>
}

/** Communes that the map has no shape for: their figures stand in lists, and here is said why not on the map. */
function NoShapes({ geography: { edition, communes } }: { readonly geography: Geography }) {
  const { t } = useTranslation('common')
  const missing = useMemo(() => {
    const drawn = new Set(communes.features.map(({ properties }) => properties.code))
    return UNIT_TREES[edition].communes.filter(({ code }) => !drawn.has(code))
  }, [edition, communes])
  if (missing.length === 0) return null
  const names = missing.slice(0, MOST_NAMED).map(({ name }) => name)
  const more = missing.length - names.length
  return <span>{t(more > 0 ? 'map.noShapes' : 'map.noShape', { names: names.join(', '), count: more })}</span>
}

/** Over a box, its lines at the foot of it. */
function boxed({ left, top, right, bottom }: Box): CSSProperties {
  return { left, top, width: right - left, height: bottom - top }
}

/** For what stands over and in place of the picture. */
function colorsOf({ land, halo, name, quietName, river, riverName }: Palette['base'], hatch: Rgba): CSSProperties {
  return {
    '--map-ground': halo,
    '--map-land': land,
    '--map-hatch': cssColor(hatch),
    '--map-text': name,
    '--map-text-quiet': quietName,
    '--map-halo': halo,
    '--map-water': river,
    '--map-water-text': riverName,
  } as CSSProperties
}

let known: boolean | undefined
/** Asked once: every context asked for is one that another map cannot have. */
function hasWebgl(): boolean {
  if (known === undefined) {
    const context = document.createElement('canvas').getContext('webgl2')
    known = context !== null
    context?.getExtension('WEBGL_lose_context')?.loseContext()
  }
  return known
}
