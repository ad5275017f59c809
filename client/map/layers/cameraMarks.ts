import type { Layer } from '@deck.gl/core'
import { type Camera, type CameraView, cameraState } from '../../../domain/cameras/camera.ts'
import type { Reception } from '../../../domain/reception.ts'
import { isMappable } from '../../../domain/units/devicePlace.ts'
import { BELOW } from '../baseStyle.ts'
import { DARK, type Palette } from '../palette.ts'
import { FLAT, keptClear, mappable, type Placed } from './layerData.ts'
import { MarkLayer, SHAPES, SURE } from './markLayer.ts'
import { chosenRing } from './sensorMarks.ts'

/** Pixels at scale 1. */
const RADIUS = 11

interface Mark {
  readonly id: string
  readonly position: [number, number]
  readonly sure: number
  readonly tone: 'calm' | 'minor' | 'critical'
}

const kept = new WeakMap<ReadonlyMap<string, Camera>, { readonly said: string; readonly marks: readonly Mark[] }>()

/** One-stop cameras: filled while their picture is live, hatched when it is old or frozen, outlined when lost. */
export function cameraMarks({
  cameras,
  views,
  now,
  reception,
  selected,
  attention,
  scale = 1,
  palette = DARK,
}: {
  cameras: ReadonlyMap<string, Camera>
  views: ReadonlyMap<string, CameraView>
  now: number
  reception: Reception
  selected?: string | undefined
  /** Ids of cameras whose office needs somebody: warm and larger. */
  attention?: ReadonlySet<string>
  scale?: number
  palette?: Palette
}): Layer[] {
  const chosen = mappable(selected === undefined ? undefined : cameras.get(selected))
  return [
    new MarkLayer<Mark, Placed>({
      id: 'cameras',
      data: marksOf(cameras, views, now, reception, attention),
      getPosition: (mark) => mark.position,
      getShape: SHAPES.camera,
      getSure: (mark) => mark.sure,
      getFillColor: (mark) => palette.marks[mark.tone] as [number, number, number, number],
      getRadius: (mark) => (mark.tone === 'critical' ? 14 : RADIUS),
      billboard: true,
      stroked: true,
      radiusUnits: 'pixels',
      radiusScale: scale,
      lineWidthUnits: 'pixels',
      getLineColor: palette.casing as [number, number, number, number],
      getLineWidth: 1.6 * scale,
      updateTriggers: { getFillColor: palette },
      pickable: true,
      parameters: FLAT,
      keepClearOfSmall: keptClear(cameras, (RADIUS + 1) * scale),
      beforeId: BELOW.marks,
    }),
    ...(chosen === undefined ? [] : [chosenRing('camera-chosen', chosen.lng, chosen.lat, scale, palette)]),
  ]
}

/** The same marks until one of them looks different: a new frame each second is not a new picture on the map. */
function marksOf(
  cameras: ReadonlyMap<string, Camera>,
  views: ReadonlyMap<string, CameraView>,
  now: number,
  reception: Reception,
  attention: ReadonlySet<string> | undefined,
): readonly Mark[] {
  const looks: Pick<Mark, 'sure' | 'tone'>[] = []
  const placed = [...cameras.values()].filter(isMappable)
  for (const camera of placed) {
    const view = views.get(camera.id)
    const state = view === undefined ? 'never' : cameraState(view, camera.everyMs, now, reception).is
    looks.push({
      sure: state === 'live' ? SURE.live : state === 'lost' || state === 'never' ? SURE.lost : SURE.stale,
      tone: attention?.has(camera.id) ? 'critical' : state === 'frozen' ? 'minor' : 'calm',
    })
  }
  const said = looks.map(({ sure, tone }) => `${sure}${tone}`).join()
  const before = kept.get(cameras)
  if (before?.said === said) return before.marks
  const marks = placed.map((camera, i): Mark => {
    const { sure, tone } = looks[i] ?? { sure: SURE.lost, tone: 'calm' }
    return { id: camera.id, position: [camera.lng, camera.lat], sure, tone }
  })
  kept.set(cameras, { said, marks })
  return marks
}
