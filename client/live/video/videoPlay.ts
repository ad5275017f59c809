import type { PlayableOffer } from '../../../domain/cameras/live.ts'

/** Why a way of video does not play, or plays no more. */
export type VideoFault =
  /** The media server did not answer in time, or cannot be reached from here. */
  | 'noAnswer'
  /** It answered with a refusal. */
  | 'refused'
  /** What it answered is larger than any answer needs to be. */
  | 'tooLarge'
  /** It sent the page elsewhere: video is played from the host that is set, and no other. */
  | 'elsewhere'
  /** It agreed, and no picture comes. */
  | 'noPicture'
  /** The video has ended. */
  | 'ended'
  /** This browser plays no video in this way. */
  | 'unsupported'

export class VideoError extends Error {
  readonly fault: VideoFault
  constructor(fault: VideoFault) {
    super(fault)
    this.fault = fault
  }
}

/** A video that plays. */
export interface VideoPlay {
  /** Resolves when it plays no more, by itself. */
  readonly over: Promise<VideoFault>
  /** How far behind the newest pieces it plays, ms; 0 where there are no pieces. */
  behindMs(): number
  stop(): void
}

/**
 * Plays an address in a video element. Resolves with its first picture.
 * @throws VideoError
 */
export type PlayVideo = (video: HTMLVideoElement, url: string, signal: AbortSignal) => Promise<VideoPlay>

export type VideoWays = Readonly<Record<PlayableOffer['type'], PlayVideo>>

/** Without cookies, without saying which page asks, and only at the address itself: a redirect is not followed. */
export const ELSEWHERE_IS_REFUSED = {
  ...{ redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' },
} as const satisfies RequestInit

/** How long a media server has for its answer, and then for its first picture; without a picture for so long a video plays no more. */
export const ANSWER_WITHIN_MS = 8_000
const PICTURE_WITHIN_MS = 10_000

/** Resolves with the next picture of a video. @throws VideoError */
export function nextPicture(video: HTMLVideoElement, signal: AbortSignal, withinMs = PICTURE_WITHIN_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new VideoError('noPicture'))), withinMs)
    const onAbort = () => end(() => reject(new VideoError('ended')))
    const handle = video.requestVideoFrameCallback(() => end(resolve))
    function end(then: () => void): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      video.cancelVideoFrameCallback(handle)
      then()
    }
    signal.addEventListener('abort', onAbort)
  })
}

/** Resolves when no picture has come for too long. */
export async function untilStill(video: HTMLVideoElement, signal: AbortSignal): Promise<VideoFault> {
  for (;;) {
    try {
      await nextPicture(video, signal)
    } catch (error) {
      return error instanceof VideoError ? error.fault : 'noPicture'
    }
  }
}
