import type { Logger } from 'pino'
import sharp from 'sharp'
import {
  MEASURED_WIDTH,
  type PictureMeasures,
  pictureQuality,
  type QualityWatch,
  watchQuality,
} from '../../domain/cameras/quality.ts'
import { MAX_FRAME_HEIGHT, MAX_FRAME_WIDTH } from '../../domain/messages.ts'
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { City, Frame } from '../city/city.ts'
import type { Clock } from '../clock.ts'

/** Pictures that are decoded at a time, each in a thread of the library's own: more would take the processor from the messages. */
const MOST_AT_ONCE = 2
/** A camera's pictures are blurred this often at most, as a mean: one that came late takes nothing from the next. */
const BLURRED_EVERY_MS = 180
/** How often it is looked whether a picture shows something: of cameras that somebody looks at, and of the others. */
const JUDGED_EVERY_MS = 2 * SECOND_MS
const JUDGED_UNWATCHED_EVERY_MS = MINUTE_MS
/** A blurred picture is so wide and high at most, pixels: a hall, its counters and where people stand show, a face is one or two of them. */
const BLURRED_SIDE = 40
const BLURRED_QUALITY = 75

/** Pictures of cameras on their way to people: blurred unless the camera's policy lets them go as they came, and judged. */
export interface CameraPictures {
  /** The newest picture as people may see it; undefined: there is none yet. */
  frame(camera: string): Frame | undefined
  /** As `frame`, of the camera's newest picture: where it is still to be blurred, that is waited for. */
  newest(camera: string): Promise<Frame | undefined>
  /** A camera has a new picture for people. */
  onFrame(listener: (camera: string) => void): void
  /** Which cameras somebody looks at over a connection; none: nobody does any more. */
  watch(line: object, cameras: readonly string[]): void
  /** Pictures blurred and judged since the start, those that could not be decoded, and the processor's time for them, ms. */
  counts(): { readonly blurred: number; readonly judged: number; readonly broken: number; readonly busyMs: number }
}

/** @throws when the bytes are no picture */
type Decode = (jpeg: Uint8Array) => Promise<Uint8Array>

/** @param blur and measure: the library's, unless a test says otherwise */
export function createCameraPictures({
  city,
  clock,
  log,
  blur = blurred,
  measure = measured,
}: {
  city: Pick<City, 'camera' | 'frame' | 'onFrame' | 'judgePicture'>
  clock: Clock
  log: Pick<Logger, 'warn'>
  blur?: Decode
  measure?: (jpeg: Uint8Array) => Promise<PictureMeasures>
}): CameraPictures {
  /** Blurred pictures of cameras that somebody looks at, each the newest that was made. */
  const shown = new Map<string, Frame>()
  /** Of each camera the picture that was blurred last, or is being blurred. */
  const made = new Map<string, { readonly receivedAt: number; readonly frame: Promise<Frame> }>()
  const lines = new Map<object, readonly string[]>()
  const watchers = new Map<string, number>()
  const listeners: ((camera: string) => void)[] = []
  const qualities = new Map<string, { readonly watch: QualityWatch; readonly at: number }>()
  /** Cameras whose newest picture waits to be blurred or judged, in the order in which they came. */
  const waiting = new Set<string>()
  const busy = new Set<string>()
  /** The places in time that cameras' pictures have taken, one every `BLURRED_EVERY_MS`, the latest of each camera; at most one place is left over. */
  const places = new Map<string, number>()
  const placeAfter = (camera: string) => (places.get(camera) ?? Number.NEGATIVE_INFINITY) + BLURRED_EVERY_MS
  const timers = new Map<string, NodeJS.Timeout>()
  const counts = { blurred: 0, judged: 0, broken: 0, busyMs: 0 }
  let decoding = 0
  /** Those whose picture is decoded when one that is being decoded is done, the first that came first. */
  const turns: (() => void)[] = []
  const brokenTold = new Set<string>()

  const isClear = (camera: string) => city.camera(camera)?.pictures === 'clear'
  const isWatched = (camera: string) => watchers.has(camera)

  /** Whoever wants a picture decoded, for screens or for one question: all share the same places. */
  async function inTurn<T>(decode: () => Promise<T>): Promise<T> {
    if (decoding >= MOST_AT_ONCE) await new Promise<void>((begin) => turns.push(begin))
    else decoding++
    const startedAt = performance.now()
    try {
      return await decode()
    } finally {
      counts.busyMs += performance.now() - startedAt
      const next = turns.shift()
      if (next === undefined) decoding--
      else next()
    }
  }

  function isDueToJudge(camera: string): boolean {
    const at = qualities.get(camera)?.at ?? Number.NEGATIVE_INFINITY
    return clock.now() - at >= (isWatched(camera) ? JUDGED_EVERY_MS : JUDGED_UNWATCHED_EVERY_MS)
  }

  function consider(camera: string): void {
    if ((isClear(camera) || !isWatched(camera)) && !isDueToJudge(camera)) return
    waiting.add(camera)
    work()
  }

  function work(): void {
    for (const camera of waiting) {
      if (busy.size >= MOST_AT_ONCE) return
      if (busy.has(camera)) continue
      const early = placeAfter(camera) - performance.now()
      waiting.delete(camera)
      if (early > 0) later(camera, early)
      else void takeOn(camera)
    }
  }

  function later(camera: string, ms: number): void {
    if (timers.has(camera)) return
    const timer = setTimeout(() => {
      timers.delete(camera)
      waiting.add(camera)
      work()
    }, ms)
    timer.unref()
    timers.set(camera, timer)
  }

  async function takeOn(camera: string): Promise<void> {
    busy.add(camera)
    places.set(camera, Math.max(placeAfter(camera), performance.now() - BLURRED_EVERY_MS))
    const frame = city.frame(camera)
    try {
      if (frame === undefined) return
      if (isWatched(camera) && !isClear(camera)) await show(camera, frame)
      if (isDueToJudge(camera)) await judge(camera, frame)
    } catch (error) {
      counts.broken++
      if (!brokenTold.has(camera))
        log.warn({ error, camera }, 'a picture could not be decoded; told once for each camera')
      brokenTold.add(camera)
    } finally {
      busy.delete(camera)
      work()
    }
  }

  /** However many ask for one picture, it is decoded once, and one that cannot be decoded is not tried again. */
  function blurredOnce(camera: string, { jpeg, receivedAt }: Frame): Promise<Frame> {
    const known = made.get(camera)
    if (known?.receivedAt === receivedAt) return known.frame
    const frame = inTurn(() => blur(jpeg)).then((small) => {
      counts.blurred++
      return { jpeg: small, receivedAt }
    })
    made.set(camera, { receivedAt, frame })
    return frame
  }

  async function show(camera: string, frame: Frame): Promise<Frame> {
    const known = shown.get(camera)
    if (known !== undefined && known.receivedAt >= frame.receivedAt) return known
    const small = await blurredOnce(camera, frame)
    if ((shown.get(camera)?.receivedAt ?? 0) < small.receivedAt) {
      shown.set(camera, small)
      for (const listener of listeners) listener(camera)
    }
    return small
  }

  async function judge(camera: string, { jpeg, receivedAt }: Frame): Promise<void> {
    const before = qualities.get(camera)?.watch
    // What cannot be decoded is not tried again at once.
    if (before !== undefined) qualities.set(camera, { watch: before, at: clock.now() })
    const watch = watchQuality(before, pictureQuality(await inTurn(() => measure(jpeg))), receivedAt)
    counts.judged++
    qualities.set(camera, { watch, at: clock.now() })
    city.judgePicture(camera, watch)
  }

  city.onFrame((camera) => {
    consider(camera)
    if (isClear(camera)) for (const listener of listeners) listener(camera)
  })

  return {
    frame(camera) {
      if (isClear(camera)) return city.frame(camera)
      return city.frame(camera) === undefined ? undefined : shown.get(camera)
    },
    async newest(camera) {
      const frame = city.frame(camera)
      if (frame === undefined || isClear(camera)) return frame
      return await show(camera, frame)
    },
    onFrame: (listener) => void listeners.push(listener),
    watch(line, cameras) {
      for (const camera of lines.get(line) ?? []) {
        const left = (watchers.get(camera) ?? 1) - 1
        if (left > 0) watchers.set(camera, left)
        else watchers.delete(camera)
      }
      if (cameras.length === 0) lines.delete(line)
      else lines.set(line, cameras)
      for (const camera of cameras) watchers.set(camera, (watchers.get(camera) ?? 0) + 1)
      for (const camera of shown.keys()) if (!isWatched(camera)) shown.delete(camera)
      for (const camera of cameras) consider(camera)
    },
    counts: () => counts,
  }
}

/** Decoded by the library's own threads, and no larger than what the header of a frame may say. */
const opened = (jpeg: Uint8Array) =>
  sharp(jpeg, { limitInputPixels: MAX_FRAME_WIDTH * MAX_FRAME_HEIGHT, failOn: 'error', sequentialRead: true })

/** So small that nothing more can be made of it; the screens draw it smoothly over their whole tile. */
async function blurred(jpeg: Uint8Array): Promise<Uint8Array> {
  return await opened(jpeg)
    .resize({ width: BLURRED_SIDE, height: BLURRED_SIDE, fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
    .jpeg({ quality: BLURRED_QUALITY })
    .toBuffer()
}

async function measured(jpeg: Uint8Array): Promise<PictureMeasures> {
  const { data, info } = await opened(jpeg)
    .resize({ width: MEASURED_WIDTH, withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return measuresOf(data, info.width, info.height)
}

/** @param grey one byte a pixel, row by row */
function measuresOf(grey: Uint8Array, width: number, height: number): PictureMeasures {
  let sum = 0
  let squares = 0
  let edges = 0
  for (const value of grey) {
    sum += value
    squares += value * value
  }
  const at = (i: number) => grey[i] as number
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      edges += Math.abs(at(i) - (at(i - 1) + at(i + 1) + at(i - width) + at(i + width)) / 4)
    }
  const count = Math.max(1, width * height)
  const brightness = sum / count
  return {
    brightness,
    contrast: Math.sqrt(Math.max(0, squares / count - brightness * brightness)),
    detail: edges / Math.max(1, (width - 2) * (height - 2)),
  }
}
