import type { Layer } from '@deck.gl/core'
import { type Camera, type CameraState, type CameraView, cameraState } from '../../../domain/cameras/camera.ts'
import type { HallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import type { Reception } from '../../../domain/reception.ts'
import { isMappable } from '../../../domain/units/devicePlace.ts'
import { BELOW } from '../baseStyle.ts'
import { DARK, type Palette } from '../palette.ts'
import { FLAT, keptClear, mappable, type Placed } from './layerData.ts'
import { MarkLayer, SHAPES, SURE } from './markLayer.ts'
import { chosenRing } from './sensorMarks.ts'
import { type StackCount, stackCounts } from './stackCounts.ts'
import { stacksOf } from './stacks.ts'

/** Pixels at scale 1. */
const RADIUS = 11

interface Mark {
  readonly id: string
  readonly position: [number, number]
  readonly sure: number
  readonly tone: (typeof WORST_LAST)[number]
  readonly shape: 'camera' | 'square'
  /** Ids of all that the mark stands for, where it stands for several. */
  readonly among?: readonly string[]
}

type CameraLook = Pick<Mark, 'sure' | 'tone' | 'shape'>
const WORST_LAST = ['calm', 'minor', 'critical'] as const
/** How near, in pixels at scale 1, marks are drawn as one: nearer, and their counts would stand on each other. */
const REACH = 16

interface Drawn {
  readonly said: string
  readonly marks: readonly Mark[]
  readonly counts: readonly StackCount[]
}
const kept = new WeakMap<ReadonlyMap<string, Camera>, Drawn>()

/** One-stop cameras: filled while their picture is live, hatched when it is old or frozen, outlined when lost. */
export function cameraMarks({
  cameras,
  views,
  now,
  reception,
  selected,
  attention,
  zoom,
  scale = 1,
  palette = DARK,
}: {
  cameras: ReadonlyMap<string, Camera>
  views: ReadonlyMap<string, CameraView>
  now: number
  reception: Reception
  selected?: string | undefined
  /** Cameras whose office needs somebody, by id: warm and larger, and where nobody serves a square. */
  attention?: ReadonlyMap<string, HallTrouble>
  /** Of the map: marks that cover each other there become one, which says how many. */
  zoom?: number | undefined
  scale?: number
  palette?: Palette
}): Layer[] {
  const chosen = mappable(selected === undefined ? undefined : cameras.get(selected))
  const { marks, counts } = marksOf(cameras, views, now, reception, attention, zoom, REACH * scale)
  return [
    new MarkLayer<Mark, Placed>({
      id: 'cameras',
      data: marks,
      getPosition: (mark) => mark.position,
      getShape: (mark) => SHAPES[mark.shape],
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
    ...stackCounts('camera-counts', counts, scale, palette),
    ...(chosen === undefined ? [] : [chosenRing('camera-chosen', chosen.lng, chosen.lat, scale, palette)]),
  ]
}

/** What the mark of a camera looks like: `trouble` is that of its office. */
export function cameraLook(state: CameraState['is'], trouble?: HallTrouble): CameraLook {
  return {
    sure: state === 'live' ? SURE.live : state === 'lost' || state === 'never' ? SURE.lost : SURE.stale,
    tone:
      trouble === 'closed'
        ? 'minor'
        : trouble !== undefined
          ? 'critical'
          : state === 'frozen' || state === 'unclear'
            ? 'minor'
            : 'calm',
    shape: trouble === 'unstaffed' || trouble === 'closed' ? 'square' : 'camera',
  }
}

/** The same marks until one of them looks different: a new frame each second is not a new picture on the map. */
function marksOf(
  cameras: ReadonlyMap<string, Camera>,
  views: ReadonlyMap<string, CameraView>,
  now: number,
  reception: Reception,
  attention: ReadonlyMap<string, HallTrouble> | undefined,
  zoom: number | undefined,
  reach: number,
): Drawn {
  const looks: CameraLook[] = []
  const placed = [...cameras.values()].filter(isMappable)
  for (const camera of placed) {
    const view = views.get(camera.id)
    const state = view === undefined ? 'never' : cameraState(view, camera.everyMs, now, reception).is
    looks.push(cameraLook(state, attention?.get(camera.id)))
  }
  const said = `${zoom} ${reach} ${looks.map(({ sure, tone, shape }) => `${sure}${tone}${shape}`).join()}`
  const before = kept.get(cameras)
  if (before?.said === said) return before
  const stacks = stacksOf(
    placed.flatMap(({ lng, lat }) => [lng, lat]),
    zoom,
    reach,
  )
  const counts: StackCount[] = []
  const marks = stacks.map((stack): Mark => {
    const { id, lng, lat } = placed[stack[0] as number] as (typeof placed)[number]
    const mark = { id, position: [lng, lat] as [number, number], ...lookOf(stack.map((i) => looks[i] as CameraLook)) }
    if (stack.length === 1) return mark
    counts.push({ lng, lat, count: stack.length })
    return { ...mark, among: stack.map((i) => (placed[i] as Camera).id) }
  })
  const made = { said, marks, counts }
  kept.set(cameras, made)
  return made
}

/** As of sensors: the worst tone, as sure as the surest who has it; where all are calm, as the least sure. */
function lookOf(looks: readonly CameraLook[]): CameraLook {
  const worst = WORST_LAST.findLast((tone) => looks.some((look) => look.tone === tone)) ?? 'calm'
  const those = looks.filter(({ tone }) => tone === worst)
  const sures = those.map(({ sure }) => sure)
  return {
    tone: worst,
    sure: worst === 'calm' ? Math.max(...sures) : Math.min(...sures),
    shape: those.some(({ shape }) => shape === 'square') ? 'square' : 'camera',
  }
}
