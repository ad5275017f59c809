import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterEach, describe, expect, it } from 'vitest'
import { type DeviceHub, startDeviceHub } from '../../support/deviceHub.ts'
import { findMosquitto, type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { until } from '../../support/until.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const HUB = { username: 'hub', password: 'mật khẩu: của #trung tâm' }

/** `npm run acl -- …` as a person types it. */
function writeFiles(args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number | null; out: string; error: string }>((done) => {
    const child = spawn('node', ['run.mjs', 'server/acl.ts', ...args], { cwd: ROOT, env: { ...process.env, ...env } })
    let [out, error] = ['', '']
    child.stdout.on('data', (text) => {
      out += String(text)
    })
    child.stderr.on('data', (text) => {
      error += String(text)
    })
    child.on('close', (code) => done({ code, out, error }))
  })
}

describe.runIf(findMosquitto() !== undefined)('the files for Mosquitto', () => {
  let broker: Mosquitto
  let city: DeviceHub
  let folder: string
  let env: Record<string, string>
  const clients: MqttClient[] = []
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)))
    await city?.stop()
    await broker?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A hub on a Mosquitto that has the files of a hub without accounts. */
  async function open(policy: string): Promise<void> {
    folder = await mkdtemp(join(tmpdir(), 'ioc-acl-'))
    const files = [`password_file ${folder}/passwd`, `acl_file ${folder}/acl`]
    const probe = (await startMosquitto()) as Mosquitto
    const url = new URL(probe.url)
    url.username = HUB.username
    url.password = encodeURIComponent(HUB.password)
    await probe.stop()
    const dataDir = join(folder, 'data')
    env = { MQTT_URL: url.href, IOC_DATA_DIR: dataDir, IOC_DEVICES: policy }
    city = await startDeviceHub(env)
    const { out } = await writeFiles(['mosquitto', '--out', folder], env)
    broker = (await startMosquitto([out.split('\n')[0] ?? '', ...files], undefined, probe.port)) as Mosquitto
    await connected()
  }

  const connected = () => until(async () => (await fetch(`${city.hub.http}/readyz`)).ok)

  async function reload(): Promise<string> {
    const { code, out, error } = await writeFiles(['mosquitto', '--out', folder], env)
    expect(error).toBe('')
    expect(code).toBe(0)
    broker.reload()
    return out
  }

  async function connect(account?: { name: string; secret: string }) {
    const login = account && { username: account.name, password: account.secret }
    const client = await mqtt.connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 0, ...login })
    client.on('error', () => undefined)
    clients.push(client)
    return client
  }

  /** Whether Mosquitto lets it be published: MQTT 5 says so. MQTT.js sends nothing more after a refusal: a line for each. */
  async function mayPublish(account: { name: string; secret: string } | undefined, topic: string): Promise<boolean> {
    const client = await connect(account)
    const body = topic.endsWith('announce')
      ? { kind: 'waterLevel', name: 'Trạm', commune: '31117', every: 60 }
      : { at: new Date().toISOString(), values: { level: 1 } }
    try {
      await client.publishAsync(`ioc/v1/${topic}`, JSON.stringify(body), { qos: 1 })
      return true
    } catch (error) {
      expect(String(error)).toMatch(/Not authorized/i)
      return false
    }
  }

  it('let each account speak for its own sources, and only the hub hear all', async () => {
    await open('announce')
    const device = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    const gateway = await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/NK-1', 'camera/NK-2'] })
    const system = await city.account('createSystemAccount', { system: 'oneStop', units: ['31117'] })
    const whole = await city.account('createSystemAccount', { system: 'lgsp', units: ['*'] })
    const ended = await city.account('createDeviceAccount', { device: 'sensor/TG-09' })
    await city.command('endMqttAccount', { account: ended.name })
    await reload()
    await until(() => connect(device).catch(() => undefined))
    await expect(connect(ended)).rejects.toThrow(/Not authorized|Bad username/i)
    await expect(connect({ ...device, secret: gateway.secret })).rejects.toThrow(/Not authorized|Bad username/i)

    const cases: [{ name: string; secret: string }, string[], string[]][] = [
      [
        device,
        ['sensor/TG-01/announce', 'sensor/TG-01/reading'],
        ['sensor/TG-02/reading', 'camera/TG-01/announce', 'statistics/oneStop/31117', 'hub/hub-1/status'],
      ],
      [gateway, ['sensor/NK-1/reading', 'camera/NK-2/announce'], ['sensor/NK-2/reading', 'sensor/TG-01/reading']],
      [
        system,
        ['statistics/oneStop/31117', 'event/oneStop/31117'],
        ['statistics/oneStop/31120', 'statistics/training/31117', 'link/oneStop/x', 'sensor/TG-01/reading'],
      ],
      [whole, ['statistics/lgsp/92', 'link/lgsp/ngsp'], ['statistics/oneStop/31117', 'hub/hub-1/status']],
    ]
    for (const [account, may, mayNot] of cases) {
      for (const topic of may) expect([account.name, topic, await mayPublish(account, topic)]).toContain(true)
      for (const topic of mayNot) expect([account.name, topic, await mayPublish(account, topic)]).toContain(false)
    }
    const ear = await connect(gateway)
    const heard: string[] = []
    ear.on('message', (topic) => heard.push(topic))
    await ear.subscribeAsync('ioc/v1/#', { qos: 1 }).catch(() => undefined)
    const gauge = await connect(device)
    gauge.on('message', (topic) => heard.push(`own ${topic}`))
    await gauge.subscribeAsync('ioc/v1/sensor/TG-01/reading', { qos: 1 })
    await mayPublish(device, 'sensor/TG-01/reading')
    await until(() => heard.length > 0)
    expect(heard).toEqual(['own ioc/v1/sensor/TG-01/reading'])
    await until(async () => (await city.sensorIds()).includes('TG-01'))
  })

  it('let who is not known announce itself, as nobody who has an account', async () => {
    await open('announce')
    const device = await city.account('createDeviceAccount', { device: 'sensor/TG-01' })
    await reload()
    await until(() => connect(device).catch(() => undefined))
    const stranger = undefined
    expect(await mayPublish(stranger, 'sensor/TG-02/announce')).toBe(true)
    expect(await mayPublish(stranger, 'sensor/TG-02/reading')).toBe(false)
    expect(await mayPublish(stranger, 'sensor/TG-01/announce')).toBe(false)
    const waits = async () =>
      (await city.get<{ devices: { device: string; version: string }[] }>('/waiting-devices')).devices
    await until(async () => (await waits()).length > 0)
    expect(await waits()).toMatchObject([{ device: 'sensor/TG-02', client: null, address: null }])
    const approved = await city.account('approveDevice', {
      device: 'sensor/TG-02',
      seen: (await waits())[0]?.version,
    })
    await reload()
    await until(() => connect(approved).catch(() => undefined))
    expect(await mayPublish(approved, 'sensor/TG-02/reading')).toBe(true)
    expect(await mayPublish(stranger, 'sensor/TG-02/announce')).toBe(false)
  })

  it('keep strangers out where IOC_DEVICES is closed; what the broker lets through, the hub refuses', async () => {
    await open('closed')
    await expect(connect()).rejects.toThrow(/Not authorized/i)
    const asHub = { name: HUB.username, secret: HUB.password }
    expect(await mayPublish(asHub, 'sensor/TG-02/reading')).toBe(false)
    // A broker without these lists.
    await city.hub.stopKeepingData()
    await broker.stop()
    broker = (await startMosquitto()) as Mosquitto
    const lax = await startDeviceHub({ ...env, MQTT_URL: broker.url })
    try {
      await lax.command('createDeviceAccount', { device: 'sensor/TG-01' })
      await until(async () => (await fetch(`${lax.hub.http}/readyz`)).ok)
      for (const id of ['TG-01', 'TG-02']) expect(await mayPublish(undefined, `sensor/${id}/announce`)).toBe(true)
      await until(async () => (await lax.sensorIds()).length > 0)
      expect(await lax.refusals('sensor/TG-02')).toEqual(['unknownDevice'])
      expect(await lax.sensorIds()).toEqual(['TG-01'])
    } finally {
      await lax.stop()
    }
  })

  it('have the ids of a gateway’s pattern that are known, and let no stranger in beside it', async () => {
    await open('announce')
    const account = await city.account('createGatewayAccount', { label: 'G', patterns: ['sensor/NK-*', 'sensor/MN-1'] })
    expect(await reload()).toMatch(/^allow_anonymous false[\s\S]*# gateway-G: Mosquitto knows no beginnings/)
    await until(() => connect(account).catch(() => undefined))
    expect(await mayPublish(account, 'sensor/MN-1/announce')).toBe(true)
    expect(await mayPublish(account, 'sensor/NK-1/announce')).toBe(false)
    const own = await city.account('createDeviceAccount', { device: 'sensor/MN-1' })
    await reload()
    await until(async () => !(await mayPublish(account, 'sensor/MN-1/announce')))
    await until(() => mayPublish(own, 'sensor/MN-1/announce').catch(() => undefined))
    const { mode } = await stat(join(folder, 'passwd'))
    expect(mode & 0o777).toBe(0o640)
  })
})

describe('npm run acl', () => {
  it.each([
    [[], {}, /npm run acl -- mosquitto/],
    [['emqx'], {}, /npm run acl -- mosquitto/],
    [['mosquitto', '--in', 'x'], {}, /npm run acl -- mosquitto/],
    [['mosquitto'], {}, /MQTT_URL must have the name/],
    [['mosquitto'], { MQTT_URL: 'mqtt://hub@broker.example' }, /MQTT_URL must have the name/],
    [['mosquitto'], { MQTT_URL: 'mqtt://a%3Ab:c@broker.example' }, /neither colon nor space/],
    [['mosquitto'], { MQTT_URL: 'mqtt://a:b@broker.example', IOC_DATA_DIR: '/nowhere' }, /there is no store/],
  ] as [string[], Record<string, string>, RegExp][])('%j %j says what is wrong', async (args, env, sentence) => {
    const { code, error } = await writeFiles(args, { MQTT_URL: '', ...env })
    expect(code).toBe(2)
    expect(error).toMatch(sentence)
    expect(error.trim().split('\n')).toHaveLength(1)
  })
})
