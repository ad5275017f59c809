import { type Kysely, type Migration, sql } from 'kysely'

/** MQTT accounts, devices that wait to be let in, and what people have set of devices; each as JSON under its key. */
export function devices(engine: 'sqlite' | 'postgres'): Migration {
  const strict = sql.raw(engine === 'sqlite' ? 'strict' : '')
  return {
    async up(db: Kysely<unknown>) {
      await sql`create table mqtt_account (name text primary key, body text not null, secret text, mosquitto text) ${strict}`.execute(
        db,
      )
      await sql`create table waiting_device (device text primary key, body text not null) ${strict}`.execute(db)
      await sql`create table device_setting (device text primary key, body text not null) ${strict}`.execute(db)
    },
  }
}
