import type { PlayableOffer } from '../../../domain/cameras/live.ts'
import { VideoError, type VideoFault, type VideoPlay, type VideoWays } from './videoPlay.ts'

export type VideoState =
  | { readonly is: 'trying'; readonly way: PlayableOffer['type'] }
  | { readonly is: 'playing'; readonly way: PlayableOffer['type']; behindMs(): number }
  /** No way plays: the pictures are looked at until it is tried again. Epoch ms by the page's own clock. */
  | { readonly is: 'pictures'; readonly faults: readonly VideoFault[]; readonly againAt: number }

/** Pauses before everything is tried again, ms: of the last one more and more. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const
/** A video that has played so long begins the pauses anew. */
const STEADY_MS = 30_000

/**
 * Plays the first way that plays; when it plays no more, or none does, all are tried again after a pause.
 * @param wait resolves after so many ms, sooner when the signal says so
 * @returns ends it
 */
export function startLiveVideo({
  offers,
  video,
  ways,
  onState,
  now = Date.now,
  random = Math.random,
  wait = pause,
}: {
  offers: readonly PlayableOffer[]
  video: HTMLVideoElement
  ways: VideoWays
  onState: (state: VideoState) => void
  now?: () => number
  random?: () => number
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}): () => void {
  const ending = new AbortController()
  const { signal } = ending

  /** @returns the video that plays, or why none does */
  async function first(): Promise<{ play: VideoPlay; way: PlayableOffer['type'] } | readonly VideoFault[]> {
    const faults: VideoFault[] = []
    for (const { type: way, url } of offers) {
      onState({ is: 'trying', way })
      try {
        return { play: await ways[way](video, url, signal), way }
      } catch (error) {
        if (signal.aborted) break
        faults.push(error instanceof VideoError ? error.fault : 'noAnswer')
      }
    }
    return faults
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      const found = await first()
      if (signal.aborted) {
        if ('play' in found) found.play.stop()
        return
      }
      let faults: readonly VideoFault[]
      if ('play' in found) {
        const since = now()
        onState({ is: 'playing', way: found.way, behindMs: found.play.behindMs })
        const fault = await found.play.over
        found.play.stop()
        if (now() - since >= STEADY_MS) failures = 0
        faults = [fault]
      } else faults = found
      if (signal.aborted) return
      const ms = (PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)] ?? 0) * (0.75 + random() / 2)
      onState({ is: 'pictures', faults, againAt: now() + ms })
      await wait(ms, signal)
    }
  }

  void run()
  return () => ending.abort()
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
