import { describe, expect, it } from 'vitest'
import { createFrameReceiver } from '../../../client/live/frameReceiver.ts'
import { MAX_WATCHED } from '../../../domain/wire.ts'

interface Picture {
  readonly jpeg: string
  isClosed: boolean
}

/** A desk whose pictures are decoded and drawn when the test says so. */
function desk() {
  const told: string[][] = []
  const decoding: { jpeg: string; done: (bitmap: ImageBitmap) => void; fail: (error: Error) => void }[] = []
  const frames: (() => void)[] = []
  const pictures: Picture[] = []
  const made = createFrameReceiver({
    tell: (cameras) => void told.push(cameras),
    decode: (jpeg) =>
      new Promise((done, fail) => void decoding.push({ jpeg: new TextDecoder().decode(jpeg), done, fail })),
    nextFrame: (callback) => void frames.push(callback),
  })
  const settle = () => new Promise((done) => setTimeout(done, 0))
  return {
    ...made,
    told,
    pictures,
    /** A frame comes in. @returns whether its credit has gone back */
    comes(camera: string, jpeg: string) {
      const credit = { isBack: 0 }
      made.frame({ camera, at: 0, simulated: true }, new TextEncoder().encode(jpeg), () => void credit.isBack++)
      return credit
    },
    async decodes(jpeg: string) {
      const picture: Picture = { jpeg, isClosed: false }
      pictures.push(picture)
      const at = decoding.findIndex((each) => each.jpeg === jpeg)
      const bitmap = { ...picture, close: () => (picture.isClosed = true) } as unknown as ImageBitmap
      decoding.splice(at, 1)[0]?.done(bitmap)
      await settle()
    },
    async fails(jpeg: string) {
      decoding
        .splice(
          decoding.findIndex((each) => each.jpeg === jpeg),
          1,
        )[0]
        ?.fail(new Error('no picture'))
      await settle()
    },
    draws() {
      for (const frame of frames.splice(0)) frame()
    },
    settle,
  }
}

const named = (bitmap: ImageBitmap) => (bitmap as unknown as Picture).jpeg

describe('pictures of cameras', () => {
  it('are watched by reference counting, and the hub is told once for many tiles', async () => {
    const d = desk()
    const stops = ['A', 'B', 'A'].map((camera) => d.watch(camera, () => undefined))
    await d.settle()
    expect(d.told).toEqual([['A', 'B']])
    stops[0]?.()
    await d.settle()
    expect(d.told).toHaveLength(1)
    stops[2]?.()
    await d.settle()
    expect(d.told.at(-1)).toEqual(['B'])
  })

  it('are at most as many as the hub allows, and the next in line gets a place that becomes free', async () => {
    const d = desk()
    const stops = Array.from({ length: MAX_WATCHED + 1 }, (_, i) => d.watch(`C${i}`, () => undefined))
    await d.settle()
    expect(d.told.at(-1)).toHaveLength(MAX_WATCHED)
    expect(d.told.at(-1)).not.toContain(`C${MAX_WATCHED}`)
    stops[0]?.()
    await d.settle()
    expect(d.told.at(-1)).toContain(`C${MAX_WATCHED}`)
  })

  it('give their credit back only after they were drawn by everybody, and are closed then', async () => {
    const d = desk()
    const drawn: string[] = []
    d.watch('A', (bitmap) => void drawn.push(`one ${named(bitmap)}`))
    d.watch('A', (bitmap) => void drawn.push(`two ${named(bitmap)}`))
    const credit = d.comes('A', 'a1')
    await d.decodes('a1')
    expect(credit.isBack).toBe(0)
    expect(drawn).toEqual([])
    d.draws()
    expect(drawn).toEqual(['one a1', 'two a1'])
    expect(credit.isBack).toBe(1)
    expect(d.pictures[0]?.isClosed).toBe(true)
  })

  it('are thrown away when a newer one came while they were decoded: the latest wins', async () => {
    const d = desk()
    const drawn: string[] = []
    d.watch('A', (bitmap) => void drawn.push(named(bitmap)))
    const first = d.comes('A', 'a1')
    const second = d.comes('A', 'a2')
    await d.decodes('a2')
    await d.decodes('a1')
    d.draws()
    expect(drawn).toEqual(['a2'])
    expect([first.isBack, second.isBack]).toEqual([1, 1])
    expect(d.pictures.every((picture) => picture.isClosed)).toBe(true)
  })

  it('that are no pictures cost their credit and nothing else', async () => {
    const d = desk()
    d.watch('A', () => undefined)
    const credit = d.comes('A', 'broken')
    await d.fails('broken')
    expect(credit.isBack).toBe(1)
  })

  it('that nobody waits for give their credit back at once', async () => {
    const d = desk()
    expect(d.comes('A', 'a1').isBack).toBe(1)
    const stop = d.watch('B', () => undefined)
    const credit = d.comes('B', 'b1')
    stop()
    await d.decodes('b1')
    expect(credit.isBack).toBe(1)
    expect(d.pictures[0]?.isClosed).toBe(true)
  })

  it('are shown to who comes later: the hub sends nothing new before the camera does', async () => {
    const d = desk()
    d.watch('A', () => undefined)
    d.comes('A', 'a1')
    await d.decodes('a1')
    d.draws()
    const drawn: string[] = []
    d.watch('A', (bitmap) => void drawn.push(named(bitmap)))
    await d.decodes('a1')
    d.draws()
    expect(drawn).toEqual(['a1'])
  })

  it('stop while the page is hidden, with no credit kept, and begin again with the page', async () => {
    const d = desk()
    const drawn: string[] = []
    d.watch('A', (bitmap) => void drawn.push(named(bitmap)))
    await d.settle()
    const waiting = d.comes('A', 'a1')
    await d.decodes('a1')
    d.setHidden(true)
    await d.settle()
    expect(waiting.isBack).toBe(1)
    expect(d.told.at(-1)).toEqual([])
    expect(d.comes('A', 'a2').isBack).toBe(1)
    d.setHidden(false)
    await d.settle()
    expect(d.told.at(-1)).toEqual(['A'])
    expect(drawn).toEqual([])
  })

  it('are asked for again on a new line', async () => {
    const d = desk()
    d.watch('A', () => undefined)
    await d.settle()
    d.connected()
    await d.settle()
    expect(d.told).toEqual([['A'], ['A']])
  })
})
