import type { Kysely } from 'kysely'
import type { DeviceSetting } from '../../domain/devices/deviceSetting.ts'
import { ALL, type MqttAccount, type Speaker } from '../../domain/devices/mqttAccount.ts'
import type { WaitingDevice } from '../../domain/devices/waitingDevice.ts'
import { type Edition, type UnitKey, unitKey } from '../../domain/units/unit.ts'
import { unitIn } from '../../domain/units/unitIn.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** The engine's writer, or a transaction on it. */
type Db = Kysely<Tables>

/** See `Store.mqttAccounts`. */
export async function readMqttAccounts(engine: Pick<Engine, 'read'>, edition: Edition) {
  const rows = await engine.read.selectFrom('mqtt_account').selectAll().orderBy('name').execute()
  return rows.map(({ body, secret, mosquitto }) => {
    const { speaks, ...account } = JSON.parse(body) as MqttAccount
    return { account: { ...account, speaks: speaksIn(edition, speaks) }, secret, mosquitto }
  })
}

/** For whom an account speaks in a map of units; it is kept with the units for which it was made, each in its own map. */
function speaksIn(edition: Edition, kept: Speaker): Speaker {
  if (kept.is !== 'system') return kept
  const read = kept.units.map((key) => ({ key, code: key === ALL ? ALL : unitIn(edition, key as UnitKey) }))
  const otherMap = read.filter(({ code }) => code === undefined).map(({ key }) => key)
  const units = [...new Set(read.flatMap(({ code }) => code ?? []))]
  return { ...kept, units, ...(otherMap.length > 0 && { otherMap }) }
}

function keptSpeaks(edition: Edition, speaks: Speaker): Speaker {
  if (speaks.is !== 'system') return speaks
  return { ...speaks, units: speaks.units.map((code) => (code === ALL ? ALL : unitKey(edition, code))) }
}

/** Inserts or replaces an account by its name; the units of a system stay as they were given. @param edition the map in force @param hashes of its secret; undefined: they stay; null: none opens it */
export async function writeMqttAccount(
  tables: Db,
  edition: Edition,
  account: MqttAccount,
  hashes?: { readonly secret: string; readonly mosquitto: string } | null,
): Promise<void> {
  const { name } = account
  const before = await tables.selectFrom('mqtt_account').select('body').where('name', '=', name).executeTakeFirst()
  const given = before && (JSON.parse(before.body) as MqttAccount).speaks
  const speaks = given?.is === 'system' ? given : keptSpeaks(edition, account.speaks)
  const kept = {
    body: JSON.stringify({ ...account, speaks }),
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
