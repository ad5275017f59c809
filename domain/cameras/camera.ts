import { patienceFor } from '../freshness.ts'
import { judgedFreshness, type Reception } from '../reception.ts'

/** A one-stop office's camera as announced. */
export interface Camera {
  readonly id: string
  readonly name: string
  /** Commune code in the hub's edition. */
  readonly commune: string
  readonly lng: number
  readonly lat: number
  readonly office: string | null
  /** People are told that they are filmed (Luật 91/2025/QH15, art. 32.2); null when the source does not say. */
  readonly noticePosted: boolean | null
  readonly live: { readonly type: string; readonly url: string } | null
  /** Promised interval between frames, ms. */
  readonly everyMs: number
  readonly simulated: boolean
}

/** What a camera said last. Times are epoch ms; null: never. */
export interface CameraView {
  readonly id: string
  readonly status: 'online' | 'offline' | null
  /** When the hub received the last frame. */
  readonly frameAt: number | null
  /** Since when every frame has been the same picture, when that is longer than `FROZEN_AFTER_MS`. */
  readonly frozenSince: number | null
  readonly countAt: number | null
  readonly waiting: number | null
  readonly counters: number | null
  readonly countersStaffed: number | null
  /** The count came from a broker's memory and no live one has followed. */
  readonly retained: boolean
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
  | { readonly is: 'lost'; readonly since: number | null }
  /** Its last frame is older than promised, and the hub could not have heard a younger one. */
  | { readonly is: 'unheard'; readonly since: number | null }

/** From what shows most to what shows nothing: of several cameras that look at one hall the first speaks for it. */
export const SHOWS_MOST_FIRST = [
  'live',
  'stale',
  'unheard',
  'frozen',
  'lost',
  'never',
] as const satisfies readonly CameraState['is'][]

/**
 * @param now epoch ms on the hub's clock
 */
export function cameraState(view: CameraView, everyMs: number, now: number, reception: Reception): CameraState {
  // A goodbye is as old as the line it came over: who cannot hear does not know whether the camera has come back.
  if (view.status === 'offline') return { is: reception.is === 'open' ? 'lost' : 'unheard', since: view.frameAt }
  const fresh = judgedFreshness(view.frameAt, now, patienceFor(everyMs), reception)
  if (fresh === 'unheard' || fresh === 'lost') return { is: fresh, since: view.frameAt }
  if (view.frameAt === null) return { is: 'never' }
  if (view.frozenSince !== null) return { is: 'frozen', since: view.frozenSince }
  return { is: fresh === 'stale' ? 'stale' : 'live', at: view.frameAt }
}

/** Promised interval between people counts, ms: counts are statistics of a hall, not of a frame. */
export const COUNT_EVERY_MS = 30_000
