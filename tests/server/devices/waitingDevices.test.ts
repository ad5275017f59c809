import { connect } from 'node:net'
import mqtt from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import type { WaitingDevice } from '../../../domain/devices/waitingDevice.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type DeviceHub, startDeviceHub } from '../../support/deviceHub.ts'
import { personWith } from '../../support/people.ts'
import { until } from '../../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code

let city: DeviceHub
afterEach(() => city?.stop())

type Row = WaitingDevice & { version: string; misplaced: unknown; near: { device: string; metres: number }[] }
const waiting = async () => (await city.get<{ devices: Row[] }>('/waiting-devices')).devices
/** What approves a device as it stands on the list. */
const asSeen = async (device: string) => ({
  device,
  seen: (await waiting()).find((row) => row.device === device)?.version ?? '',
})
const names = async () => (await waiting()).map(({ device }) => device)
const sensor = async (id: string) => {
  const { sensors } = await city.get<{ sensors: { sensor: { id: string; name: string; commune: string } }[] }>(
    '/sensors',
  )
  return sensors.find((row) => row.sensor.id === id)?.sensor
}

describe('a device that is not known', () => {
  it('waits with what it said, where it stands and who is near, and is let in with a secret of its own', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const known = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    await city.announce(await city.connect({ account: known }), 'TG-01', { name: 'Trạm cũ' })
    const stranger = await city.connect({ clientId: 'meter-7' })
    await city.announce(stranger, 'TG-02', { name: 'Trạm mới', lat: 10.0462 })
    await city.reading(stranger, 'TG-02', 7)
    expect(await city.sensorIds()).toEqual(['TG-01'])
    expect(await waiting()).toMatchObject([
      {
        device: 'sensor/TG-02',
        said: { is: 'sensor', sensor: { name: 'Trạm mới', kind: 'waterLevel', commune: '31117' } },
        client: 'meter-7',
        address: '127.0.0.1',
        announced: 1,
        refusedAt: null,
        near: [{ device: 'sensor/TG-01', name: 'Trạm cũ', metres: 111 }],
      },
    ])
    const account = await city.account('approveDevice', await asSeen('sensor/TG-02'))
    expect(await waiting()).toEqual([])
    expect(await sensor('TG-02')).toMatchObject({ name: 'Trạm mới' })
    const gauge = await city.connect({ account })
    await city.reading(gauge, 'TG-02', 1.2)
    const { sensors } = await city.get<{ sensors: unknown[] }>('/sensors')
    expect(sensors).toContainEqual(expect.objectContaining({ reading: expect.objectContaining({ values: [1.2] }) }))
    // What it says without its secret is not its own any more.
    await city.announce(stranger, 'TG-02', { name: 'Kẻ giả' })
    expect(await sensor('TG-02')).toMatchObject({ name: 'Trạm mới' })
    await city.hub.restart()
    expect(await city.sensorIds()).toEqual(['TG-01', 'TG-02'])
    expect(await waiting()).toEqual([])
  })

  it('is approved as it was seen: who announces something else under its id, or from elsewhere, is looked at again', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const [meter, other] = [await city.connect(), await city.connect()]
    await city.announce(meter, 'TG-02', { name: 'Trạm thật' })
    const seen = await asSeen('sensor/TG-02')
    await city.announce(meter, 'TG-02', { name: 'Trạm thật' })
    expect(await asSeen('sensor/TG-02')).toEqual(seen)
    expect(await waiting()).toMatchObject([{ announced: 2, before: null }])
    await city.announce(other, 'TG-02', { name: 'Khác hẳn', kind: 'rain', commune: '31120' })
    const refused = { status: 409, body: { code: 'announcedMeanwhile', params: { device: '"sensor/TG-02"' } } }
    expect(await city.command('approveDevice', seen)).toMatchObject(refused)
    expect(await city.sensorIds()).toEqual([])
    const said = { is: 'sensor', sensor: { name: 'Trạm thật', kind: 'waterLevel', commune: '31117' } }
    expect(await waiting()).toMatchObject([{ before: { said, address: '127.0.0.1', at: expect.any(Number) } }])
    await city.hub.restart()
    expect(await waiting()).toMatchObject([{ before: { said } }])
    // As it was seen first, but from elsewhere.
    const port = Number(new URL(city.hub.mqtt).port)
    const line = () => connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2' })
    const elsewhere = new mqtt.MqttClient(line, { reconnectPeriod: 0 })
    await new Promise((done) => elsewhere.once('connect', done))
    await city.announce(elsewhere, 'TG-02', { name: 'Trạm thật' })
    elsewhere.end()
    expect(await waiting()).toMatchObject([
      { said, address: '127.0.0.2', before: { said: { sensor: { kind: 'rain' } } } },
    ])
    expect(await city.command('approveDevice', seen)).toMatchObject(refused)
    await city.account('approveDevice', await asSeen('sensor/TG-02'))
    expect(await sensor('TG-02')).toMatchObject({ name: 'Trạm thật', commune: '31117' })
  })

  it('is remembered by no broker and told to nobody while it waits', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const account = await city.account('createDeviceAccount', { device: 'sensor/TG-02' })
    const own = await city.connect({ account })
    const heard: string[] = []
    own.on('message', (topic) => heard.push(topic))
    await own.subscribeAsync('ioc/v1/sensor/TG-02/#')
    await city.announce(await city.connect(), 'TG-02')
    await city.announce(await city.connect(), 'TG-03')
    await city.announce(own, 'TG-02')
    await until(() => heard.length > 0)
    await city.command('createDeviceAccount', { device: 'sensor/TG-03' })
    expect(heard).toEqual(['ioc/v1/sensor/TG-02/announce'])
    expect(await city.sensorIds()).toEqual(['TG-02', 'TG-03'])
  })

  it('stays refused when it announces itself again, over a restart too, until somebody lets it in after all', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    await city.announce(await city.connect(), 'TG-02')
    expect(await city.command('refuseDevice', { device: 'sensor/TG-02' })).toMatchObject({
      status: 200,
      body: { waiting: { refusedBy: 'Quản trị' } },
    })
    await city.hub.restart()
    await city.announce(await city.connect(), 'TG-02', { name: 'Lần nữa' })
    expect(await waiting()).toMatchObject([
      { device: 'sensor/TG-02', refusedBy: 'Quản trị', said: { sensor: { name: 'Trạm' } } },
    ])
    expect(await city.refusals('sensor/TG-02')).toEqual(['deviceRefused'])
    expect(await city.sensorIds()).toEqual([])
    await city.account('approveDevice', await asSeen('sensor/TG-02'))
    expect(await city.sensorIds()).toEqual(['TG-02'])
    expect(await waiting()).toEqual([])
  })

  it('is let in by an account that is made for it, and by a gateway that is given its id', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const stranger = await city.connect()
    for (const id of ['NK-1', 'NK-2', 'TG-1', 'TG-2']) await city.announce(stranger, id)
    await city.account('createDeviceAccount', { device: 'sensor/TG-1' })
    await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/NK-*'] })
    expect(await names()).toEqual(['sensor/TG-2'])
    expect(await city.sensorIds()).toEqual(['NK-1', 'NK-2', 'TG-1'])
  })

  it('of which two things were announced stands, unseen, as neither of them until it speaks with its secret', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const stranger = await city.connect()
    for (const id of ['NK-1', 'TG-1']) {
      await city.announce(stranger, id)
      await city.announce(stranger, id, { name: 'Khác hẳn', kind: 'rain' })
    }
    const account = await city.account('createDeviceAccount', { device: 'sensor/TG-1' })
    await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/NK-*'] })
    expect(await names()).toEqual([])
    expect(await city.sensorIds()).toEqual([])
    await city.announce(await city.connect({ account }), 'TG-1', { name: 'Trạm thật' })
    expect(await sensor('TG-1')).toMatchObject({ name: 'Trạm thật' })
  })

  it('is no stranger where IOC_DEVICES is open', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'open' })
    await city.announce(await city.connect(), 'TG-02')
    expect(await waiting()).toEqual([])
    expect(await city.sensorIds()).toEqual(['TG-02'])
  })

  it('waits with at most a hundred others of its address', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const stranger = await city.connect()
    for (let n = 0; n <= 100; n++) await city.announce(stranger, `X-${n}`)
    expect(await names()).toHaveLength(100)
    expect(await city.refusals('sensor/X-100')).toEqual(['waitingListFull'])
    // Those that wait go on waiting, and make room when they are refused.
    await city.announce(stranger, 'X-1')
    await city.command('refuseDevice', { device: 'sensor/X-1' })
    await city.announce(stranger, 'X-101')
    expect(await names()).toContain('sensor/X-101')
  })

  it('says what it is, or is told what is wrong with it', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    await city.announce(await city.connect(), 'TG-02', { kind: 'soul' })
    expect(await city.refusals('sensor/TG-02')).toEqual(['unknownKind'])
    expect(await waiting()).toEqual([])
  })

  it('is let in once, also by two at once, and only while it waits', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    await city.announce(await city.connect(), 'TG-02')
    const seen = await asSeen('sensor/TG-02')
    const answers = await Promise.all([1, 2].map(() => city.command('approveDevice', seen)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    for (const name of ['approveDevice', 'refuseDevice'])
      expect(await city.command(name, { ...(name === 'approveDevice' && seen), device: 'sensor/TG-09' })).toMatchObject(
        { body: { code: 'notWaiting' } },
      )
  })
})

describe.each(['open', 'announce'])('with IOC_DEVICES=%s a known device', (policy) => {
  const open = async () => {
    city = await startDeviceHub({ IOC_DEVICES: policy })
    const account = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const gauge = await city.connect({ account })
    await city.announce(gauge, 'TG-01', { name: 'Tên thiết bị' })
    return gauge
  }

  it('keeps the name that a person gave it, whatever it announces, over a restart too', async () => {
    const gauge = await open()
    expect(
      await city.command('renameDevice', { device: 'sensor/TG-01', name: '  Trạm Ninh\u0000Kiều ' }),
    ).toMatchObject({ body: { name: 'Trạm Ninh Kiều' } })
    await city.announce(gauge, 'TG-01', { name: 'Tên khác', every: 30 })
    expect(await sensor('TG-01')).toMatchObject({ name: 'Trạm Ninh Kiều', everyMs: 30_000 })
    await city.hub.restart()
    expect(await sensor('TG-01')).toMatchObject({ name: 'Trạm Ninh Kiều' })
    expect(await city.command('renameDevice', { device: 'sensor/TG-01', name: '\u200b' })).toMatchObject({
      body: { code: 'wrongName' },
    })
  })

  it('stands where a person moved it to', async () => {
    const gauge = await open()
    const move = (input: object) => city.command('moveDevice', { device: 'sensor/TG-01', ...input })
    expect(await move({ commune: '31120', lng: 105.75, lat: 10.05 })).toMatchObject({ status: 200 })
    await city.announce(gauge, 'TG-01')
    expect(await sensor('TG-01')).toMatchObject({ commune: '31120', lng: 105.75, lat: 10.05 })
    expect(await move({ commune: '92' })).toMatchObject({ body: { code: 'notCommune' } })
    expect(await move({ commune: '31120', lng: 105 })).toMatchObject({ body: { code: 'wrongPosition' } })
    expect(await move({ device: 'sensor/none', commune: '31120' })).toMatchObject({ body: { code: 'noSuchDevice' } })
  })

  it('ends with its account when a person retires it, and is listed as ended', async () => {
    const gauge = await open()
    await city.reading(gauge, 'TG-01', 1.5)
    expect(await city.command('retireDevice', { device: 'sensor/TG-01' })).toMatchObject({ status: 200 })
    await until(() => !gauge.connected)
    const ended = async () => {
      expect(await city.sensorIds()).toEqual([])
      const { retired } = await city.get<{ retired: unknown[] }>('/sources')
      expect(retired).toMatchObject([{ id: 'sensor/TG-01', name: 'Tên thiết bị', by: 'Quản trị' }])
      const { accounts } = await city.get<{ accounts: unknown[] }>('/mqtt-accounts')
      expect(accounts).toMatchObject([{ endedBy: 'Quản trị' }])
    }
    await ended()
    await city.hub.restart()
    await ended()
    expect(await city.command('retireDevice', { device: 'sensor/TG-01' })).toMatchObject({
      body: { code: 'noSuchDevice' },
    })
  })
})

it('is for who manages devices to see and to decide', async () => {
  city = await startDeviceHub({ IOC_DEVICES: 'announce' })
  await city.announce(await city.connect(), 'TG-02')
  city.ask = personWith('operator', CITY)
  for (const [name, input] of [
    ['approveDevice', { seen: 'x' }],
    ['refuseDevice', {}],
    ['renameDevice', { name: 'X' }],
    ['moveDevice', { commune: '31120' }],
    ['retireDevice', {}],
  ] as const)
    expect(await city.command(name, { device: 'sensor/TG-02', ...input }), name).toMatchObject({ status: 403 })
  expect(await city.get('/waiting-devices')).toMatchObject({ code: 'forbidden' })
})
