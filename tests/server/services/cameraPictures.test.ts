import sharp from 'sharp'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FrameHead } from '../../../domain/wire.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { systemClock } from '../../../server/clock.ts'
import { principalsOf } from '../../../server/gate/principals.ts'
import { createCameraPictures } from '../../../server/services/cameraPictures.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const WIDTH = 640
const HEIGHT = 360

/** A picture of grey values, as a camera would send it. */
async function pictureOf(grey: (x: number, y: number) => number): Promise<Buffer> {
  const raw = Buffer.alloc(WIDTH * HEIGHT, 0)
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) raw[y * WIDTH + x] = grey(x, y)
  return await sharp(raw, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .jpeg()
    .toBuffer()
}
/** Squares: edges everywhere. */
const squares = (shift: number) => (x: number, y: number) => ((((x + shift) >> 4) + (y >> 4)) % 2 === 0 ? 200 : 60)
const darkness = () => 5
const hand = () => 120
const widthOf = async (jpeg: Uint8Array) => (await sharp(jpeg).metadata()).width

describe('the hub', () => {
  let hub: TestHub
  let publisher: Publisher
  /** Who asks. */
  let role: 'leader' | 'admin' = 'leader'
  beforeAll(async () => {
    hub = await startHub(
      { IOC_CAMERA_PICTURES: 'blurred' },
      systemClock,
      principalsOf(() => personWith(role, '92')),
    )
    publisher = await connectPublisher(hub.mqtt)
    await publisher.say('camera/MC-1/announce', {
      ...{ name: 'Camera một cửa', commune: '31117', lng: 105.7885, lat: 10.0452, noticePosted: true },
    })
  })
  afterAll(async () => {
    await publisher?.end()
    await hub?.stop()
  })
  const frame = async () => {
    const answer = await fetch(`${hub.http}/api/v1/cameras/MC-1/frame.jpg`)
    return { policy: answer.headers.get('x-picture'), jpeg: Buffer.from(await answer.arrayBuffer()) }
  }

  it('blurs pictures unless a person has let the camera’s through, at every door, and does so again at once', async () => {
    const sent = await pictureOf(squares(1))
    await publisher.say('camera/MC-1/frame', sent)
    await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-1/frame.jpg`)).ok)
    const blurred = await frame()
    expect([blurred.policy, await widthOf(blurred.jpeg)]).toEqual(['blurred', 40])

    const screen = io(hub.http, { transports: ['websocket'], forceNew: true })
    const frames: { head: FrameHead; jpeg: Buffer }[] = []
    screen.on('frame', (head: FrameHead, jpeg: Buffer, taken: () => void) => {
      frames.push({ head, jpeg })
      taken()
    })
    await screen.emitWithAck('watch', ['MC-1'])
    await until(() => frames.length === 1)
    expect(await widthOf(frames[0]?.jpeg as Buffer)).toBe(40)

    const set = async (pictures: string, why = 'Quy chế số 12') => {
      role = 'admin'
      const { status } = await postCommand(hub, 'setCameraPictures', { camera: 'MC-1', pictures, why })
      role = 'leader'
      return status
    }
    expect(await set('clear')).toBe(200)
    await until(async () => (await frame()).policy === 'clear')
    expect((await frame()).jpeg.equals(sent)).toBe(true)
    const next = await pictureOf(squares(2))
    await publisher.say('camera/MC-1/frame', next)
    await until(() => frames.some(({ jpeg }) => next.equals(jpeg)))

    expect(await set('blurred')).toBe(200)
    await until(async () => (await frame()).policy === 'blurred')
    expect(await widthOf((await frame()).jpeg)).toBe(40)
    expect(await set('sharp')).toBe(400)
    expect(await set('clear', ' ')).toBe(400)
    // Who may look may not decide.
    expect((await postCommand(hub, 'setCameraPictures', { camera: 'MC-1', pictures: 'clear', why: 'x' })).status).toBe(
      403,
    )
    screen.close()
  })

  it('blurs those of a camera that comes under the id of one that has ended, whatever was decided of that', async () => {
    const comes = () =>
      publisher.say('camera/MC-2/announce', { name: 'Camera', commune: '31117', noticePosted: true, every: 5 })
    const policy = async () => {
      const answer = await fetch(`${hub.http}/api/v1/cameras/MC-2`)
      const { camera, ended } = (await answer.json()) as { camera?: { pictures?: string }; ended?: object | null }
      return [answer.status, ended === null, camera?.pictures]
    }
    await comes()
    await until(async () => (await policy())[0] === 200)
    role = 'admin'
    const clear = { camera: 'MC-2', pictures: 'clear', why: 'Quy chế số 12' }
    expect((await postCommand(hub, 'setCameraPictures', clear)).status).toBe(200)
    await until(async () => (await policy())[2] === 'clear')
    expect((await postCommand(hub, 'retireDevice', { device: 'camera/MC-2' })).status).toBe(200)
    await until(async () => (await policy())[1] === false)
    await comes()
    await until(async () => (await policy())[1] === true)
    role = 'leader'
    expect(await policy()).toEqual([200, true, 'blurred'])
  })
})

describe('pictures of cameras', () => {
  function start(given: Partial<Parameters<typeof createCameraPictures>[0]> = {}) {
    const clock = handClock()
    const city = createCity({ edition: '2021', clock, picture: createPicture() })
    const warned: unknown[] = []
    const pictures = createCameraPictures({
      city,
      clock,
      log: { warn: (what: unknown) => void warned.push(what) },
      ...given,
    })
    const announce = (id: string) =>
      city.apply({
        is: 'cameraAnnounce',
        camera: {
          ...{ id, name: id, commune: '31117', lng: 105.8, lat: 10, office: null, noticePosted: true, live: null },
          ...{ everyMs: 5_000, simulated: false },
        },
      })
    const shows = (id: string, jpeg: Uint8Array) => {
      clock.advance(2_000)
      city.apply({ is: 'frame', id, jpeg, receivedAt: clock.now() })
    }
    return { clock, city, pictures, warned, announce, shows }
  }

  it('are found to be dark, or covered, after three in a row, and to be well again', async () => {
    const { city, pictures, announce, shows } = start()
    announce('C')
    pictures.watch({}, ['C'])
    const told = async (grey: (x: number, y: number) => number) => {
      for (let i = 0; i < 3; i++) {
        const { judged } = pictures.counts()
        shows('C', await pictureOf((x, y) => grey(x, y) + (i % 2)))
        await until(() => pictures.counts().judged > judged)
      }
      return city.cameraView('C')?.quality
    }
    expect(await told(squares(0))).toBe('good')
    expect(await told(darkness)).toBe('dark')
    expect(city.cameraView('C')?.qualitySince).toBeTypeOf('number')
    expect(await told(hand)).toBe('unclear')
    expect(await told(squares(0))).toBe('good')
    expect(city.cameraView('C')?.qualitySince).toBeNull()
  })

  /** A decoder that is done with a picture when it is told to. */
  function heldDecoder() {
    const under = new Set<() => void>()
    const held = {
      most: 0,
      endAll() {
        for (const end of under) end()
        return under.size === 0
      },
      given: {
        measure: async () => ({ brightness: 100, contrast: 40, detail: 4 }),
        blur: (jpeg: Uint8Array) =>
          new Promise<Uint8Array>((done) => {
            const end = () => {
              under.delete(end)
              done(Uint8Array.of(...jpeg, 99))
            }
            under.add(end)
            held.most = Math.max(held.most, under.size)
          }),
      },
    }
    return held
  }

  it('are decoded two at a time, the newest of each camera, and only of those that somebody looks at', async () => {
    const decoder = heldDecoder()
    const { pictures, announce, shows } = start(decoder.given)
    const ids = Array.from({ length: 30 }, (_, i) => `C-${i}`)
    for (const id of ids) announce(id)
    const line = {}
    pictures.watch(line, ids.slice(0, 24))
    for (let n = 1; n <= 3; n++) for (const id of ids) shows(id, Uint8Array.of(n))
    await until(() => {
      decoder.endAll()
      return ids.slice(0, 24).every((id) => pictures.frame(id)?.jpeg.join() === '3,99')
    })
    expect(decoder.most).toBe(2)
    expect(pictures.frame('C-25')).toBeUndefined()
    pictures.watch(line, [])
    expect(pictures.frame('C-0')).toBeUndefined()
  })

  it('are decoded two at a time also where people ask for many at once, while others are shown', async () => {
    const decoder = heldDecoder()
    const { pictures, announce, shows } = start(decoder.given)
    const ids = Array.from({ length: 12 }, (_, i) => `C-${i}`)
    for (const id of ids) announce(id)
    pictures.watch({}, ids.slice(0, 6))
    for (const id of ids) shows(id, Uint8Array.of(1))
    const asked = Promise.all(ids.slice(6).map((id) => pictures.newest(id)))
    await until(() => {
      decoder.endAll()
      return ids.slice(0, 6).every((id) => pictures.frame(id) !== undefined)
    })
    await until(decoder.endAll)
    expect((await asked).every((frame) => frame?.jpeg.join() === '1,99')).toBe(true)
    expect(decoder.most).toBe(2)
  })

  it('that cannot be decoded are shown to nobody, counted, and told once', async () => {
    const { pictures, warned, announce, shows } = start()
    announce('C')
    pictures.watch({}, ['C'])
    for (let n = 0; n < 3; n++) {
      const { broken } = pictures.counts()
      shows('C', Uint8Array.of(0xff, 0xd8, n))
      await until(() => pictures.counts().broken > broken)
    }
    expect(pictures.frame('C')).toBeUndefined()
    await expect(pictures.newest('C')).rejects.toThrow()
    expect(warned).toHaveLength(1)
  })

  it('are decoded once, however many ask for one, also where that is in vain', async () => {
    let decoded = 0
    const { pictures, announce, shows } = start({
      blur: async (jpeg) => {
        decoded++
        if (jpeg[0] === 0) throw new Error('no picture')
        return jpeg
      },
    })
    announce('C')
    const askMany = () => Promise.allSettled(Array.from({ length: 30 }, () => pictures.newest('C')))
    shows('C', Uint8Array.of(1))
    await askMany()
    expect(decoded).toBe(1)
    shows('C', Uint8Array.of(0))
    await askMany()
    await askMany()
    expect(decoded).toBe(2)
  })

  it('that are narrow are blurred as much as wide ones', async () => {
    const { pictures, announce, shows } = start()
    announce('C')
    const narrow = await sharp({ create: { width: 30, height: 1_000, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
    shows('C', narrow)
    const { height = 0 } = await sharp((await pictures.newest('C'))?.jpeg).metadata()
    expect(height).toBeLessThanOrEqual(40)
  })
})
