import { afterEach, describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { EVERYBODY_SPEAKS } from '../../../server/broker/speakers.ts'
import { createTurns } from '../../../server/broker/turns.ts'
import { createFloodControl } from '../../../server/floodControl.ts'
import { floodWatches } from '../../../server/services/alerting/floodWatches.ts'
import { GAUGE, openDoor, PREFIX, text, until } from '../ingest/door.ts'

type Door = Awaited<ReturnType<typeof openDoor>>

describe('a sender', () => {
  it('may send so many at once, and so many a second from then on', () => {
    const flood = createFloodControl({ perSecond: 10, burst: 3 })
    const one = flood.of('one', 0)
    expect([1, 2, 3].map(() => flood.spend(one, 0))).toEqual([0, 0, 0])
    expect(flood.spend(one, 0)).toBe(100)
    expect(flood.isSpent(one, 0)).toBe(true)
    expect(flood.spend(flood.of('other', 0), 0)).toBe(0)
    // What it owes is paid first.
    expect(flood.spend(one, 100)).toBe(100)
    expect(flood.spend(one, 300)).toBe(0)
    expect(flood.spend(flood.of('one', 10_000), 10_000)).toBe(0)
    expect(one.left).toBe(2)
    expect(flood.spend(one, 0)).toBe(0)
  })

  it('is not remembered for ever, and never forgotten while it speaks', () => {
    const flood = createFloodControl({ perSecond: 1, burst: 2 })
    for (let n = 0; n < 100_000; n++) {
      flood.spend(flood.of(`source ${n}`, 0), 0)
      if (n % 1_000 === 0) flood.spend(flood.of('loud', 0), 0)
    }
    expect(flood.isSpent(flood.of('loud', 0), 0)).toBe(true)
  })
})

describe('the embedded broker', () => {
  let door: Door
  afterEach(() => door.close())
  const open = async () => {
    door = await openDoor({ broker: { burst: 20, perSecond: 400 } })
    return door
  }
  const announce = async (client: Awaited<ReturnType<Door['device']>>, id: string) =>
    client.publishAsync(`${PREFIX}/sensor/${id}/announce`, text(GAUGE), { qos: 1 })
  const now = Date.now()
  const shout = (client: Awaited<ReturnType<Door['device']>>, id: string, times: number) =>
    Promise.all(
      Array.from({ length: times }, (_, n) =>
        client.publishAsync(`${PREFIX}/sensor/${id}/reading`, text({ at: now - n, values: { level: 1 } }), { qos: 1 }),
      ),
    )

  it('slows down who sends too much by a line of its own: nothing is lost, and it is named', async () => {
    const { broker, device, store, quarantine } = await open()
    const loud = await device({ clientId: 'meter-7' })
    await announce(loud, 'TG-01')
    await shout(loud, 'TG-01', 200)
    expect(store.samples()).toHaveLength(200)
    expect(quarantine.rows()).toEqual([])
    expect(broker.floods()).toMatchObject([{ source: 'sensor/TG-01', client: 'meter-7', perSecond: 400 }])
  })

  it('refuses what is too much where others share the line, and takes what the others say', async () => {
    const { broker, device, store, quarantine } = await open()
    const gateway = await device({ clientId: 'gateway' })
    for (const id of ['TG-01', 'TG-02']) await announce(gateway, id)
    await shout(gateway, 'TG-01', 200)
    await shout(gateway, 'TG-02', 10)
    const kept = (id: string) => store.samples().filter(({ source }) => source === `sensor/${id}`).length
    expect(kept('TG-02')).toBe(10)
    expect(kept('TG-01')).toBeLessThan(200)
    expect(quarantine.rows()).toMatchObject([
      { source: 'sensor/TG-01', reason: 'flooding', client: 'gateway', count: 200 - kept('TG-01') },
    ])
    expect(broker.floods().map(({ source }) => source)).toEqual(['sensor/TG-01'])
  })

  it('goes on counting what is refused of who sends too much of it, and names no source for that', async () => {
    const { broker, device, quarantine } = await open()
    const vandal = await device()
    await Promise.all(Array.from({ length: 100 }, (_, n) => vandal.publishAsync(`other/${n}`, 'x', { qos: 1 })))
    await until(() => quarantine.rows().reduce((sum, { count }) => sum + count, 0) === 100)
    expect(broker.floods()).toEqual([])
  })

  it('counts who has no account by connection and by network, whatever it names, and who has one not with them', async () => {
    const limits = { strangerBurst: 20, strangerPerSecond: 0.001, strangersBurst: 30, strangersPerSecond: 0.001 }
    door = await openDoor({ broker: limits, speakers: { ...EVERYBODY_SPEAKS, haveDevicesAccounts: true } })
    const { device, city, quarantine } = door
    const known = await device({ username: 'gateway', password: 'x' })
    const announceMany = (client: typeof known, name: string) =>
      Promise.all(Array.from({ length: 50 }, (_, n) => announce(client, `${name}-${n}`)))
    const taken = (name: string) => [...city.sensors()].filter(({ id }) => id.startsWith(name)).length
    for (const name of ['A', 'B', 'C']) await announceMany(await device(), name)
    await announceMany(known, 'K')
    expect(['A', 'B', 'C', 'K'].map(taken)).toEqual([20, 10, 0, 50])
    const flooding = quarantine.rows().filter(({ reason }) => reason === 'flooding')
    expect(flooding.reduce((sum, { count }) => sum + count, 0)).toBe(120)
    // None of those that were named is at fault.
    expect(flooding.map(({ source }) => source).filter((source) => source?.startsWith('sensor/'))).toEqual([])
  })

  it('reads an account no faster than it may send, whichever sources it names, and loses nothing of it', async () => {
    door = await openDoor({ broker: { accountBurst: 10, accountPerSecond: 100 } })
    const { device, city } = door
    const gateway = await device({ username: 'gateway', password: 'x' })
    const began = performance.now()
    for (let n = 0; n < 60; n++) await announce(gateway, `G-${n}`)
    expect([...city.sensors()]).toHaveLength(60)
    expect(performance.now() - began).toBeGreaterThan(400)
  })
})

it('messages are decided on in order, and the event loop goes on between so many of them', async () => {
  const inTurn = createTurns(10)
  const done: number[] = []
  const seen: number[] = []
  const look = () => {
    seen.push(done.length)
    if (done.length < 35) setImmediate(look)
  }
  setImmediate(look)
  const failed = inTurn(() => Promise.reject(new Error('kept nowhere')))
  await Promise.all([
    expect(failed).rejects.toThrow('kept nowhere'),
    ...Array.from({ length: 35 }, (_, n) => inTurn(async () => void done.push(n))),
  ])
  expect(done).toEqual(Array.from({ length: 35 }, (_, n) => n))
  expect(seen[0]).toBeLessThan(10)
  expect(seen).toContain(19)
})

it('messages of strangers are decided on behind those of others, which wait for none of them, one in each turn at least', async () => {
  const inTurn = createTurns(10)
  const done: string[] = []
  const say = (who: string, isBehind: boolean) => inTurn(async () => void done.push(who), isBehind)
  const strangers = Array.from({ length: 1_000 }, () => say('stranger', true))
  const others = Array.from({ length: 40 }, (_, n) => say(`known ${n}`, false))
  await Promise.all(others)
  expect(done.filter((who) => who !== 'stranger')).toEqual(Array.from({ length: 40 }, (_, n) => `known ${n}`))
  const before = done.length - 40
  expect(before).toBeGreaterThan(10)
  expect(before).toBeLessThan(25)
  await Promise.all(strangers)
  expect(done).toHaveLength(1_040)
})

it('an alert names who sends too much, as long as it does and a minute more', () => {
  const flood = { source: 'sensor/TG-01', since: 1_000, seenAt: 5_000, client: 'meter-7', perSecond: 100 }
  const city = { sensor: () => undefined, camera: () => undefined }
  const at = (now: number) =>
    floodWatches(UNIT_TREES['2021'], city, [flood], () => ({ unit: '31117', simulated: true }), now)
  expect(at(6_000)).toMatchObject([
    { rule: 'sensor.flood', subjectId: 'TG-01', unit: '31117', simulated: true, levels: [{ condition: 'on' }] },
  ])
  expect(at(6_000)[0]?.levels[0]?.title().en).toContain('100 messages a second')
  expect(at(65_001)).toMatchObject([{ levels: [{ condition: 'off' }] }])
})
