import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { type App, createApp, StartInterrupted } from '../../server/app.ts'
import { readCityFiles } from '../../server/cityFiles/cityFiles.ts'
import { systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { everybody } from '../../server/gate/principals.ts'
import { freePort } from '../support/builtHub.ts'
import { MAP_DIR, SOP_DIR } from '../support/hub.ts'

const log = pino({ level: 'silent' })
let dataDir: string
let ports: Record<string, string>

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ioc-start-'))
  ports = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()) }
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function hub(env: Record<string, string> = {}): App {
  const config = readConfig({ ...ports, IOC_DATA_DIR: dataDir, ...env })
  return createApp({
    config,
    cityFiles: readCityFiles({
      dataDir,
      mapDir: MAP_DIR,
      sopDir: SOP_DIR,
      units: UNIT_TREES['2021'],
      clock: systemClock,
      log,
    }),
    clock: systemClock,
    log,
    principals: everybody(UNIT_TREES['2021']),
    version: 'test',
    clientDir: resolve(import.meta.dirname, '../../dist/client'),
  })
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((done) => setImmediate(done))
}

describe('a hub that is stopped while it starts', () => {
  it('ends calmly at whatever moment, and leaves nothing running', async () => {
    let interruptions = 0
    for (let after = 0, hasStarted = false; !hasStarted; after = after < 2 ? after + 1 : after * 4) {
      const app = hub()
      const outcome = app.start().then(
        () => 'started',
        (error: unknown) => (error instanceof StartInterrupted ? 'interrupted' : String(error)),
      )
      await turns(after)
      await app.stop()
      expect(await outcome).toMatch(/^(started|interrupted)$/)
      hasStarted = (await outcome) === 'started'
      if (!hasStarted) interruptions++
    }
    expect(interruptions).toBeGreaterThan(5)
    // Ports, store and lock are free: the next one has them all.
    const next = hub()
    await next.start()
    await next.stop()
  })

  it('can be started again', async () => {
    const app = hub()
    const interrupted = expect(app.start()).rejects.toThrow(StartInterrupted)
    await app.stop()
    await interrupted
    await app.start()
    await app.stop()
  })
})

describe('a data directory', () => {
  it('belongs to one hub: a second one says whose it is, and leaves it alone', async () => {
    const first = hub()
    await first.start()
    const owner = JSON.parse(readFileSync(join(dataDir, 'hub.json'), 'utf8')) as { pid: number; host: string }
    expect(owner.pid).toBe(process.pid)
    const second = hub({ PORT: '0', MQTT_PORT: '0' })
    await expect(second.start()).rejects.toThrow(
      `${dataDir} belongs to another hub that runs (process ${owner.pid} on ${owner.host}): stop that one, or set IOC_DATA_DIR`,
    )
    await second.stop()
    expect(existsSync(join(dataDir, 'hub.json'))).toBe(true)
    await first.stop()
    expect(existsSync(join(dataDir, 'hub.json'))).toBe(false)
    await second.start()
    await second.stop()
  })
})
