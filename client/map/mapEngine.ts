import type { Layer, LayersList, PickingInfo } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { type CustomLayerInterface, type FilterSpecification, type GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { Position } from '../../domain/units/geometry.ts'
import { BELOW, baseStyle, CONTACTS, LAND } from './baseStyle.ts'
import type { CameraView } from './fitView.ts'
import { loadMapFonts } from './fonts.ts'
import type { Geography } from './geography.ts'
import { createHaze } from './haze.ts'
import { knownBounds } from './knownEdge.ts'
import type { Columns, Placed } from './layers/layerData.ts'
import { createOwnLayers } from './layers/ownLayers.ts'
import { MAP_PICTURE, type MapPictureAsked } from './mapPicture.ts'
import type { Palette } from './palette.ts'
import { boundsOf } from './shapeBounds.ts'
import { demandsOf } from './signs/demands.ts'
import { rendererOf } from './weakGpu.ts'

/** What was clicked: the layer's id (`communes`, `sensors`, `cameras`), and the id of the thing. */
export interface Picked {
  readonly layer: string
  readonly id: string
  /** Ids of all that the mark stands for, where it stands for several. */
  readonly among?: readonly string[]
}

/** How near a click must be, px. */
const PICK_RADIUS = 6

/** Communes that stand up write into the depth buffer, where MapLibre's names count as far away: it is emptied before them. */
const DEPTH: CustomLayerInterface = {
  id: BELOW.marks,
  type: 'custom',
  render(gl) {
    gl.depthMask(true)
    gl.clear(gl.DEPTH_BUFFER_BIT)
  },
}

/**
 * Hold the places of data layers for as long as the map lives: a layer that comes while a source loads would else be drawn over everything.
 * Each map has its own: a layer that has lived in one is dead for every other.
 */
function makeAnchors(): Layer[] {
  return Object.entries(BELOW).map(
    ([name, beforeId]) => new ScatterplotLayer<never, Placed>({ id: `anchor-${name}`, data: [], beforeId }),
  )
}

interface StyledLayer {
  readonly id: string
  readonly layout?: object
  readonly paint?: object
}

/**
 * One map on the page. Its container carries `data-ground` once the land is in the picture, before which no name may stand in it, and `data-drawn` once
 * the data layers are as well. Ends with `stop`.
 */
export interface MapEngine {
  /** What draws it, as far as it may be known. */
  readonly renderer: string
  /** @param isAtOnce they are in the picture before the frame that is painted next, as whatever else changes with them */
  setLayers(layers: LayersList, isAtOnce?: boolean): void
  /** The shapes of the base, the scale of its lines and its colours; nothing happens while all are the same. */
  setBase(geography: Geography | undefined, scale: number, base: Palette['base']): void
  /** @param flyMs 0 jumps; reduced motion always jumps */
  goTo(camera: CameraView, flyMs: number): void
  /** Straight there, without drawing back on the way; reduced motion always jumps. */
  easeTo(camera: CameraView, ms: number): void
  stop(): void
}

/**
 * @param onHover what the pointer is over, and where it is, px from the left and the top of the container
 * @param onZoom how near the camera is, at first and whenever it has come to rest, to a quarter of a step
 * @param onGone the graphics processor has let go: begin another map
 * @param onMove the camera has come to rest after a person moved it
 * @param onLeave the camera begins to move @param onRest it stands: at first, after each move, in a window of another size
 */
export function startMap({
  container,
  isInteractive,
  camera,
  geography,
  scale,
  base,
  onPick,
  onPoint,
  onHover,
  onMove,
  onZoom,
  onLeave,
  onRest,
  onGone,
}: {
  container: HTMLElement
  isInteractive: boolean
  camera: CameraView
  geography: Geography | undefined
  scale: number
  base: Palette['base']
  /** @param at where, degrees; undefined: nobody knows */
  onPick: (picked: Picked | undefined, at: Position | undefined) => void
  /** Where the second button was pressed, or a finger for long, degrees. */
  onPoint: (at: Position) => void
  onHover: (picked: Picked | undefined, x: number, y: number) => void
  onMove: (camera: CameraView) => void
  onZoom: (zoom: number) => void
  onLeave: () => void
  onRest: (camera: CameraView) => void
  onGone: () => void
}): MapEngine {
  const map = new MapLibre({
    container,
    style: baseStyle(geography, scale, base),
    center: [camera.lng, camera.lat],
    zoom: camera.zoom,
    bearing: camera.bearing,
    pitch: camera.pitch,
    interactive: isInteractive,
    attributionControl: false,
    renderWorldCopies: false,
    fadeDuration: 200,
    maxPitch: 70,
    minZoom: 7,
    maxZoom: 18,
    // The default lowers the resolution of a wall without a word.
    maxCanvasSize: [16_384, 16_384],
    canvasContextAttributes: { antialias: true, powerPreference: 'high-performance' },
  })
  map.getCanvas().addEventListener(MAP_PICTURE, (asked) => {
    const { onDrawn } = (asked as CustomEvent<MapPictureAsked>).detail
    map.once('render', () => onDrawn(map.getCanvas().toDataURL('image/jpeg', 0.85)))
    map.triggerRepaint()
  })
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: [],
    pickingRadius: PICK_RADIUS,
    ...(isInteractive && {
      onClick: (info: PickingInfo) => {
        const [lng, lat] = info.coordinate ?? []
        onPick(pickedOf(info), lng === undefined || lat === undefined ? undefined : [lng, lat])
      },
      onHover: (info: PickingInfo) => {
        const picked = pickedOf(info)
        map.getCanvas().style.cursor = picked === undefined ? '' : 'pointer'
        onHover(picked, info.x, info.y)
      },
    }),
  })
  if (isInteractive) map.on('contextmenu', ({ lngLat }) => onPoint([lngLat.lng, lngLat.lat]))
  const anchors = makeAnchors()
  const ownLayers = createOwnLayers()
  let layers: LayersList = []
  let isReady = false
  let isStopped = false
  let isAskedAtOnce = false
  const haze = createHaze('haze')
  let standing = ''
  let now = { geography, scale, base }

  async function becomeReady(): Promise<void> {
    await Promise.all([loadMapFonts(), new Promise((done) => map.once('load', done))])
    // The overlay makes its places among the base's layers only while no source is loading.
    while (!isStopped && !map.isStyleLoaded()) await new Promise((done) => map.once('idle', done))
    if (isStopped) return
    isReady = true
    map.addLayer(haze.layer, CONTACTS[0])
    map.addLayer(DEPTH, above(CONTACTS.at(-1) ?? CONTACTS[0]))
    map.addControl(overlay)
    overlay.setProps({ layers: anchors })
    restyle(now)
    draw()
    map.on('render', showGround)
    onRest(cameraNow())
    await new Promise((done) => map.once('idle', done))
    container.dataset.drawn = ''
  }

  /** A map whose marks move draws for ever, and is never told whole: it is seen when the land is there, and not only when it rests. */
  function showGround(): void {
    if (now.geography === undefined || !map.isSourceLoaded(LAND)) return
    map.off('render', showGround)
    container.dataset.ground = ''
  }

  function draw(): void {
    if (!isReady) return
    overlay.setProps({ layers: [...anchors, ...layers] })
    const codes = [...demandsOf(layers).heights].flatMap(([code, height]) => (height > 0 ? [code] : [])).sort()
    if (codes.join() === standing) return
    standing = codes.join()
    const filter = ['in', ['get', 'code'], ['literal', codes]] as unknown as FilterSpecification
    for (const id of CONTACTS) map.setFilter(id, filter)
  }

  /**
   * By itself the picture follows two frames after its layers: of deck the first updates them, and the second draws the map. A machine that draws
   * slowly shows each for a second. However often it is asked within one task, it is drawn once.
   */
  function drawAtOnce(): void {
    if (!isReady || isAskedAtOnce) return
    isAskedAtOnce = true
    queueMicrotask(() => {
      isAskedAtOnce = false
      if (isStopped) return
      anchors[0]?.context?.layerManager.updateLayers()
      map.redraw()
    })
  }

  /** The layer over this one; undefined for the topmost. */
  function above(id: string): string | undefined {
    const order = map.getLayersOrder()
    return order[order.indexOf(id) + 1]
  }

  function cameraNow(): CameraView {
    const { lng, lat } = map.getCenter()
    return { lng, lat, zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() }
  }

  /** Changes what differs, in place, and adds what was not known at first: a new style would take deck's layers with it. */
  function restyle(next: typeof now): void {
    now = next
    if (!isReady) return
    const { geography } = now
    haze.set(now.base.ground, geography && boundsOf(geography.communes), geography && knownBounds(geography.water))
    const style = baseStyle(now.geography, now.scale, now.base)
    for (const [id, source] of Object.entries(style.sources)) {
      if (map.getSource(id) === undefined) map.addSource(id, source)
      else if (source.type === 'geojson') map.getSource<GeoJSONSource>(id)?.setData(source.data)
    }
    let above: string | undefined
    for (const layer of style.layers.toReversed()) {
      if (map.getLayer(layer.id) === undefined) map.addLayer(layer, above)
      above = layer.id
    }
    for (const { id, layout = {}, paint = {} } of style.layers as StyledLayer[]) {
      for (const [name, value] of Object.entries(layout)) map.setLayoutProperty(id, name as 'visibility', value)
      for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name as 'line-color', value)
    }
  }

  function onLost(): void {
    if (!isStopped) onGone()
  }

  void becomeReady()
  map.getCanvas().addEventListener('webglcontextlost', onLost)
  const tellZoom = () => onZoom(Math.round(map.getZoom() * 4) / 4)
  tellZoom()
  map.on('movestart', onLeave)
  map.on('moveend', (event) => {
    tellZoom()
    onRest(cameraNow())
    if (event.originalEvent !== undefined) onMove(cameraNow())
  })

  return {
    renderer: rendererOf(map.getCanvas()),
    setLayers(next, isAtOnce = false) {
      layers = ownLayers(next)
      draw()
      if (isAtOnce) drawAtOnce()
    },
    setBase(geography, scale, base) {
      if (geography === now.geography && scale === now.scale && base === now.base) return
      restyle({ geography, scale, base })
    },
    goTo(camera, flyMs) {
      if (flyMs > 0) map.flyTo({ ...placeOf(camera), duration: flyMs, curve: 1.25, easing: slowly })
      else map.jumpTo(placeOf(camera))
    },
    easeTo(camera, ms) {
      map.easeTo({ ...placeOf(camera), duration: ms, easing: slowly })
    },
    stop() {
      isStopped = true
      delete container.dataset.ground
      map.getCanvas().removeEventListener('webglcontextlost', onLost)
      map.remove()
    },
  }
}

function placeOf({ lng, lat, ...view }: CameraView) {
  return { center: [lng, lat] as [number, number], ...view }
}

/** Sets off and arrives without a jerk. */
function slowly(share: number): number {
  return share * share * share * (share * (6 * share - 15) + 10)
}

/** The thing under the pointer, if it has an id. Layers of columns keep their ids beside them. */
function pickedOf({ layer, object, index }: PickingInfo): Picked | undefined {
  if (layer === null || index < 0) return undefined
  const columns = layer.props.data as Partial<Columns<unknown>>
  const known = object as
    | { readonly id?: string; readonly code?: string; readonly among?: readonly string[] }
    | undefined
  const id = columns.ids?.[index] ?? known?.id ?? known?.code
  if (id === undefined) return undefined
  const among = columns.stacks?.get(id) ?? known?.among
  return { layer: layer.id.replace(/-raised$/, ''), id, ...(among !== undefined && { among }) }
}
