import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { BY_HUB } from '../../../domain/access/auditEntry.ts'
import type { MqttAccount } from '../../../domain/devices/mqttAccount.ts'
import type { WaitingDevice } from '../../../domain/devices/waitingDevice.ts'
import { systemClock } from '../../../server/clock.ts'
import { writeDeviceSetting, writeMqttAccount, writeRetirement } from '../../../server/store/devices.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

const postgres: TestPostgres | undefined = await startPostgres()
afterAll(() => postgres?.stop())

const ACCOUNT: MqttAccount = {
  name: 'sensor-TG-01',
  speaks: { is: 'device', device: 'sensor/TG-01' },
  createdAt: 1,
  createdBy: 'A',
  secretAt: 1,
  endedAt: null,
  endedBy: null,
}
const WAITING: WaitingDevice = {
  edition: '2021',
  device: 'sensor/TG-02',
  said: {
    is: 'sensor',
    sensor: { id: 'TG-02', kind: 'noise', name: 'N', commune: '1', lng: null, lat: null, everyMs: 1, simulated: false },
  },
  changes: null,
  client: null,
  before: null,
  address: null,
  firstAt: 1,
  lastAt: 2,
  announced: 1,
  refusedAt: null,
  refusedBy: null,
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('devices on %s', (engine) => {
  it('are kept with their accounts, and what people have set of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ioc-devices-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database('devices') : undefined
    const store = createStore({ dataDir: folder, databaseUrl, clock: systemClock, log: pino({ level: 'silent' }) })
    await store.start()
    const entry = { ...BY_HUB, at: 1, did: 'test', input: {}, unit: null, result: 'done' }
    const write = (work: Parameters<typeof store.audited>[1]) => store.audited(() => entry, work)
    try {
      await write((tables) => writeMqttAccount(tables, '2021', ACCOUNT, { secret: 's', mosquitto: 'm' }))
      await write((tables) => writeMqttAccount(tables, '2021', { ...ACCOUNT, createdBy: 'B' }))
      expect(await store.mqttAccounts()).toEqual([
        { account: { ...ACCOUNT, createdBy: 'B' }, secret: 's', mosquitto: 'm' },
      ])
      await write((tables) => writeMqttAccount(tables, '2021', { ...ACCOUNT, endedAt: 5 }, null))
      expect(await store.mqttAccounts()).toEqual([
        { account: { ...ACCOUNT, endedAt: 5 }, secret: null, mosquitto: null },
      ])
      for (const announced of [1, 2]) await store.saveWaitingDevice({ ...WAITING, announced })
      expect(await store.waitingDevices()).toEqual([{ ...WAITING, announced: 2 }])
      await store.removeWaitingDevices([WAITING.device, 'sensor/none'])
      expect(await store.waitingDevices()).toEqual([])
      for (const name of ['X', 'Y'])
        await write((tables) => writeDeviceSetting(tables, { device: 'sensor/TG-01', name, at: 1, by: 'A' }))
      expect(await store.deviceSettings()).toEqual([{ device: 'sensor/TG-01', name: 'Y', at: 1, by: 'A' }])
      for (const at of [3, 4]) await write((tables) => writeRetirement(tables, { source: 'sensor/TG-01', at, by: 'A' }))
      expect(await store.retirements()).toEqual([{ source: 'sensor/TG-01', at: 4, by: 'A' }])
    } finally {
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
