import type { FrameHead } from '../../domain/wire.ts'
import type { City } from '../city/city.ts'

/** A frame nobody took within this long is given up and its credit returned. */
const CREDIT_TIMEOUT_MS = 5_000

/** Sends one frame; resolves when the screen has taken it, rejects when it did not within the time. */
export type SendFrame = (head: FrameHead, jpeg: Uint8Array, timeoutMs: number) => Promise<void>

/**
 * Frames for one screen, by credit: one in flight per camera, and when it has been taken the latest, whatever was skipped. A slow
 * screen sees fewer pictures, never old ones, and costs the hub one frame a camera.
 */
export interface FrameWatch {
  /** Replaces what is watched; the last known frame of a new camera is sent at once. */
  watch(cameras: readonly string[]): void
  /** A camera has a new frame. */
  offer(camera: string): void
}

export function createFrameWatch(city: Pick<City, 'frame' | 'camera'>, send: SendFrame): FrameWatch {
  /** Per watched camera, when the frame now in flight was received; undefined while none is. */
  const watched = new Map<string, { inFlight: boolean; sentAt: number }>()

  function offer(camera: string): void {
    const state = watched.get(camera)
    const frame = city.frame(camera)
    if (state === undefined || state.inFlight || frame === undefined || frame.receivedAt <= state.sentAt) return
    state.inFlight = true
    state.sentAt = frame.receivedAt
    const head = { camera, at: frame.receivedAt, simulated: city.camera(camera)?.simulated ?? false }
    send(head, frame.jpeg, CREDIT_TIMEOUT_MS)
      .catch(() => undefined)
      .then(() => {
        state.inFlight = false
        if (watched.get(camera) === state) offer(camera)
      })
  }

  return {
    watch(cameras) {
      for (const camera of watched.keys()) if (!cameras.includes(camera)) watched.delete(camera)
      for (const camera of cameras) {
        if (watched.has(camera)) continue
        watched.set(camera, { inFlight: false, sentAt: Number.NEGATIVE_INFINITY })
        offer(camera)
      }
    },
    offer,
  }
}
