import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLiveVideo, type VideoState } from '../../../client/live/video/liveVideo.ts'
import { VideoError, type VideoFault, type VideoWays } from '../../../client/live/video/videoPlay.ts'
import { ask } from '../../../client/live/video/whep.ts'

const OFFERS = [
  { type: 'whep', url: 'https://media.example/whep' },
  { type: 'hls', url: 'https://media.example/index.m3u8' },
] as const

describe('a camera’s video', () => {
  /** @param plays what becomes of each attempt, in order: a fault, or a video that ends with one */
  function start(plays: readonly (VideoFault | { readonly ends: VideoFault })[]) {
    const states: string[] = []
    const waits: number[] = []
    let stopped = 0
    const left = [...plays]
    const attempt = async () => {
      const next = left.shift() ?? expect.fail('asked once more than was told')
      if (typeof next === 'string') throw new VideoError(next)
      return { over: Promise.resolve(next.ends), behindMs: () => 0, stop: () => void stopped++ }
    }
    return new Promise<{ states: string[]; waits: number[]; stopped: number }>((resolve) => {
      const end = startLiveVideo({
        ...{ offers: OFFERS, video: {} as HTMLVideoElement, now: () => 0, random: () => 0.5 },
        ways: { whep: attempt, hls: attempt, mjpeg: attempt } as VideoWays,
        onState: (state: VideoState) => {
          const more = state.is === 'pictures' ? state.faults.join() : state.way
          states.push(`${state.is} ${more}`)
        },
        wait: async (ms) => {
          waits.push(ms)
          if (left.length > 0) return
          end()
          resolve({ states, waits, stopped })
        },
      })
    })
  }

  it('is played the best way that plays, and by pictures where none does', async () => {
    expect((await start(['noAnswer', 'refused'])).states).toEqual([
      ...['trying whep', 'trying hls', 'pictures noAnswer,refused'],
    ])
    const { states, stopped } = await start(['tooLarge', { ends: 'ended' }])
    expect(states).toEqual(['trying whep', 'trying hls', 'playing hls', 'pictures ended'])
    expect(stopped).toBe(1)
  })

  it('is tried again after longer and longer pauses, from the best way', async () => {
    const { waits, states } = await start(Array(12).fill('noAnswer'))
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000])
    expect(states.filter((state) => state === 'trying whep')).toHaveLength(6)
  })
})

describe('an offer of WHEP', () => {
  let server: Server
  const never: ServerResponse[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      const is = request.url?.slice(1)
      if (is === 'never') never.push(response)
      else if (is === 'huge') response.writeHead(201).end('a=x\r\n'.repeat(200_000))
      else if (is === 'refused') response.writeHead(404).end()
      else if (is === 'away') response.writeHead(201, { location: 'https://stranger.example/1' }).end('v=0')
      else response.writeHead(201, { location: '/session/1' }).end('v=0')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const asked = (path: string, withinMs?: number) => {
    const { port } = server.address() as AddressInfo
    return ask(`http://127.0.0.1:${port}/${path}`, 'v=0', new AbortController().signal, withinMs)
  }

  it('is answered with the session to delete', async () => {
    expect(await asked('well')).toMatchObject({ sdp: 'v=0', session: expect.stringMatching(/\/session\/1$/) })
  })

  it.each([
    ['never', 'noAnswer'],
    ['huge', 'tooLarge'],
    ['refused', 'refused'],
    ['away', 'elsewhere'],
  ])('whose answer is %s is given up: %s', async (path, fault) => {
    await expect(asked(path, path === 'never' ? 100 : undefined)).rejects.toMatchObject({ fault })
  })
})
