import { once } from 'node:events'
import { createConnection, type Socket as Line } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { principalsOf } from '../../../server/gate/principals.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { until } from '../../support/until.ts'

/** Lines of one person beside their sockets, and how long a body may take, ms. */
const MAX_OF_ONE = 300
const MORE = 25
const BODY_MS = 20_000

let hub: TestHub
const lines: Line[] = []
const { setTimeout: originalSet, clearTimeout: originalClear } = globalThis
const screens: Socket[] = []
async function begin(): Promise<void> {
  hub = await startHub(
    {},
    systemClock,
    principalsOf(() => personWith('officer', '31117')),
  )
}
async function end(): Promise<void> {
  for (const line of lines.splice(0)) line.destroy()
  for (const screen of screens.splice(0)) screen.close()
  await hub?.stop()
}

async function openLine(): Promise<Line> {
  const line = createConnection({ port: Number(new URL(hub.http).port), host: '127.0.0.1' })
  line.on('error', () => undefined)
  lines.push(line)
  await once(line, 'connect')
  return line
}

const head = (request: string, more = '') => `${request} HTTP/1.1\r\nHost: ${new URL(hub.http).host}\r\n${more}\r\n`
/** A command whose body begins and does not end. */
const UNENDED = () =>
  `${head('POST /api/v1/commands/commentIncident', 'X-IOC-Command: 1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n')}{`

/** Somebody comes over a line who is known, and begins a command. */
async function holdLine(): Promise<Line> {
  const line = await openLine()
  line.write(head('GET /api/v1/session'))
  const [answer] = (await once(line, 'data')) as [Buffer]
  expect(String(answer)).toMatch(/^HTTP\/1.1 200/)
  line.write(UNENDED())
  return line
}

describe('lines of one person', () => {
  beforeEach(begin)
  afterEach(end)

  it('of one who is known the oldest lines give way to those that are too many, and no screen does', async () => {
    const screen = io(hub.http, { transports: ['websocket'], forceNew: true, reconnection: false })
    screens.push(screen)
    await until(() => screen.connected)
    const all: Line[] = []
    for (let number = 0; number < MAX_OF_ONE + MORE; number += 25)
      all.push(...(await Promise.all(Array.from({ length: 25 }, holdLine))))
    const open = () => all.filter(({ closed, destroyed }) => !closed && !destroyed)
    await until(() => open().length <= MAX_OF_ONE)
    expect(open().length).toBeGreaterThan(MAX_OF_ONE - MORE)
    expect(all.at(-1)?.destroyed).toBe(false)
    expect(screen.connected).toBe(true)
    expect((await fetch(`${hub.http}/healthz`)).status).toBe(200)
  }, 60_000)

  it('a line over which questions are asked one after the other goes on; one over which more are asked than are answered is cut off', async () => {
    const ask = head('GET /api/v1/session')
    const line = await openLine()
    let said = ''
    line.on('data', (chunk) => {
      said += String(chunk)
    })
    const answers = () => said.match(/HTTP\/1\.1 200/g)?.length ?? 0
    for (let n = 1; n <= 30; n++) {
      line.write(ask)
      await until(() => answers() === n)
    }
    line.write(ask.repeat(8))
    await until(() => answers() === 38)
    expect(line.destroyed).toBe(false)
    const cutOff = once(line, 'close')
    line.write(ask.repeat(500))
    await cutOff
    expect(answers()).toBeLessThan(60)
  })

  it('of a line that ends in the middle of a body nothing is left to wait for', async () => {
    const begun: unknown[] = []
    const ended: unknown[] = []
    const set = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
      const timer = originalSet(work, ms)
      if (ms === BODY_MS) begun.push(timer)
      return timer
    }) as typeof setTimeout)
    const clear = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
      ended.push(timer)
      originalClear(timer)
    })
    try {
      const line = await openLine()
      line.write(UNENDED())
      await until(() => begun.length === 1)
      line.destroy()
      await until(() => ended.includes(begun[0]))
    } finally {
      set.mockRestore()
      clear.mockRestore()
    }
  })
})

// All of them wait for the same time, at once: each over a line of its own.
describe('a line to one hub', () => {
  beforeAll(begin)
  afterAll(end)

  it.concurrent.each([
    ['a command', () => UNENDED(), /^HTTP\/1.1 408/],
    ['a question', () => `${head('GET /api/v1/session', 'Content-Length: 900\r\n')}{`, /^HTTP\/1.1 200/],
    [
      'what a screen says by polling',
      () => `${head('POST /socket.io/?EIO=4&transport=polling', 'Content-Length: 900\r\n')}4`,
      /^HTTP\/1.1 4/,
    ],
  ])(
    '%s whose body does not end within some seconds is cut off',
    async (_, request, answer) => {
      const line = await openLine()
      let said = ''
      line.on('data', (chunk) => {
        said += String(chunk)
      })
      const closed = once(line, 'close')
      line.write(request())
      const timer = setInterval(() => line.writable && line.write(' '), 1_000)
      await closed
      clearInterval(timer)
      expect(said).toMatch(answer)
    },
    BODY_MS * 2,
  )
})
