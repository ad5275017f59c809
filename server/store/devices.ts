import type { Kysely } from 'kysely'
import type { DeviceSetting } from '../../domain/devices/deviceSetting.ts'
import type { MqttAccount } from '../../domain/devices/mqttAccount.ts'
import type { WaitingDevice } from '../../domain/devices/waitingDevice.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** The engine's writer, or a transaction on it. */
type Db = Kysely<Tables>

/** See `Store.mqttAccounts`. */
export async function readMqttAccounts(engine: Pick<Engine, 'read'>) {
  const rows = await engine.read.selectFrom('mqtt_account').selectAll().orderBy('name').execute()
  return rows.map(({ body, secret, mosquitto }) => ({ account: JSON.parse(body) as MqttAccount, secret, mosquitto }))
}

/** Inserts or replaces an account by its name. @param hashes of its secret; undefined: they stay; null: none opens it */
export async function writeMqttAccount(
  tables: Db,
  account: MqttAccount,
  hashes?: { readonly secret: string; readonly mosquitto: string } | null,
): Promise<void> {
  const { name } = account
  const kept = {
    body: JSON.stringify(account),
    ...(hashes !== undefined && { secret: hashes?.secret ?? null, mosquitto: hashes?.mosquitto ?? null }),
  }
  await tables
    .insertInto('mqtt_account')
    .values({ name, secret: null, mosquitto: null, ...kept })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(kept))
    .execute()
}

export async function readWaitingDevices(engine: Pick<Engine, 'read'>): Promise<WaitingDevice[]> {
  const rows = await engine.read.selectFrom('waiting_device').select('body').orderBy('device').execute()
  return rows.map(({ body }) => JSON.parse(body) as WaitingDevice)
}

/** Inserts or replaces by device. */
export async function writeWaitingDevice(tables: Db, row: WaitingDevice): Promise<void> {
  const kept = { body: JSON.stringify(row) }
  await tables
    .insertInto('waiting_device')
    .values({ device: row.device, ...kept })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(kept))
    .execute()
}

export async function deleteWaitingDevices(tables: Db, devices: readonly string[]): Promise<void> {
  if (devices.length === 0) return
  await tables.deleteFrom('waiting_device').where('device', 'in', devices).execute()
}

export async function readDeviceSettings(engine: Pick<Engine, 'read'>): Promise<DeviceSetting[]> {
  const rows = await engine.read.selectFrom('device_setting').select('body').orderBy('device').execute()
  return rows.map(({ body }) => JSON.parse(body) as DeviceSetting)
}

/** Inserts or replaces by device. */
export async function writeDeviceSetting(tables: Db, setting: DeviceSetting): Promise<void> {
  const kept = { body: JSON.stringify(setting) }
  await tables
    .insertInto('device_setting')
    .values({ device: setting.device, ...kept })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(kept))
    .execute()
}

/** The end of a source by a person's decision. */
export async function writeRetirement(
  tables: Db,
  { source, at, by }: { readonly source: string; readonly at: number; readonly by: string },
): Promise<void> {
  const kept = { at, retired_by: by }
  await tables
    .insertInto('retired')
    .values({ source, ...kept })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(kept))
    .execute()
}
