import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type DeviceHub, startDeviceHub } from '../../support/deviceHub.ts'
import { personWith } from '../../support/people.ts'
import { until } from '../../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code
const POLICIES = ['open', 'announce', 'closed'] as const

let city: DeviceHub
afterEach(() => city?.stop())

const open = async (policy: (typeof POLICIES)[number], env: Record<string, string> = {}) => {
  city = await startDeviceHub({ IOC_DEVICES: policy, ...env })
  return city
}

interface Accounts {
  policy: string
  accounts: { name: string; connections: number; endedAt: number | null; endedBy: string | null }[]
}

describe.each(POLICIES)('with IOC_DEVICES=%s a device', (policy) => {
  it('speaks by its name and secret, and nobody else under its id', async () => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const two = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    expect(one.secret).toHaveLength(43)
    const gauge = await city.connect({ account: one })
    await city.announce(gauge, 'TG-01')
    await city.reading(gauge, 'TG-01', 1.5)
    const other = await city.connect({ account: two })
    await city.announce(other, 'TG-02')
    await city.reading(other, 'TG-01', 9)
    await city.announce(other, 'TG-03')
    expect(await city.sensorIds()).toEqual(['TG-01', 'TG-02'])
    expect(await city.refusals('sensor/TG-01')).toEqual(['notItsOwn'])
    expect(await city.refusals('sensor/TG-03')).toEqual(['notItsOwn'])
    const { sensors } = await city.get<{ sensors: unknown[] }>('/sensors')
    expect(sensors).toContainEqual(expect.objectContaining({ reading: expect.objectContaining({ values: [1.5] }) }))
  })

  it('is refused with a wrong secret, an unknown name, and once its account has ended', async () => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const two = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    await expect(city.connect({ account: { ...one, secret: two.secret } })).rejects.toThrow(/Bad username or password/i)
    await expect(city.connect({ account: { ...one, secret: '' } })).rejects.toThrow(/Bad username or password/i)
    await expect(city.connect({ account: { ...one, name: 'nobody' } })).rejects.toThrow(/Bad username or password/i)
    expect(await city.refusals('unknown')).toEqual(['wrongSecret'])
    const gauge = await city.connect({ account: one })
    await city.command('endMqttAccount', { account: one.name })
    await until(() => !gauge.connected)
    await expect(city.connect({ account: one })).rejects.toThrow(/Bad username or password/i)
    const { accounts } = await city.get<Accounts>('/mqtt-accounts')
    expect(accounts[0]).toMatchObject({ name: one.name, endedBy: 'Quản trị', connections: 0 })
    expect(await city.command('renewMqttSecret', { account: one.name })).toMatchObject({
      status: 404,
      body: { code: 'unknownMqttAccount' },
    })
    const again = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    expect(again.name).toBe(`${one.name}-2`)
  })

  it('is cut off when its secret is renewed, and comes back with the new one, over a restart too', async () => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const gauge = await city.connect({ account: one })
    const renewed = await city.account('renewMqttSecret', { account: one.name })
    await until(() => !gauge.connected)
    await city.hub.restart()
    await expect(city.connect({ account: one })).rejects.toThrow()
    await city.announce(await city.connect({ account: renewed }), 'TG-01')
    expect(await city.sensorIds()).toEqual(['TG-01'])
    const { accounts } = await city.get<Accounts>('/mqtt-accounts')
    expect(accounts).toMatchObject([{ name: one.name, connections: 1, endedAt: null }])
  })

  it('says no last will when it is cut off for its secret: whoever has stolen that says nothing more', async () => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    await city.announce(await city.connect({ account: one }), 'TG-01')
    const say = (level: number) => Buffer.from(JSON.stringify({ at: new Date().toISOString(), values: { level } }))
    const topic = 'ioc/v1/sensor/TG-01/reading'
    const thief = await city.connect({ account: one, will: { topic, payload: say(4.8), qos: 1 } })
    const status = 'ioc/v1/sensor/TG-01/status'
    const other = await city.connect({ account: one, will: { topic: status, payload: Buffer.from('offline'), qos: 1 } })
    const renewed = await city.account('renewMqttSecret', { account: one.name })
    await until(() => !thief.connected && !other.connected)
    // A will is said, if at all, before the next connection of the same broker says anything.
    const gauge = await city.connect({ account: renewed })
    await gauge.publishAsync(status, 'online', { qos: 1 })
    const at = async () => {
      const { reading } = await city.get<{ reading: { at: number | null; status: string } }>('/sensors/TG-01')
      return reading
    }
    expect(await at()).toMatchObject({ at: null, status: 'online' })
    await city.reading(gauge, 'TG-01', 1.1)
    const { reading } = await city.get<{ reading: { values: number[] } }>('/sensors/TG-01')
    expect(reading.values).toEqual([1.1])
    // One that breaks off goes on saying its own.
    const last = await city.connect({
      account: renewed,
      will: { topic: status, payload: Buffer.from('offline'), qos: 1 },
    })
    last.stream.destroy()
    await until(async () => (await at()).status === 'offline')
  })

  it('cannot be thrown out by whoever takes its client id', async () => {
    await open(policy === 'closed' ? 'announce' : policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const two = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    const gauge = await city.connect({ account: one, clientId: 'TG-01' })
    await city.connect({ account: two, clientId: 'TG-01' })
    await city.connect({ clientId: 'TG-01' })
    await city.announce(gauge, 'TG-01')
    expect(gauge.connected).toBe(true)
  })

  it('says its last will under its own id only', async () => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const two = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    const gauge = await city.connect({ account: one })
    await city.announce(gauge, 'TG-01')
    await gauge.publishAsync('ioc/v1/sensor/TG-01/status', 'online', { qos: 1 })
    const will = { topic: 'ioc/v1/sensor/TG-01/status', payload: Buffer.from('offline'), qos: 1 as const }
    const other = await city.connect({ account: two, will })
    other.stream.destroy()
    await until(async () => (await city.refusals('sensor/TG-01')).includes('notItsOwn'))
    const { sensors } = await city.get<{ sensors: unknown[] }>('/sensors')
    expect(sensors).toMatchObject([{ reading: { status: 'online' } }])
  })
})

describe('a gateway', () => {
  it('speaks for the ids of its list, and for others once they are added', async () => {
    await open('closed')
    const account = await city.account('createGatewayAccount', { label: 'Trạm Đầu', patterns: ['sensor/NK-*'] })
    expect(account.name).toBe('gateway-Tram-Dau')
    const gateway = await city.connect({ account })
    for (const id of ['NK-1', 'NK-2', 'MN-1']) await city.announce(gateway, id)
    expect(await city.sensorIds()).toEqual(['NK-1', 'NK-2'])
    await city.command('setGatewayPatterns', { account: account.name, patterns: ['sensor/NK-*', 'sensor/MN-1'] })
    await city.announce(gateway, 'MN-1')
    expect(await city.sensorIds()).toEqual(['MN-1', 'NK-1', 'NK-2'])
  })

  it.each(POLICIES)(
    'speaks no more for a device that is given an account of its own, where IOC_DEVICES is %s',
    async (policy) => {
      await open(policy)
      const patterns = ['sensor/NK-*', 'sensor/MN-1']
      const account = await city.account('createGatewayAccount', { label: 'Trạm Đầu', patterns })
      const gateway = await city.connect({ account })
      for (const id of ['NK-1', 'MN-1', 'NK-2']) await city.announce(gateway, id)
      expect(await city.sensorIds()).toEqual(['MN-1', 'NK-1', 'NK-2'])
      for (const id of ['NK-1', 'MN-1']) {
        const device = await city.connect({
          account: await city.account('createDeviceAccount', { device: `sensor/${id}` }),
        })
        await city.reading(device, id, 1)
        await city.reading(gateway, id, 4.9)
        expect(await city.refusals(`sensor/${id}`)).toEqual(['notItsOwn'])
      }
      await city.reading(gateway, 'NK-2', 2)
      const values = await until(async () => {
        const { sensors } = await city.get<{
          sensors: { sensor: { id: string }; reading: { values: number[] } | null }[]
        }>('/sensors')
        const of = Object.fromEntries(sensors.map(({ sensor, reading }) => [sensor.id, reading?.values[0]]))
        return of['NK-2'] === undefined ? undefined : of
      })
      expect(values).toEqual({ 'NK-1': 1, 'MN-1': 1, 'NK-2': 2 })
    },
  )

  it('is given ids of devices and nothing wider', async () => {
    await open('closed')
    for (const pattern of ['*', '#', 'sensor/+', 'sensor/a/b', 'statistics/oneStop/*', 'sensor/a*b', 'camera', ''])
      expect(await city.command('createGatewayAccount', { label: 'G', patterns: [pattern] }), pattern).toMatchObject({
        status: 400,
        body: { code: 'wrongPattern' },
      })
  })
})

const today = () => {
  const at = new Date()
  return { period: dayOf(at.getTime()), at: at.toISOString(), counts: { received: 1 } }
}

describe('a source system', () => {
  it('speaks for its units only, and for its connections where it has all units', async () => {
    await open('closed')
    const account = await city.account('createSystemAccount', { system: 'oneStop', units: ['31117'] })
    const system = await city.connect({ account })
    const report = (topic: string) => system.publishAsync(`ioc/v1/${topic}`, JSON.stringify(today()), { qos: 1 })
    for (const topic of ['statistics/oneStop/31117', 'statistics/oneStop/31120', 'statistics/training/31117'])
      await report(topic)
    await report('link/lgsp/ngsp')
    for (const source of ['statistics/oneStop/31120', 'statistics/training/31117', 'link/lgsp/ngsp'])
      expect(await city.refusals(source), source).toContain('notItsOwn')
    const { sources } = await city.get<{ sources: { id: string }[] }>('/sources')
    expect(sources.map(({ id }) => id)).toContain('statistics/oneStop/31117')
    const whole = await city.account('createSystemAccount', { system: 'lgsp', units: ['*'] })
    const lgsp = await city.connect({ account: whole })
    const link = { at: new Date().toISOString(), state: 'up' }
    await lgsp.publishAsync('ioc/v1/link/lgsp/ngsp', JSON.stringify(link), { qos: 1 })
    expect((await city.get<{ sources: { id: string }[] }>('/sources')).sources.map(({ id }) => id)).toContain(
      'link/lgsp/ngsp',
    )
  })

  it('and its units must exist', async () => {
    await open('closed')
    const create = (input: object) => city.command('createSystemAccount', input)
    expect(await create({ system: 'nothing', units: ['*'] })).toMatchObject({ body: { code: 'unknownSystem' } })
    expect(await create({ system: 'oneStop', units: ['0'] })).toMatchObject({ body: { code: 'unknownUnit' } })
  })
})

describe('whoever has no account', () => {
  it('is not connected where IOC_DEVICES is closed', async () => {
    await open('closed')
    await expect(city.connect()).rejects.toThrow(/Not authorized/i)
    expect(await city.refusals('unknown')).toEqual(['accountNeeded'])
  })

  it('speaks for nobody where it is announce', async () => {
    await open('announce')
    const stranger = await city.connect()
    await city.announce(stranger, 'TG-01')
    await city.reading(stranger, 'TG-01')
    await stranger.publishAsync('ioc/v1/statistics/oneStop/31117', '{}', { qos: 1, retain: true })
    expect(await city.sensorIds()).toEqual([])
    expect(await city.refusals('sensor/TG-01')).toContain('unknownDevice')
    expect(await city.refusals('statistics/oneStop/31117')).toEqual(['unknownDevice'])
  })

  it('speaks for whom no account speaks where it is open', async () => {
    await open('open')
    const gauge = await city.connect()
    await city.announce(gauge, 'TG-01')
    await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    await city.reading(gauge, 'TG-01')
    await city.announce(gauge, 'TG-02')
    expect(await city.refusals('sensor/TG-01')).toEqual(['spokenFor'])
    expect(await city.sensorIds()).toEqual(['TG-01', 'TG-02'])
  })
})

it.each(POLICIES)(
  'with IOC_DEVICES=%s nobody else is heard under the id of a device, or held against it',
  async (policy) => {
    await open(policy)
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const two = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    const gauge = await city.connect({ account: one })
    await city.announce(gauge, 'TG-01')
    await city.reading(gauge, 'TG-01')
    const heard: string[] = []
    gauge.on('message', (topic, _payload, { retain }) => retain || heard.push(topic))
    await gauge.subscribeAsync('ioc/v1/sensor/TG-01/#', { qos: 1 })
    heard.splice(0)
    const others = [await city.connect({ account: two }), ...(policy === 'closed' ? [] : [await city.connect()])]
    for (const other of others) {
      for (const below of ['set', 'cmnd/POWER', 'reading', 'status', 'announce'])
        await other.publishAsync(`ioc/v1/sensor/TG-01/${below}`, 'ON', { qos: 1 })
      await other.publishAsync('ioc/v1/sensor/TG-01/reading', 'x'.repeat(400_000), { qos: 1 })
    }
    await gauge.publishAsync('ioc/v1/sensor/TG-01/status', 'online', { qos: 1 })
    await until(() => heard.length > 0)
    expect(heard).toEqual(['ioc/v1/sensor/TG-01/status'])
    expect(await city.refusals('sensor/TG-01')).not.toContain('tooLarge')
    const { sources } = await city.get<{ sources: { id: string }[] }>('/sources')
    expect(sources).toContainEqual(expect.objectContaining({ id: 'sensor/TG-01', refused: 0, lastRefusedAt: null }))
  },
)

it.each(POLICIES)('with IOC_DEVICES=%s an account hears its own topics only', async (policy) => {
  await open(policy)
  const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
  const gateway = await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/TG-*'] })
  const subscribe = async (account: { name: string; secret: string }, filter: string) => {
    const client = await city.connect({ account })
    return client.subscribeAsync(filter).then(
      ([grant]) => grant?.qos,
      () => 'refused',
    )
  }
  expect(await subscribe(one, 'ioc/v1/sensor/TG-01/#')).toBe(0)
  for (const filter of ['#', 'ioc/v1/#', 'ioc/v1/+/TG-01/reading', 'ioc/v1/sensor/+/reading', 'ioc/v1/sensor/TG-01'])
    expect(await subscribe(one, filter), filter).toBe('refused')
  expect(await subscribe(gateway, 'ioc/v1/sensor/TG-01/#')).toBe('refused')
})

it('a stranger hears nothing but where IOC_DEVICES is open', async () => {
  await open('announce')
  const stranger = await city.connect()
  await expect(stranger.subscribeAsync('ioc/v1/#')).rejects.toThrow()
})

describe('an account', () => {
  it('is for who manages devices to make, list and end', async () => {
    await open('open')
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    city.ask = personWith('lead', CITY)
    for (const [name, input] of [
      ['createDeviceAccount', { device: 'sensor/TG-02' }],
      ['createGatewayAccount', { label: 'G', patterns: ['sensor/*'] }],
      ['createSystemAccount', { system: 'oneStop', units: ['*'] }],
      ['setGatewayPatterns', { account: one.name, patterns: ['sensor/*'] }],
      ['renewMqttSecret', { account: one.name }],
      ['endMqttAccount', { account: one.name }],
    ] as const)
      expect(await city.command(name, input), name).toMatchObject({ status: 403 })
    expect(await city.get('/mqtt-accounts')).toMatchObject({ code: 'forbidden' })
  })

  it('is one of a device, also of two commands at once', async () => {
    await open('open')
    const answers = await Promise.all(
      [1, 2, 3].map(() => city.command('createDeviceAccount', { device: 'camera/MC-1' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await city.command('createDeviceAccount', { device: 'MC-1' })).toMatchObject({
      status: 400,
      body: { code: 'wrongDevice' },
    })
  })

  it('is kept without its secret, in the store and in the log', async () => {
    await open('open')
    const one = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const { secret } = await city.account('renewMqttSecret', { account: one.name })
    const database = new Database(join(city.hub.dataDir, 'ioc.db'), { readonly: true })
    const kept = JSON.stringify(
      ['mqtt_account', 'audit', 'command_answer'].map((table) => database.prepare(`select * from ${table}`).all()),
    )
    database.close()
    expect(kept).toContain('"renewMqttSecret"'.replaceAll('"', '\\"'))
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(one.secret)
  })
})

it('a secret that was given as a name stands nowhere', async () => {
  await open('closed')
  const { secret } = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
  await expect(city.connect({ account: { name: secret, secret: 'sensor-TG-01' } })).rejects.toThrow()
  await city.refusals('unknown')
  const database = new Database(join(city.hub.dataDir, 'ioc.db'), { readonly: true })
  const entries = () => database.prepare("select body from audit where did = 'connectDevice'").all()
  await until(() => entries().length > 0)
  const kept = JSON.stringify([entries(), await city.get('/quarantine')])
  database.close()
  expect(kept).not.toContain(secret)
  expect(kept).toMatch(/"#[0-9a-f]{8}"|#[0-9a-f]{8}/)
})

it('who is not let in stands in the log', async () => {
  await open('closed')
  await expect(city.connect({ account: { name: 'nobody', secret: 'x' }, clientId: 'meter-7' })).rejects.toThrow()
  const database = new Database(join(city.hub.dataDir, 'ioc.db'), { readonly: true })
  const entries = () =>
    database.prepare("select body from audit where did = 'connectDevice'").all() as { body: string }[]
  await until(() => entries().length > 0)
  const [entry] = entries()
  database.close()
  expect(JSON.parse(entry?.body ?? '')).toMatchObject({
    from: { address: '127.0.0.1', via: 'mqtt', agent: 'meter-7' },
    input: { account: 'nobody' },
    result: 'wrongSecret',
  })
})
