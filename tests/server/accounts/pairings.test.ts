import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createPairings } from '../../../server/accounts/pairings.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { visitor } from '../../support/signIn.ts'

const CITY = UNIT_TREES['2021'].city.code

describe('codes of walls', () => {
  const clock = handClock()

  it('a stranger with many addresses takes the places of nobody but themselves', () => {
    const pairings = createPairings({ clock })
    const wall = pairings.begin('10.0.0.7').pairing
    const asks = (addresses: readonly string[]) => {
      for (const address of addresses) for (let time = 0; time < 5; time++) pairings.begin(address)
    }
    // Beside the wall, elsewhere, and networks of IPv6.
    asks(Array.from({ length: 200 }, (_, number) => `10.0.0.${number + 10}`))
    asks(Array.from({ length: 300 }, (_, number) => `10.${number % 3}.1.${Math.floor(number / 3) + 1}`))
    asks(Array.from({ length: 400 }, (_, number) => `2001:db8:5:${number.toString(16)}::1`))
    expect(pairings.waiting()).toBe(4_000)
    const late = pairings.begin('10.0.9.9').pairing
    asks(Array.from({ length: 300 }, (_, number) => `2001:db8:6:${number.toString(16)}::1`))
    expect(pairings.waiting()).toBe(4_000)
    expect([pairings.byCode(wall.code), pairings.byHash(late.hash)]).toEqual([wall, late])
  })

  it('a code is read out: it has no vowels, and nothing that is taken for another', () => {
    const pairings = createPairings({ clock })
    for (let n = 0; n < 500; n++)
      expect(pairings.begin(`10.${n % 250}.${n}.1`).pairing.code).toMatch(
        /^[BCDFGHJKMNPQRSTVWXYZ2-9]{4}-[BCDFGHJKMNPQRSTVWXYZ2-9]{4}$/,
      )
  })

  it('a network has five in ten minutes, also when they have given way; a wall that was paired leaves its place', () => {
    const pairings = createPairings({ clock, maxWaiting: 10 })
    const own = Array.from({ length: 5 }, () => pairings.begin('10.1.0.1').pairing)
    for (let number = 1; number <= 20; number++) pairings.begin(`10.2.0.${number}`)
    expect(() => pairings.begin('10.1.0.1')).toThrow(expect.objectContaining({ code: 'tooManyPairings' }))
    const [paired] = own
    if (paired !== undefined) pairings.end(paired)
    expect(pairings.begin('10.1.0.1').pairing.address).toBe('10.1.0.1')
    expect(() => pairings.begin('10.1.0.1')).toThrow(expect.objectContaining({ code: 'tooManyPairings' }))
    clock.set(clock.now() + 10 * MINUTE_MS)
    expect(pairings.waiting()).toBe(0)
    expect(pairings.begin('10.1.0.1').pairing.address).toBe('10.1.0.1')
  })
})

describe('the hub', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await startHub({ IOC_DEMO: '1' }, undefined, 'accounts')
  })
  afterAll(() => hub?.stop())

  /** Asks for a code from an address of this machine. */
  async function askFrom(localAddress: string): Promise<{ status: number | undefined; body: Record<string, unknown> }> {
    const headers = { 'content-type': 'application/json', 'x-ioc-command': '1', origin: hub.http }
    const asking = request(`${hub.http}/api/v1/commands/requestPairing`, {
      ...{ method: 'POST', headers, localAddress, agent: false },
    })
    asking.end('{}')
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    return { status: response.statusCode, body: (await json(response)) as Record<string, unknown> }
  }

  it('gives a wall its code while a stranger with forty addresses has taken all they can, and an administrator pairs it', async () => {
    const statuses = new Map<number | undefined, number>()
    for (let number = 0; number < 40; number++) {
      const asked = await Promise.all(Array.from({ length: 6 }, () => askFrom(`127.0.${number % 4}.${10 + number}`)))
      for (const { status } of asked) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 200, 429: 40 })
    const wall = await askFrom('127.0.9.9')
    expect(wall.status).toBe(200)
    const boss = visitor(hub)
    await boss.command('signInAs', { user: 'quan-tri' })
    const paired = await boss.command('pairWall', { code: wall.body.code, name: 'Sảnh', place: CITY })
    expect(paired).toMatchObject({ status: 200, body: { id: expect.any(String) } })
  })
})
