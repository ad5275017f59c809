import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { connect as connectTls } from 'node:tls'
import mqtt from 'mqtt'
import pino from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCertificate } from '../../../server/certificate.ts'
import { systemClock } from '../../../server/clock.ts'
import { ConfigError } from '../../../server/config.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { until } from '../../support/until.ts'

const GIVEN = resolve(import.meta.dirname, '../../support/certificates')
const log = pino({ level: 'silent' })

let folder: string
let files: { certFile: string; keyFile: string }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-tls-'))
  files = { certFile: join(folder, 'mqtt.crt'), keyFile: join(folder, 'mqtt.key') }
  await put('one')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(name: 'one' | 'two'): Promise<void> {
  await copyFile(join(GIVEN, `${name}.crt`), files.certFile)
  await copyFile(join(GIVEN, `${name}.key`), files.keyFile)
}

/** Common name of the certificate that is shown at an address. */
function shownAt(address: string): Promise<string> {
  const { port } = new URL(address)
  return new Promise((done, fail) => {
    const line = connectTls({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false }, () => {
      done(String(line.getPeerCertificate().subject.CN))
      line.destroy()
    })
    line.once('error', fail)
  })
}

it('devices speak over TLS and nothing else, and a renewed certificate is shown without a restart', async () => {
  const webSocketPort = await freePort()
  const hub: TestHub = await startHub({
    MQTT_TLS_CERT: files.certFile,
    MQTT_TLS_KEY: files.keyFile,
    MQTT_WS_PORT: String(webSocketPort),
  })
  try {
    expect(hub.mqtt).toMatch(/^mqtts:/)
    const ca = await readFile(join(GIVEN, 'one.crt'))
    const [device, browser] = await Promise.all([
      mqtt.connectAsync(hub.mqtt, { ca, reconnectPeriod: 0 }),
      mqtt.connectAsync(`wss://127.0.0.1:${webSocketPort}/mqtt`, { ca, reconnectPeriod: 0 }),
    ])
    const announce = { kind: 'waterLevel', name: 'Trạm', commune: '31117', every: 60 }
    for (const [client, id] of [
      [device, 'TG-01'],
      [browser, 'TG-02'],
    ] as const)
      await client.publishAsync(`ioc/v1/sensor/${id}/announce`, JSON.stringify(announce), { qos: 1 })
    const plain = hub.mqtt.replace('mqtts:', 'mqtt:')
    await expect(mqtt.connectAsync(plain, { reconnectPeriod: 0, connectTimeout: 3_000 }, false)).rejects.toThrow()
    await expect(mqtt.connectAsync(hub.mqtt, { reconnectPeriod: 0 }, false)).rejects.toThrow(/self.signed/i)
    expect(await shownAt(hub.mqtt)).toBe('localhost one')
    await put('two')
    await until(async () => (await shownAt(hub.mqtt)) === 'localhost two', 30_000)
    expect(device.connected && browser.connected).toBe(true)
    await Promise.all([device.endAsync(true), browser.endAsync(true)])
    // Somebody who never ends a handshake does not keep the hub from ending.
    createConnection(Number(new URL(hub.mqtt).port), '127.0.0.1').on('error', () => undefined)
  } finally {
    await hub.stop()
  }
})

it('a certificate that cannot be used leaves the one before, and says why until it can', async () => {
  const certificate = createCertificate({ use: 'mqtt', ...files, clock: systemClock, log, everyMs: 5 })
  certificate.start()
  try {
    const before = certificate.pair()
    expect(certificate.problem()).toBeUndefined()
    await copyFile(join(GIVEN, 'two.crt'), files.certFile)
    await until(() => certificate.problem())
    expect(certificate.problem()?.what.en).toContain('is not that of the certificate')
    expect(certificate.pair()).toBe(before)
    await writeFile(files.certFile, 'no certificate')
    await until(() => certificate.problem()?.what.en.includes('cannot be used') && certificate.pair() === before)
    await put('two')
    await until(() => certificate.problem() === undefined)
    expect(certificate.pair().cert).toEqual(await readFile(join(GIVEN, 'two.crt')))
    await rm(files.keyFile)
    await until(() => certificate.problem())
    await put('two')
    await until(() => certificate.problem() === undefined)
  } finally {
    certificate.stop()
  }
})

it('a certificate that ends soon is told of', () => {
  const clock = handClock(Date.now())
  const certificate = createCertificate({ use: 'mqtt', ...files, clock, log })
  certificate.start()
  certificate.stop()
  expect(certificate.problem()).toBeUndefined()
  clock.set(Date.parse('2126-11-01T00:00:00Z'))
  expect(certificate.problem()?.what.en).toMatch(/ends at/)
  clock.set(Date.parse('2127-01-01T00:00:00Z'))
  expect(certificate.problem()?.what.en).toMatch(/has ended/)
})

it('the start says what is wrong with certificate or key', async () => {
  const start = () => createCertificate({ use: 'mqtt', ...files, clock: systemClock, log }).start()
  await copyFile(join(GIVEN, 'two.key'), files.keyFile)
  expect(start).toThrow(ConfigError)
  expect(start).toThrow(/^MQTT_TLS_CERT and MQTT_TLS_KEY must be/)
  await rm(files.certFile)
  expect(start).toThrow(/no such file/)
})

async function freePort(): Promise<number> {
  const hub = await startHub()
  const { port } = new URL(hub.mqtt)
  await hub.stop()
  return Number(port)
}
