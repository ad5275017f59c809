import {
  type Camera,
  type CameraState,
  type CameraView,
  SHOWS_MOST_FIRST,
  stateOfCamera,
} from '../../domain/cameras/camera.ts'
import type { HallTrouble } from '../../domain/cameras/hallTrouble.ts'
import { type HallCount, type Office, officeCount, officesOf } from '../../domain/cameras/office.ts'
import type { Reception } from '../../domain/reception.ts'
import { countFreshness } from './truth.ts'

/** Why an office stands where it stands, most pressing first. */
const OFFICE_NEEDS = [
  'unstaffed',
  'crowded',
  'closed',
  'frozen',
  'unclear',
  'lost',
  'noPicture',
  'stale',
  'calm',
] as const
export type OfficeNeed = (typeof OFFICE_NEEDS)[number]

/** An office, counted once however many cameras look at it. */
export interface RankedOffice {
  readonly office: Office
  /** The one of its cameras that shows most now; of those that show as much, the one that sees most people. */
  readonly camera: Camera
  /** How that camera's picture stands. */
  readonly state: CameraState
  readonly need: OfficeNeed
  /** What its cameras count together, while any of them does: old counts are not compared. */
  readonly count: HallCount | undefined
  /** 1 is the most pressing; undefined for those that need nobody. */
  readonly rank: number | undefined
}

/**
 * Offices by who needs looking at: one where people wait and nobody serves, one over its capacity, one closed in office hours, a picture
 * that stands still, cameras that are gone, or show nothing, pictures that are late; then the fullest halls.
 * @param troubleOf what is wrong in a hall by its counts
 * @param now epoch ms on the hub's clock
 * @param reception of a camera that nobody could hear nobody can say what it needs
 */
export function rankOffices(
  cameras: Iterable<Camera>,
  viewOf: (id: string) => CameraView | undefined,
  troubleOf: (count: HallCount) => HallTrouble | undefined,
  now: number,
  reception: Reception,
  compareNames: (a: string, b: string) => number,
): RankedOffice[] {
  const isLive = (view: CameraView) => countFreshness(view, now, reception) === 'live'
  const ranked = officesOf(cameras).map((office) => {
    const counted = officeCount(office, viewOf, isLive)
    const count = counted?.fresh === true ? counted : undefined
    const [best, ...others] = office.cameras.map((camera) => {
      const view = viewOf(camera.id)
      const state = stateOfCamera(camera, view, now, reception)
      return { camera, state, waiting: view?.waiting ?? -1 }
    })
    const { camera, state } = others.reduce(
      (shown, each) => (showsMore(each, shown) ? each : shown),
      best as NonNullable<typeof best>,
    )
    return { office, camera, state, need: needOf(state, count && troubleOf(count)), count }
  })
  ranked.sort(
    (a, b) =>
      OFFICE_NEEDS.indexOf(a.need) - OFFICE_NEEDS.indexOf(b.need) ||
      (b.count?.waiting ?? -1) - (a.count?.waiting ?? -1) ||
      compareNames(a.camera.name, b.camera.name),
  )
  return ranked.map((each, place) => ({ ...each, rank: each.need === 'calm' ? undefined : place + 1 }))
}

interface Showing {
  readonly state: CameraState
  readonly waiting: number
}

function showsMore(a: Showing, b: Showing): boolean {
  const order = SHOWS_MOST_FIRST.indexOf(a.state.is) - SHOWS_MOST_FIRST.indexOf(b.state.is)
  return order < 0 || (order === 0 && a.waiting > b.waiting)
}

function needOf(state: CameraState, trouble: HallTrouble | undefined): OfficeNeed {
  if (trouble !== undefined) return trouble
  if (state.is === 'frozen') return 'frozen'
  if (state.is === 'lost' || state.is === 'never') return 'lost'
  // A hall is dark every night: in office hours the hub has an alert of it.
  return state.is === 'noPicture' || state.is === 'stale' || state.is === 'unclear' ? state.is : 'calm'
}
