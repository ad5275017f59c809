import type { FrameHead } from '../../domain/wire.ts'
import type { Connection } from './connection.ts'

/** Draws one picture; the bitmap is closed when it returns. */
export type OnFrame = (bitmap: ImageBitmap, head: FrameHead) => void

/** Frames for whoever shows them. A camera is watched while somebody does; the credit goes back when the picture has been drawn. */
export interface Frames {
  watch(camera: string, onFrame: OnFrame): () => void
}

/**
 * @param decode a JPEG to a bitmap; rejects when it is none
 * @param visibility tells when the page is hidden and shown again: nothing is watched while nobody can see it
 */
export function createFrames({
  connection,
  decode,
  visibility,
  later,
}: {
  connection: Connection
  decode: (jpeg: Uint8Array) => Promise<ImageBitmap>
  visibility: { visible(): boolean; onChange(listener: () => void): void }
  later: (call: () => void) => void
}): Frames {
  const watchers = new Map<string, Set<OnFrame>>()
  let asked = false

  /** Many tiles mount at once: one word to the hub for all of them. */
  function tellHub(): void {
    if (asked) return
    asked = true
    later(() => {
      asked = false
      connection.watch(visibility.visible() ? [...watchers.keys()] : [])
    })
  }

  async function draw(head: FrameHead, jpeg: Uint8Array, taken: () => void): Promise<void> {
    try {
      const bitmap = await decode(jpeg)
      for (const onFrame of watchers.get(head.camera) ?? []) onFrame(bitmap, head)
      bitmap.close()
    } catch {
      // A picture that cannot be read is not shown; its age tells that none came.
    } finally {
      taken()
    }
  }

  connection.onFrame((head, jpeg, taken) => void draw(head, jpeg, taken))
  connection.onState(({ is }) => {
    if (is === 'live') tellHub()
  })
  visibility.onChange(tellHub)

  return {
    watch(camera, onFrame) {
      const known = watchers.get(camera)
      const all = known ?? new Set()
      watchers.set(camera, all.add(onFrame))
      if (known === undefined) tellHub()
      return () => {
        all.delete(onFrame)
        if (all.size > 0 || watchers.get(camera) !== all) return
        watchers.delete(camera)
        tellHub()
      }
    },
  }
}
