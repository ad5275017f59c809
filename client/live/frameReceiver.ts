import { type FrameHead, MAX_WATCHED } from '../../domain/wire.ts'

/** Draws a decoded frame. The bitmap is closed right after: copy it, never keep it. */
export type OnFrame = (bitmap: ImageBitmap, head: FrameHead) => void

/** The newest frame of one watched camera, and who draws it. */
interface Watched {
  readonly listeners: Set<OnFrame>
  /** Kept while watched, for who comes later: the hub sends nothing new before the camera does. */
  last: { readonly head: FrameHead; readonly jpeg: Uint8Array } | undefined
  /** Counts arrivals, so that a slow decoding of an older frame is thrown away. */
  turn: number
}

/** Decoded, waiting for the next picture of the page. */
interface Due {
  readonly bitmap: ImageBitmap
  readonly head: FrameHead
  readonly listeners: readonly OnFrame[]
  readonly taken: () => void
}

/**
 * Pictures of watched cameras, by credit: a frame's credit goes back when it has been drawn, or thrown away, so a page that draws
 * slowly is sent less. At most `MAX_WATCHED` cameras; those asked for beyond it wait for a place.
 */
export interface FrameReceiver {
  /** @returns stops watching; the camera is released with its last watcher */
  watch(camera: string, onFrame: OnFrame): () => void
  frame(head: FrameHead, jpeg: Uint8Array, taken: () => void): void
  /** The line is new: the hub has forgotten what we watch. */
  connected(): void
  /** Hidden pages watch nothing; what was about to be drawn is let go. */
  setHidden(isHidden: boolean): void
}

/**
 * @param tell replaces the set of cameras whose frames the hub sends
 * @param decode rejects when the bytes are no picture
 * @param nextFrame calls back before the next picture of the page is drawn
 */
export function createFrameReceiver({
  tell,
  decode,
  nextFrame,
}: {
  tell: (cameras: string[]) => void
  decode: (jpeg: Uint8Array) => Promise<ImageBitmap>
  nextFrame: (callback: () => void) => void
}): FrameReceiver {
  const watched = new Map<string, Watched>()
  let due: Due[] = []
  let isHidden = false
  let isTelling = false
  let isDrawing = false

  /** Tiles come and go many at a time: the hub is told once. */
  function tellSoon(): void {
    if (isTelling) return
    isTelling = true
    queueMicrotask(() => {
      isTelling = false
      tell(isHidden ? [] : [...watched.keys()].slice(0, MAX_WATCHED))
    })
  }

  function draw(): void {
    isDrawing = false
    const drawn = due
    due = []
    for (const { bitmap, head, listeners, taken } of drawn) {
      try {
        if (!isHidden) for (const listener of listeners) listener(bitmap, head)
      } finally {
        bitmap.close()
        taken()
      }
    }
  }

  async function show(
    camera: Watched,
    head: FrameHead,
    jpeg: Uint8Array,
    only: OnFrame | undefined,
    taken: () => void,
  ) {
    const { turn } = camera
    const bitmap = await decode(jpeg).catch(() => undefined)
    if (bitmap === undefined || isHidden || camera.turn !== turn || camera.listeners.size === 0) {
      bitmap?.close()
      taken()
      return
    }
    due.push({ bitmap, head, listeners: only === undefined ? [...camera.listeners] : [only], taken })
    if (isDrawing) return
    isDrawing = true
    nextFrame(draw)
  }

  return {
    watch(id, onFrame) {
      const camera = watched.get(id) ?? { listeners: new Set(), last: undefined, turn: 0 }
      if (!watched.has(id)) {
        watched.set(id, camera)
        tellSoon()
      }
      camera.listeners.add(onFrame)
      if (camera.last !== undefined) void show(camera, camera.last.head, camera.last.jpeg, onFrame, () => undefined)
      return () => {
        camera.listeners.delete(onFrame)
        if (camera.listeners.size > 0 || watched.get(id) !== camera) return
        watched.delete(id)
        tellSoon()
      }
    },
    frame(head, jpeg, taken) {
      const camera = watched.get(head.camera)
      if (camera === undefined || isHidden) {
        taken()
        return
      }
      camera.turn++
      camera.last = { head, jpeg }
      void show(camera, head, jpeg, undefined, taken)
    },
    connected: tellSoon,
    setHidden(hidden) {
      if (hidden === isHidden) return
      isHidden = hidden
      tellSoon()
      // No picture of the page is coming that would call us.
      if (hidden) draw()
    },
  }
}
