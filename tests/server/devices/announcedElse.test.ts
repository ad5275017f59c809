import type { MqttClient } from 'mqtt'
import mqtt from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import type { WaitingDevice } from '../../../domain/devices/waitingDevice.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type DeviceHub, startDeviceHub } from '../../support/deviceHub.ts'
import { findMosquitto, type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { personWith } from '../../support/people.ts'
import { until } from '../../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code

let city: DeviceHub
let broker: Mosquitto | undefined
const others: MqttClient[] = []
afterEach(async () => {
  await Promise.all(others.splice(0).map((client) => client.endAsync(true)))
  await city?.stop()
  await broker?.stop()
  broker = undefined
})

type Row = WaitingDevice & { version: string; stands: { sensor: { commune: string } } | null }
const waiting = async () => (await city.get<{ devices: Row[] }>('/waiting-devices')).devices
const sensor = async (id: string) => {
  const { sensor } = await city.get<{ sensor?: { name: string; kind: string; commune: string; lng: number } }>(
    `/sensors/${id}`,
  )
  return sensor
}
const log = async () => {
  const asks = city.ask
  city.ask = personWith('leader', CITY)
  const { entries } = await city.get<{ entries: { did: string; input: object; says: { vi: string } }[] }>('/audit')
  city.ask = asks
  return entries.filter(({ did }) => ['announceElse', 'renameItself', 'endItself', 'blurAgain'].includes(did)).reverse()
}
const acts = async () => (await log()).map(({ did }) => did)
const approve = async (device: string) => {
  const seen = (await waiting()).find((row) => row.device === device)?.version ?? ''
  return city.command('approveDevice', { device, seen })
}

async function knownGauge(policy: string): Promise<MqttClient> {
  city = await startDeviceHub({ IOC_DEVICES: policy })
  const account = await city.account('createDeviceAccount', { device: 'sensor/W1' })
  const gauge = await city.connect({ account, clientId: 'meter-1' })
  await city.announce(gauge, 'W1', { name: 'Trạm W1' })
  await city.reading(gauge, 'W1', 1.2)
  return gauge
}

describe.each(['announce', 'closed'])('a known device that announces itself as something else (%s)', (policy) => {
  it.each([
    ['another commune', { commune: '31120' }, ['commune']],
    ['another kind', { kind: 'rain' }, ['kind']],
    ['a place far from where it stands', { lat: 10.0552 }, ['position']],
    ['no place any more', { lng: undefined, lat: undefined }, ['position']],
    ['a simulation', { simulated: true }, ['simulated']],
  ])('waits for a person and stands as it stood: %s', async (_, more, changes) => {
    const gauge = await knownGauge(policy)
    await city.announce(gauge, 'W1', { name: 'Trạm khác hẳn', ...more })
    expect(await sensor('W1')).toMatchObject({ name: 'Trạm W1', kind: 'waterLevel', commune: '31117' })
    expect(await waiting()).toMatchObject([
      { device: 'sensor/W1', changes, client: 'meter-1', stands: { sensor: { name: 'Trạm W1', commune: '31117' } } },
    ])
    expect(await log()).toMatchObject([{ did: 'announceElse', input: { device: 'sensor/W1', changes } }])
    // What it measures goes on being that of where it stands, and no account's change decides for it.
    await city.reading(gauge, 'W1', 1.3)
    await city.account('createDeviceAccount', { device: 'sensor/W2' })
    expect(await sensor('W1')).toMatchObject({ name: 'Trạm W1' })
    await city.hub.restart()
    expect(await sensor('W1')).toMatchObject({ name: 'Trạm W1', kind: 'waterLevel', commune: '31117' })
    expect(await waiting()).toHaveLength(1)
  })
})

describe('a known device', () => {
  it('stands as it announced itself once a person has approved that, and keeps its account', async () => {
    const gauge = await knownGauge('announce')
    await city.announce(gauge, 'W1', { commune: '31120', lat: 10.0552 })
    const seen = (await waiting())[0]?.version ?? ''
    await city.announce(gauge, 'W1', { commune: '31135', lat: 10.0552 })
    expect(await city.command('approveDevice', { device: 'sensor/W1', seen })).toMatchObject({
      body: { code: 'announcedMeanwhile' },
    })
    await city.announce(gauge, 'W1', { commune: '31120', lat: 10.0552 })
    expect(await approve('sensor/W1')).toMatchObject({ status: 200, body: { account: null, secret: null } })
    expect(await waiting()).toEqual([])
    expect(await sensor('W1')).toMatchObject({ commune: '31120' })
    await city.announce(gauge, 'W1', { commune: '31120', lat: 10.0552 })
    await city.reading(gauge, 'W1', 1.4)
    expect(gauge.connected).toBe(true)
    await city.hub.restart()
    expect(await sensor('W1')).toMatchObject({ commune: '31120' })
    // However often it said something else while it waited, the log has it once.
    expect(await acts()).toEqual(['announceElse'])
  })

  it('is refused what a person refused, and may ask for something else', async () => {
    const gauge = await knownGauge('announce')
    await city.announce(gauge, 'W1', { commune: '31120' })
    await city.command('refuseDevice', { device: 'sensor/W1' })
    await city.announce(gauge, 'W1', { commune: '31120' })
    expect(await waiting()).toMatchObject([{ refusedBy: 'Quản trị' }])
    expect(await city.refusals('sensor/W1')).toEqual(['deviceRefused'])
    expect(await sensor('W1')).toMatchObject({ commune: '31117' })
    await city.announce(gauge, 'W1', { commune: '31135' })
    expect(await waiting()).toMatchObject([{ refusedBy: null, changes: ['commune'] }])
  })

  it('asks no more once a person has moved or retired it', async () => {
    const gauge = await knownGauge('announce')
    await city.announce(gauge, 'W1', { commune: '31120' })
    expect(await city.command('moveDevice', { device: 'sensor/W1', commune: '31120' })).toMatchObject({ status: 200 })
    expect(await waiting()).toEqual([])
    await city.announce(gauge, 'W1', { commune: '31135' })
    expect(await sensor('W1')).toMatchObject({ commune: '31120' })
    expect(await waiting()).toEqual([])
    await city.announce(gauge, 'W1', { kind: 'rain' })
    expect(await waiting()).toHaveLength(1)
    await city.command('retireDevice', { device: 'sensor/W1' })
    expect(await waiting()).toEqual([])
  })

  it('that a person has retired, and a gateway goes on speaking for, waits for a person, in the log too, over a restart as well', async () => {
    city = await startDeviceHub({ IOC_DEVICES: 'announce' })
    const account = await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/W*'] })
    let gateway = await city.connect({ account })
    await city.announce(gateway, 'W1')
    await city.announce(gateway, 'W2')
    expect(await city.command('retireDevice', { device: 'sensor/W1' })).toMatchObject({ status: 200 })
    await city.announce(gateway, 'W1')
    expect(await city.sensorIds()).toEqual(['W2'])
    expect(await waiting()).toMatchObject([{ device: 'sensor/W1', changes: ['returns'] }])
    expect(await log()).toMatchObject([{ did: 'announceElse', input: { device: 'sensor/W1', changes: ['returns'] } }])
    await city.hub.restart()
    gateway = await city.connect({ account })
    await city.announce(gateway, 'W1', { commune: '31120' })
    expect(await city.sensorIds()).toEqual(['W2'])
    expect(await waiting()).toMatchObject([{ changes: ['commune', 'returns'] }])
    expect(await approve('sensor/W1')).toMatchObject({ status: 200, body: { account: null, secret: null } })
    await until(async () => (await city.sensorIds()).length === 2)
    expect(await sensor('W1')).toMatchObject({ commune: '31120' })
    await city.announce(gateway, 'W1', { commune: '31120' })
    expect(await waiting()).toEqual([])
  })

  it('that a person has retired, and gives an account of its own again, stands as it says at once', async () => {
    await knownGauge('announce')
    await city.command('retireDevice', { device: 'sensor/W1' })
    const gauge = await city.connect({ account: await city.account('createDeviceAccount', { device: 'sensor/W1' }) })
    await city.announce(gauge, 'W1', { name: 'Trạm W1' })
    expect(await city.sensorIds()).toEqual(['W1'])
    expect(await waiting()).toEqual([])
  })

  it('changes its name, moves a little and gains a place by itself; the log has the names, and the next one waits', async () => {
    const gauge = await knownGauge('announce')
    await city.announce(gauge, 'W1', { name: 'Trạm đổi tên', lat: 10.0462 })
    expect(await sensor('W1')).toMatchObject({ name: 'Trạm đổi tên', lat: 10.0462 })
    expect(await log()).toMatchObject([
      { did: 'renameItself', input: { device: 'sensor/W1', was: 'Trạm W1', name: 'Trạm đổi tên' } },
    ])
    await city.announce(gauge, 'W1', { name: 'Lại đổi', lat: 10.0462 })
    expect(await sensor('W1')).toMatchObject({ name: 'Trạm đổi tên' })
    expect(await waiting()).toMatchObject([{ changes: ['name'] }])
    // A person's name is none of its own doing.
    await city.command('renameDevice', { device: 'sensor/W1', name: 'Trạm của người' })
    expect(await acts()).toEqual(['renameItself', 'announceElse'])
  })

  it('that ends itself stands in the log, and begins again as what it was or waits', async () => {
    const gauge = await knownGauge('announce')
    await gauge.publishAsync('ioc/v1/sensor/W1/announce', '', { qos: 1, retain: true })
    expect(await city.sensorIds()).toEqual([])
    expect(await log()).toMatchObject([{ did: 'endItself', input: { source: 'sensor/W1' } }])
    await city.announce(gauge, 'W1', { commune: '31120' })
    expect(await city.sensorIds()).toEqual([])
    expect(await waiting()).toMatchObject([{ changes: ['commune'] }])
    await city.announce(gauge, 'W1', { name: 'Trạm W1' })
    expect(await sensor('W1')).toMatchObject({ commune: '31117' })
  })

  it('whose account has ended is no stranger’s to move: another account for its id lets nothing else in', async () => {
    await knownGauge('announce')
    await city.command('endMqttAccount', { account: 'sensor-W1' })
    await city.announce(await city.connect(), 'W1', { commune: '31120' })
    await city.account('createDeviceAccount', { device: 'sensor/W1' })
    expect(await sensor('W1')).toMatchObject({ commune: '31117' })
    expect(await waiting()).toMatchObject([{ changes: ['commune'] }])
  })

  it('moves freely where IOC_DEVICES is open, as everybody there does', async () => {
    const gauge = await knownGauge('open')
    await city.announce(gauge, 'W1', { name: 'Khác', commune: '31120', kind: 'rain' })
    expect(await sensor('W1')).toMatchObject({ commune: '31120', kind: 'rain' })
    expect(await waiting()).toEqual([])
    expect(await acts()).toEqual([])
  })

  it.runIf(findMosquitto() !== undefined)('waits behind a broker of one’s own as well', async () => {
    broker = (await startMosquitto()) as Mosquitto
    city = await startDeviceHub({ IOC_DEVICES: 'announce', MQTT_URL: broker.url })
    await city.account('createDeviceAccount', { device: 'sensor/W1' })
    const gauge = await mqtt.connectAsync(broker.url)
    others.push(gauge)
    await city.announce(gauge, 'W1')
    await until(async () => (await city.sensorIds()).length === 1)
    await city.announce(gauge, 'W1', { commune: '31120' })
    await until(async () => (await waiting()).length === 1)
    expect(await sensor('W1')).toMatchObject({ commune: '31117' })
    expect(await acts()).toEqual(['announceElse'])
  })
})

describe.each(['announce', 'open'])('a camera whose pictures were let through (%s)', (policy) => {
  const PLACE = { name: 'Camera kho', commune: '31117', office: 'kho', noticePosted: true, every: 60 }
  const open = async () => {
    city = await startDeviceHub({ IOC_DEVICES: policy, IOC_CAMERA_PICTURES: 'blurred' })
    const account = await city.account('createDeviceAccount', { device: 'camera/C2' })
    const camera = await city.connect({ account })
    const announce = (more: object = {}) =>
      camera.publishAsync('ioc/v1/camera/C2/announce', JSON.stringify({ ...PLACE, ...more }), { qos: 1 })
    await announce()
    const clear = { camera: 'C2', pictures: 'clear', why: 'Kho không có người' }
    expect(await city.command('setCameraPictures', clear)).toMatchObject({ status: 200 })
    return announce
  }
  const shown = async () => {
    const asks = city.ask
    city.ask = personWith('leader', CITY)
    const { camera } = await city.get<{ camera: { pictures: string; office: string } }>('/cameras/C2')
    city.ask = asks
    return [camera.office, camera.pictures]
  }

  it.each([
    ['office', { office: 'phòng khám' }, 'phòng khám'],
    ['commune', { commune: '31120' }, 'kho'],
  ])(
    'is blurred again in another %s, which stands in the log, and clear where it was let through',
    async (_, more, office) => {
      const announce = await open()
      await until(async () => (await shown())[1] === 'clear')
      await announce(more)
      if (policy === 'announce') {
        expect(await shown()).toEqual(['kho', 'clear'])
        expect(await approve('camera/C2')).toMatchObject({ status: 200 })
      }
      expect(await shown()).toEqual([office, 'blurred'])
      expect((await acts()).at(-1)).toBe('blurAgain')
      await city.hub.restart()
      expect(await shown()).toEqual([office, 'blurred'])
    },
  )

  it('is blurred when a person moves it elsewhere, and when a person says so nothing else is told', async () => {
    await open()
    await city.command('moveDevice', { device: 'camera/C2', commune: '31120' })
    await until(async () => (await shown())[1] === 'blurred')
    const told = (await acts()).length
    expect(told).toBe(1)
    await city.command('setCameraPictures', { camera: 'C2', pictures: 'clear', why: 'x' })
    await until(async () => (await shown())[1] === 'clear')
    await city.command('setCameraPictures', { camera: 'C2', pictures: 'blurred', why: 'x' })
    await until(async () => (await shown())[1] === 'blurred')
    expect(await acts()).toHaveLength(told)
  })
})

it('a camera that says by itself that its notice is posted waits; that it is gone holds at once', async () => {
  city = await startDeviceHub({ IOC_DEVICES: 'announce' })
  const account = await city.account('createDeviceAccount', { device: 'camera/C2' })
  const camera = await city.connect({ account })
  const announce = (noticePosted: boolean) =>
    camera.publishAsync(
      'ioc/v1/camera/C2/announce',
      JSON.stringify({ name: 'Camera', commune: '31117', noticePosted, every: 60 }),
      { qos: 1 },
    )
  const posted = async () => {
    const asks = city.ask
    city.ask = personWith('leader', CITY)
    const { camera } = await city.get<{ camera: { noticePosted: boolean } }>('/cameras/C2')
    city.ask = asks
    return camera.noticePosted
  }
  await announce(true)
  expect(await posted()).toBe(true)
  await announce(false)
  expect(await posted()).toBe(false)
  await announce(true)
  expect(await posted()).toBe(false)
  expect(await waiting()).toMatchObject([{ changes: ['noticePosted'] }])
})
