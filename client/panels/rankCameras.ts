import { type Camera, type CameraState, type CameraView, cameraState } from '../../domain/cameras/camera.ts'
import type { Reception } from '../../domain/reception.ts'
import { countFreshness } from './truth.ts'

/** Why a camera stands where it stands, most pressing first. */
const CAMERA_NEEDS = ['crowded', 'frozen', 'lost', 'stale', 'calm'] as const
type CameraNeed = (typeof CAMERA_NEEDS)[number]

export interface RankedCamera {
  readonly camera: Camera
  readonly view: CameraView | undefined
  readonly state: CameraState
  readonly need: CameraNeed
  /** People waiting while the count is live, else undefined: old counts are not compared. */
  readonly waiting: number | undefined
  /** 1 is the most pressing; undefined for those that need nobody. */
  readonly rank: number | undefined
}

/**
 * Cameras by who needs looking at: an office over its capacity, a picture that stands still, a camera that is gone, one that
 * is late; then the fullest halls.
 * @param overCapacity whether these counts are more than the staffed counters can serve
 * @param now epoch ms on the hub's clock
 * @param reception of a camera that nobody could hear nobody can say what it needs
 */
export function rankCameras(
  cameras: Iterable<Camera>,
  viewOf: (id: string) => CameraView | undefined,
  overCapacity: (view: CameraView) => boolean,
  now: number,
  reception: Reception,
  compareNames: (a: string, b: string) => number,
): RankedCamera[] {
  const ranked = [...cameras].map((camera) => {
    const view = viewOf(camera.id)
    const state: CameraState = view === undefined ? { is: 'never' } : cameraState(view, camera.everyMs, now, reception)
    const counted = countFreshness(view, now, reception) === 'live'
    const waiting = counted ? (view?.waiting ?? undefined) : undefined
    return { camera, view, state, need: needOf(state, counted && view !== undefined && overCapacity(view)), waiting }
  })
  ranked.sort(
    (a, b) =>
      CAMERA_NEEDS.indexOf(a.need) - CAMERA_NEEDS.indexOf(b.need) ||
      (b.waiting ?? -1) - (a.waiting ?? -1) ||
      compareNames(a.camera.name, b.camera.name),
  )
  return ranked.map((each, place) => ({ ...each, rank: each.need === 'calm' ? undefined : place + 1 }))
}

function needOf(state: CameraState, crowded: boolean): CameraNeed {
  if (crowded) return 'crowded'
  if (state.is === 'frozen') return 'frozen'
  if (state.is === 'lost' || state.is === 'never') return 'lost'
  return state.is === 'stale' ? 'stale' : 'calm'
}
