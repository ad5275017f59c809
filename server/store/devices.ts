import type { Transaction } from 'kysely'
import type { MqttAccount } from '../../domain/devices/mqttAccount.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** See `Store.mqttAccounts`. */
export async function readMqttAccounts(engine: Pick<Engine, 'read'>) {
  const rows = await engine.read.selectFrom('mqtt_account').selectAll().orderBy('name').execute()
  return rows.map(({ body, secret, mosquitto }) => ({ account: JSON.parse(body) as MqttAccount, secret, mosquitto }))
}

/** Inserts or replaces an account by its name. @param hashes of its secret; undefined: they stay; null: none opens it */
export async function writeMqttAccount(
  tables: Transaction<Tables>,
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
