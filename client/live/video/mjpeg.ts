import { MAX_FRAME_BYTES } from '../../../domain/messages.ts'
import {
  ANSWER_WITHIN_MS,
  ELSEWHERE_IS_REFUSED,
  nextPicture,
  type PlayVideo,
  untilStill,
  VideoError,
  type VideoFault,
} from './videoPlay.ts'

/** Header of a part at most, bytes. */
const MOST_HEADER_BYTES = 2_048

/**
 * Plays a row of JPEGs, one after the other in an answer that goes on (`multipart/x-mixed-replace`), as simple cameras give it. Each is drawn on a
 * canvas, whose picture the video element shows.
 */
export const playMjpeg: PlayVideo = async (video, url, signal) => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null || typeof canvas.captureStream !== 'function') throw new VideoError('unsupported')
  const ending = new AbortController()
  function stop(): void {
    ending.abort()
    video.srcObject = null
  }
  signal.addEventListener('abort', stop)
  try {
    const body = await openMjpeg(url, AbortSignal.any([signal, ending.signal]))
    const ended = drawAll(body, async (jpeg) => {
      const bitmap = await createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      if (canvas.width !== bitmap.width || canvas.height !== bitmap.height)
        Object.assign(canvas, { width: bitmap.width, height: bitmap.height })
      context.drawImage(bitmap, 0, 0)
      bitmap.close()
      if (video.srcObject !== null || ending.signal.aborted) return
      video.srcObject = canvas.captureStream()
      void video.play().catch(() => undefined)
    })
    const failed = ended.then((fault) => Promise.reject(new VideoError(fault)))
    failed.catch(() => undefined)
    await Promise.race([nextPicture(video, signal), failed])
    return { over: Promise.race([ended, untilStill(video, ending.signal)]), behindMs: () => 0, stop }
  } catch (error) {
    stop()
    throw error instanceof VideoError ? error : new VideoError('noAnswer')
  }
}

/** @returns why no more comes */
async function drawAll(
  body: ReadableStream<Uint8Array>,
  draw: (jpeg: Uint8Array) => Promise<void>,
): Promise<VideoFault> {
  try {
    for await (const jpeg of jpegsOf(body)) await draw(jpeg)
    return 'ended'
  } catch (error) {
    return error instanceof VideoError ? error.fault : 'ended'
  }
}

/** Asks for a row of JPEGs. @throws VideoError */
export async function openMjpeg(
  url: string,
  signal: AbortSignal,
  withinMs = ANSWER_WITHIN_MS,
): Promise<ReadableStream<Uint8Array>> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), withinMs)
  try {
    const response = await fetch(url, { ...ELSEWHERE_IS_REFUSED, signal: AbortSignal.any([signal, late.signal]) })
    if (response.type === 'opaqueredirect') throw new VideoError('elsewhere')
    const type = response.headers.get('content-type') ?? ''
    if (!response.ok || response.body === null || !type.startsWith('multipart/x-mixed-replace'))
      throw new VideoError('refused')
    return response.body
  } catch (error) {
    throw error instanceof VideoError ? error : new VideoError('noAnswer')
  } finally {
    clearTimeout(timer)
  }
}

/** The pictures of a row, each of which says its length. @throws VideoError where one is larger than a picture may be, or says nothing */
export async function* jpegsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  let left: Uint8Array = new Uint8Array(0)
  /** @returns whether more has come */
  async function more(): Promise<boolean> {
    const { done, value } = await reader.read()
    if (done) return false
    const joined = new Uint8Array(left.length + value.length)
    joined.set(left)
    joined.set(value, left.length)
    left = joined
    return true
  }
  try {
    for (;;) {
      let head = new TextDecoder('latin1').decode(left.subarray(0, MOST_HEADER_BYTES))
      while (!head.includes('\r\n\r\n')) {
        if (left.length >= MOST_HEADER_BYTES) throw new VideoError('refused')
        if (!(await more())) return
        head = new TextDecoder('latin1').decode(left.subarray(0, MOST_HEADER_BYTES))
      }
      const begins = head.indexOf('\r\n\r\n') + 4
      const length = Number(/^content-length: *(\d+) *$/im.exec(head.slice(0, begins))?.[1] ?? Number.NaN)
      if (!(length > 0)) throw new VideoError('refused')
      if (length > MAX_FRAME_BYTES) throw new VideoError('tooLarge')
      while (left.length < begins + length) if (!(await more())) return
      yield left.slice(begins, begins + length)
      left = left.slice(begins + length)
    }
  } finally {
    void reader.cancel().catch(() => undefined)
  }
}
