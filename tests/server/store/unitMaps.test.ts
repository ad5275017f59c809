import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { BY_HUB } from '../../../domain/access/auditEntry.ts'
import { may, type Principal } from '../../../domain/access/principal.ts'
import { deviceOf } from '../../../domain/devices/waitingDevice.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { EDITIONS, type Edition, type UnitKey, unitKey } from '../../../domain/units/unit.ts'
import { unitIn } from '../../../domain/units/unitIn.ts'
import { newWall } from '../../../domain/walls/transition.ts'
import type { WallLogEntry } from '../../../domain/walls/wallLog.ts'
import type { Take } from '../../../domain/walls/wallState.ts'
import { createDeviceSettings } from '../../../server/devices/deviceSettings.ts'
import { createWaitingDevices } from '../../../server/devices/waitingDevices.ts'
import { type PersonRecord, readAccount, writeAccount } from '../../../server/store/accounts.ts'
import { writeMqttAccount } from '../../../server/store/devices.ts'
import type { Engine } from '../../../server/store/engine.ts'
import { migrationsFor } from '../../../server/store/migrations/index.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { postgresEngine } from '../../../server/store/postgresEngine.ts'
import { sqliteEngine } from '../../../server/store/sqliteEngine.ts'
import { writeWallState } from '../../../server/store/walls.ts'
import { alertRow } from '../../support/alert.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'
import { WHOLE } from '../../support/wallState.ts'

const log = pino({ level: 'silent' })
const clock = handClock()
const postgres = await startPostgres()
const folders: string[] = []
afterAll(async () => {
  await postgres?.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const ENGINES: readonly Engine['kind'][] = postgres === undefined ? ['sqlite'] : ['sqlite', 'postgres']

async function place(engine: Engine['kind'], name: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-maps-'))
  folders.push(dataDir)
  return { dataDir, databaseUrl: engine === 'postgres' ? await postgres?.database(name) : undefined }
}

const engineAt = ({ dataDir, databaseUrl }: Awaited<ReturnType<typeof place>>) =>
  databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)

const PERSON: Omit<PersonRecord, 'grants'> = {
  ...{ id: 'p-1', user: 'hoa', name: 'Hoa', createdAt: 1, usedAt: null, lastSignInAt: null },
  ...{ password: null, totp: null, disabledAt: null, external: null },
}

describe.each(ENGINES)('units in another map of units on %s', (engine) => {
  it.each([
    ['the map that the store last ran under', true, '2021'],
    ['the map in force, where nothing has been received', false, '2025'],
  ] as const)('that were kept without a map get %s', async (_, hasReceived, of) => {
    const where = await place(engine, `maps_${hasReceived}`)
    // As it was before that migration: without it, and without all that came later.
    const before = Object.fromEntries(Object.entries(migrationsFor(engine)).filter(([name]) => name < '0030-unit-maps'))
    const old = engineAt(where)
    await old.open(before)
    if (hasReceived)
      for (const [edition, receivedAt] of [
        ['2025', 5],
        ['2021', 9],
      ] as const)
        await sql`insert into statistic_day (edition, system, period, unit, at, received_at, report, retained)
          values (${edition}, 'oneStop', '2026-11-20', '31117', 1, ${receivedAt}, '', 0)`.execute(old.write)
    const account = (kind: string, id: string, body: object) =>
      sql`insert into account (kind, id, key, body) values (${kind}, ${id}, ${id}, ${JSON.stringify(body)})`.execute(
        old.write,
      )
    const grants = [
      { role: 'officer', place: '31183' },
      { role: 'operator', place: '31117' },
      { role: 'lead', place: '92' },
    ]
    const { usedAt: _used, ...person } = PERSON
    await account('person', 'p-1', { ...person, grants })
    await account('token', 't-1', { id: 't-1', hash: 'a', name: 't', grant: { role: 'officer', place: '31183' } })
    await account('wall', 'w-1', { id: 'w-1', hash: 'b', name: 'w', place: '31117' })
    for (const [kind, id, body] of [
      ['incident', 'sv-1', { id: 'sv-1', unit: '31183', turn: 'unit/31183', offered: null, title: 'a' }],
      ['directive', 'cd-1', { id: 'cd-1', unit: '31135', title: 'a', edition: '2025' }],
    ] as const) {
      await sql`insert into matter (kind, id, version, state, unit, words, opened_at, body)
        values (${kind}, ${id}, 1, 'open', ${body.unit}, 'a', 1, ${JSON.stringify(body)})`.execute(old.write)
      await sql`insert into fact (matter, id, version, at, body)
        values (${kind}, ${id}, 1, 1, ${JSON.stringify({ matter: kind, id, what: {} })})`.execute(old.write)
    }
    await sql`insert into alert (id, raised_at, cleared_at, unit, body)
      values ('e-1', 1, null, '31117', ${JSON.stringify(alertRow('e-1', { unit: '31117' }))})`.execute(old.write)
    const speaks = { is: 'system', system: 'oneStop', units: ['31183', '31117', '*'] }
    await sql`insert into mqtt_account (name, body) values ('system-oneStop', ${JSON.stringify({ name: 'system-oneStop', speaks })})`.execute(
      old.write,
    )
    await sql`insert into device_setting (device, body)
      values ('sensor/TG-01', ${JSON.stringify({ device: 'sensor/TG-01', commune: '31117', at: 1, by: 'A' })})`.execute(
      old.write,
    )
    const said = { is: 'sensor', sensor: { id: 'TG-02', commune: '31183' } }
    await sql`insert into waiting_device (device, body)
      values ('sensor/TG-02', ${JSON.stringify({ device: 'sensor/TG-02', said, lastAt: clock.now(), refusedAt: null })})`.execute(
      old.write,
    )
    await sql`insert into retired (source, at) values ('statistics/oneStop/31117', 1), ('sensor/TG-03', 1)`.execute(
      old.write,
    )
    const noted = { ...BY_HUB, at: 1, did: 'x', input: {}, unit: '31117', result: 'done' }
    await sql`insert into audit (number, at, body, hash) values (1, 1, ${JSON.stringify(noted)}, 'a')`.execute(
      old.write,
    )
    await old.close()

    const read = (code: string) => unitIn('2025', unitKey(of, code)) ?? null
    const store = createStore({ ...where, edition: '2025', clock, log })
    await store.start()
    const { people, tokens, walls } = await store.accounts()
    expect([...(people[0]?.grants ?? []), ...(people[0]?.otherMap ?? [])].map(({ role }) => role).sort()).toEqual([
      'lead',
      'officer',
      'operator',
    ])
    expect(people[0]?.grants.map(({ place: at }) => at)).toEqual(grants.flatMap(({ place: at }) => read(at) ?? []))
    expect(people[0]?.otherMap).toEqual(
      of === '2021' ? [{ role: 'officer', unit: '2021:31183' }] : [{ role: 'operator', unit: '2025:31117' }],
    )
    expect([tokens[0]?.place, tokens[0]?.role]).toEqual([read('31183'), 'officer'])
    expect(walls[0]?.place).toBe(read('31117'))
    expect(await store.alert('e-1')).toMatchObject({ unit: of === '2021' ? '31120' : '31117' })
    const listed = async (unit: string) => [
      ...(await store.alerts({ units: [unit], limit: 9 })).map(({ id }) => id),
      ...(await store.matters({ kind: 'incident', units: [unit], limit: 9 })).map(({ id }) => id),
      ...(await store.matters({ kind: 'directive', units: [unit], limit: 9 })).map(({ id }) => id),
    ]
    expect(await listed('31120')).toEqual(of === '2021' ? ['e-1'] : [])
    expect(await listed('31183')).toEqual(of === '2021' ? [] : ['sv-1'])
    // A directive has always named its map.
    expect(await listed('31135')).toEqual(['cd-1'])
    expect(await store.matter('incident', 'sv-1')).toMatchObject({ edition: of, unit: '31183' })
    expect(await store.facts('incident', 'sv-1')).toMatchObject([{ edition: of }])
    const [system] = await store.mqttAccounts()
    expect(system?.account.speaks).toEqual({
      ...speaks,
      units: of === '2021' ? ['31120', '*'] : ['31183', '*'],
      otherMap: [unitKey(of, of === '2021' ? '31183' : '31117')],
    })
    // What was not changed is kept as it was given.
    await store.audited(
      () => ({ ...noted, at: 2, unit: '31117' }),
      async (tables) => {
        if (system !== undefined) await writeMqttAccount(tables, '2025', { ...system.account, secretAt: 9 })
      },
    )
    expect(await store.mqttAccounts()).toMatchObject([{ account: { ...system?.account, secretAt: 9 } }])
    const settings = createDeviceSettings('2025')
    await settings.start(store)
    const sensor: Sensor = {
      ...{ id: 'TG-01', kind: 'waterLevel', name: 'TG-01', commune: '31135', lng: null, lat: null },
      ...{ everyMs: 60_000, simulated: false },
    }
    expect(settings.applied({ is: 'sensorAnnounce', sensor })).toMatchObject({
      sensor: { commune: read('31117') ?? '31135' },
    })
    const waiting = createWaitingDevices({ store, edition: '2025', clock })
    await waiting.start()
    expect(waiting.all().map((row) => deviceOf(row.said).commune)).toEqual(of === '2021' ? [] : ['31183'])
    expect((await store.retirements()).map(({ source }) => source)).toEqual([
      'sensor/TG-03',
      ...(of === '2025' ? ['statistics/oneStop/31117'] : []),
    ])
    const logged = async (unit: string) =>
      (await store.auditEntries({ units: [unit], limit: 9 })).map(({ number, entry }) => [number, entry.edition])
    expect(await logged('31120')).toEqual(of === '2021' ? [[1, '2021']] : [])
    expect(await logged('31117')).toEqual([[2, '2025'], ...(of === '2025' ? [[1, '2025']] : [])])
    await store.stop()
  })

  it('that a wall shows are what became of them, and what they have become nothing of is taken down', async () => {
    const where = await place(engine, 'maps_walls')
    const before = createStore({ ...where, edition: '2021', clock, log })
    await before.start()
    const take = (unit: string, narrowed?: string): Take => ({
      ...{
        level: 'manual',
        scene: 'commune',
        focus: { unit },
        filter: narrowed === undefined ? {} : { unit: narrowed },
      },
      ...{ moment: null, why: null, by: 'An', at: 1, until: null, cause: null, isOfDrill: false, inDrill: false },
    })
    const made = newWall(1)
    const state = { ...made, state: { ...made.state, takes: [take('31117'), take('31183'), take('31117', '31183')] } }
    const entry = { ...BY_HUB, at: 1, did: 'x', input: {}, unit: null, result: 'done' }
    const shown: WallLogEntry = {
      ...{ number: 1, wall: 'w-1', at: 1 },
      what: {
        is: 'done',
        by: 'An',
        did: 'pin',
        level: null,
        scene: 'water',
        ...WHOLE,
        focus: { unit: '31183' },
        filter: { unit: '31117' },
        until: null,
        why: null,
      },
    }
    await before.audited(
      () => entry,
      (tables) => writeWallState(tables, '2021', { wall: 'w-1', state, entry: shown }),
    )
    await before.stop()
    for (const [edition, units] of [
      ['2025', ['31120']],
      ['2021', ['31117', '31183', '31117']],
    ] as const) {
      const store = createStore({ ...where, edition, clock, log })
      await store.start()
      const kept = (await store.walls()).states.get('w-1')
      expect(kept?.state.takes.map(({ focus }) => focus.unit)).toEqual(units)
      const [logged] = await store.wallLog({ walls: ['w-1'], limit: 9 })
      // What has no unit here is named by its own map.
      expect(logged?.what).toMatchObject({
        focus: { unit: edition === '2021' ? '31183' : '2021:31183' },
        filter: { unit: units[0] },
      })
      await store.stop()
    }
  })

  it('give nobody a place that they did not have, and are what they were when the map comes back', async () => {
    const where = await place(engine, 'maps_property')
    const db = engineAt(where)
    await db.open(migrationsFor(engine))
    const kept = fc
      .constantFrom(...EDITIONS)
      .chain((edition) => fc.constantFrom(...UNIT_TREES[edition].all).map(({ code }) => unitKey(edition, code)))
    const held = fc.array(fc.record({ role: fc.constantFrom('officer', 'leader', 'admin'), unit: kept }), {
      maxLength: 6,
    })
    try {
      await fc.assert(
        fc.asyncProperty(
          held,
          fc.array(fc.constantFrom(...EDITIONS), { minLength: 1, maxLength: 4 }),
          async (given, maps) => {
            const body = JSON.stringify({ ...PERSON, grants: given })
            await sql`delete from account`.execute(db.write)
            await sql`insert into account (kind, id, key, body) values ('person', 'p-1', 'hoa', ${body})`.execute(
              db.write,
            )
            for (const edition of maps) {
              const units = UNIT_TREES[edition]
              const person = await readAccount(db.read, edition, 'person', 'p-1')
              const principal: Principal = { is: 'person', id: 'p-1', name: 'Hoa', grants: person?.grants ?? [] }
              for (const { code } of units.communes)
                for (const permission of ['map.see', 'people.manage'] as const)
                  if (may(principal, permission, code, units))
                    expect(given.some(({ unit }) => reaches(edition, unit as UnitKey, code))).toBe(true)
              // Somebody renames them under this map.
              await db.write.transaction().execute(async (tables) => {
                if (person !== undefined) await writeAccount(tables, edition, 'person', { ...person, name: edition })
              })
            }
            const { rows } = await sql<{ body: string }>`select body from account`.execute(db.read)
            const after = (JSON.parse(rows[0]?.body ?? '') as { grants: typeof given }).grants
            const sorted = (grants: typeof given) => grants.map(({ role, unit }) => `${role} ${unit}`).sort()
            expect(sorted(after)).toEqual(sorted(given))
          },
        ),
        { numRuns: 25 },
      )
    } finally {
      await db.close()
    }
  })
})

/** Whether what a unit was given for is, in a map, the commune or what it lies in. */
function reaches(edition: Edition, key: UnitKey, commune: string): boolean {
  const code = unitIn(edition, key)
  return code !== undefined && UNIT_TREES[edition].lineage(commune).includes(code)
}
