import * as z from 'zod'
import { asOf, freshness, lag, patienceFor } from '../freshness.ts'
import { ALWAYS_OPEN, judgedFreshness, type Reception } from '../reception.ts'
import { moment, says } from '../schema.ts'
import { misplaced } from '../units/misplacement.ts'
import { AnnouncedLive } from './live.ts'
import { PICTURE_QUALITIES } from './quality.ts'

/** How pictures leave the hub: blurred, so that people are seen and nobody is recognised, or as they came. */
export const PICTURE_POLICIES = ['blurred', 'clear'] as const
export type PicturePolicy = (typeof PICTURE_POLICIES)[number]

export const CameraRow = z.object({
  id: z.string(),
  name: z.string(),
  /** Commune code in the hub's edition. */
  commune: z.string(),
  /** As of a sensor. */
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  office: z.string().nullable(),
  /** People are told that they are filmed (Luật 91/2025/QH15, art. 32.2); null when the source does not say. */
  noticePosted: z.boolean().nullable(),
  live: z
    .array(z.string())
    .nullable()
    .meta(
      says(
        'các cách xem trực tiếp; địa chỉ chỉ đưa cho người xem có lý do (beginLiveView)',
        'the ways in which it offers video; addresses are told to who looks for a reason (beginLiveView)',
      ),
    ),
  /** How its pictures leave the hub; absent: blurred. It is set by people, never announced. */
  pictures: z
    .enum(PICTURE_POLICIES)
    .optional()
    .meta(
      says(
        'hình được đưa ra: blurred đã làm mờ, clear nguyên bản; không có là làm mờ',
        'how its pictures are shown: blurred or clear; absent: blurred',
      ),
    ),
  /** Promised interval between frames, ms. */
  everyMs: z.number(),
  simulated: z.boolean(),
  /** As of a sensor. */
  misplaced,
})
/** A one-stop office's camera as announced. */
export type Camera = Readonly<z.output<typeof CameraRow>>

/** A camera as its announcement came, with the addresses of its video. */
export const AnnouncedCameraRow = CameraRow.extend({ live: AnnouncedLive })
export type AnnouncedCamera = Readonly<z.output<typeof AnnouncedCameraRow>>

export const CameraViewRow = z.object({
  id: z.string(),
  status: z.enum(['online', 'offline']).nullable(),
  /** When the hub received the last frame. */
  frameAt: moment,
  /** Since when every frame has been the same picture, when that is longer than `FROZEN_AFTER_MS`. */
  frozenSince: moment,
  /** Whether there is something to see in its picture; absent or null: not told yet. */
  quality: z
    .enum(PICTURE_QUALITIES)
    .nullish()
    .meta(
      says(
        'hình nhìn rõ không: good, dark tối, unclear mờ hoặc bị che',
        'whether its picture shows something: good, dark, unclear (out of focus or covered)',
      ),
    ),
  /** Since when it is dark or unclear. */
  qualitySince: moment.optional(),
  /** By the camera's clock. */
  countAt: moment,
  /** Of the count. */
  lagMs: lag,
  waiting: z.number().nullable(),
  counters: z.number().nullable(),
  countersStaffed: z.number().nullable(),
  /** The count came from a broker's memory and no live one has followed. */
  retained: z.boolean(),
})
/** What a camera said last. */
export type CameraView = Readonly<z.output<typeof CameraViewRow>>

/** The moment from which the age of a camera's count counts; null: it never counted. */
export function countAsOf(view: CameraView | undefined): number | null {
  return view === undefined ? null : asOf({ at: view.countAt, lagMs: view.lagMs ?? 0 })
}

/** Frames of a camera that announced no interval. */
export const DEFAULT_FRAME_EVERY_MS = 5_000
/** A sensor's noise makes two real frames differ; the same bytes for this long are one picture repeated. */
export const FROZEN_AFTER_MS = 30_000

export type CameraState =
  | { readonly is: 'never' }
  | { readonly is: 'live'; readonly at: number }
  | { readonly is: 'stale'; readonly at: number }
  | { readonly is: 'frozen'; readonly since: number }
  /** Its pictures come and change, and nothing is to be seen in them: too dark; out of focus, or covered. */
  | { readonly is: 'dark'; readonly since: number | null }
  | { readonly is: 'unclear'; readonly since: number | null }
  /** It counts as it promised, and of its picture nothing has come for long, or ever; `since`: the last one. */
  | { readonly is: 'noPicture'; readonly since: number | null }
  | { readonly is: 'lost'; readonly since: number | null }
  /**
   * Its last frame is older than promised, and the hub could not have heard a younger one. `before`: what was wrong with it already when it was
   * heard last: that has lasted since then at least, whatever has become of it.
   */
  | { readonly is: 'unheard'; readonly since: number | null; readonly before?: TroubleBefore }

/** A state in which something is wrong with the picture; its `since` is null where nobody knows. */
type TroubleBefore = Extract<CameraState, { readonly is: 'frozen' | 'dark' | 'unclear' | 'noPicture' | 'lost' }>

/** From what shows most to what shows nothing: of several cameras that look at one hall the first speaks for it. */
export const SHOWS_MOST_FIRST = [
  'live',
  'stale',
  'unclear',
  'dark',
  'unheard',
  'frozen',
  'noPicture',
  'lost',
  'never',
] as const satisfies readonly CameraState['is'][]

/**
 * @param now epoch ms on the hub's clock
 */
export function cameraState(view: CameraView, everyMs: number, now: number, reception: Reception): CameraState {
  // A goodbye is as old as the line it came over: who cannot hear does not know whether the camera has come back.
  if (view.status === 'offline')
    return reception.is === 'open' ? { is: 'lost', since: view.frameAt } : unheard(view, everyMs, reception)
  const fresh = judgedFreshness(view.frameAt, now, patienceFor(everyMs), reception)
  if (fresh === 'unheard') return unheard(view, everyMs, reception)
  if ((fresh === 'lost' || fresh === 'never') && isCounting(view, now)) return { is: 'noPicture', since: view.frameAt }
  if (fresh === 'lost') return { is: fresh, since: view.frameAt }
  if (view.frameAt === null) return { is: 'never' }
  if (view.frozenSince !== null) return { is: 'frozen', since: view.frozenSince }
  if (fresh === 'stale') return { is: fresh, at: view.frameAt }
  const { quality, qualitySince = null } = view
  return quality === 'dark' || quality === 'unclear'
    ? { is: quality, since: qualitySince }
    : { is: 'live', at: view.frameAt }
}

function unheard(view: CameraView, everyMs: number, reception: Reception): CameraState {
  // A hub that has not heard anything since it began cannot tell a camera's silence from its own.
  const heardUntil = reception.is === 'cut' && reception.cause !== 'starting' ? reception.since : view.frameAt
  const before = heardUntil === null ? undefined : cameraState(view, everyMs, heardUntil, ALWAYS_OPEN)
  // A picture that stood still when it came is as old as what it shows.
  return {
    is: 'unheard',
    since: view.frozenSince ?? view.frameAt,
    ...(before !== undefined && isTrouble(before) && { before }),
  }
}

function isTrouble(state: CameraState): state is TroubleBefore {
  return 'since' in state && state.is !== 'unheard'
}

/** As `cameraState`, of a camera that may not have been heard of yet. */
export function stateOfCamera(
  { everyMs }: Pick<Camera, 'everyMs'>,
  view: CameraView | undefined,
  now: number,
  reception: Reception,
): CameraState {
  return view === undefined ? { is: 'never' } : cameraState(view, everyMs, now, reception)
}

/** Since when a picture is as it is, where that says something: of a live one it does not. Epoch ms. */
export function sinceOf(state: CameraState): number | null {
  if (state.is === 'unheard' && state.before !== undefined) return state.before.since
  return 'since' in state ? state.since : state.is === 'stale' ? state.at : null
}

/** Promised interval between people counts, ms: counts are statistics of a hall, not of a frame. */
export const COUNT_EVERY_MS = 30_000

/** Whether a camera's count still says something of now. */
export function isCounting(view: CameraView, now: number): boolean {
  return freshness(countAsOf(view), now, patienceFor(COUNT_EVERY_MS), view.retained) === 'live'
}

/**
 * Whether a camera works: it speaks as it promised, by its picture or by its count. A picture that stands still is no work: what is counted in
 * it is not now. That a picture is missing, dark or unclear is a trouble of its own.
 */
export function isWorking(state: CameraState, view: CameraView, now: number): boolean {
  if (state.is === 'live' || state.is === 'dark' || state.is === 'unclear' || state.is === 'noPicture') return true
  return state.is === 'stale' && isCounting(view, now)
}
