import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { countFreshness, readingFreshness } from '../../../client/panels/truth.ts'
import { COUNT_EVERY_MS } from '../../../domain/cameras/camera.ts'
import { asOf, freshness, patienceFor } from '../../../domain/freshness.ts'
import { floodStage } from '../../../domain/kpis/floodStage.ts'
import { receivedToday } from '../../../domain/kpis/receivedToday.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { isClockWrong, sourceFreshness, troubleOf } from '../../../domain/sources/sourceTrouble.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { dayOf, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import { watchesOf } from '../../../server/services/alerting/watches.ts'
import { sensorLeaves, statisticLeaves } from '../../../server/services/kpis/kpiLeaves.ts'
import { createSourceHealth } from '../../../server/services/sourceHealth.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { Entry, Store } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

/** A source whose clock is slow, or whose way is long, and that speaks as it promised, is live wherever its age is judged. */

const log = pino({ level: 'silent' })
const place = { commune: '31117', lng: 105.78, lat: 10.04 }
const postgres = await startPostgres()
afterAll(async () => void (await postgres?.stop()))

type HubStore = Pick<Store, 'append' | 'settledMoments' | 'heldMessages'>

const nothingKept: HubStore = {
  append: async (_: Entry) => undefined,
  settledMoments: async () => [],
  heldMessages: async () => [],
}

function hubOn(store: HubStore = nothingKept, clock = handClock()) {
  const picture = createPicture()
  const city = createCity({ edition: '2021', clock, picture })
  const sources = createSources({ clock })
  const quarantine = createQuarantine({ clock })
  const ingest = createIngest({ edition: '2021', prefix: 'ioc/v1', clock, log, store, city, quarantine, sources })
  return {
    clock,
    picture,
    city,
    sources,
    quarantine,
    ingest,
    async says(topic: string, body: unknown, retained = false) {
      const payload = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
      await ingest.handle({ topic: `ioc/v1/${topic}`, payload, retained, receivedAt: clock.now(), qos: 1 })
    },
  }
}

/** A gauge that promises one reading `everyMs`. */
async function gauge(everyMs: number, given?: ReturnType<typeof hubOn>) {
  const hub = given ?? hubOn()
  await hub.says('sensor/TG/announce', { kind: 'waterLevel', name: 'Trạm', ...place, every: everyMs / 1000 })
  const { city, clock, sources } = hub
  const sensor = () => city.sensor('TG') ?? expect.fail('announced')
  return {
    ...hub,
    reads: (at: number, level = 1.1) => hub.says('sensor/TG/reading', { at, values: { level } }),
    /** What each place that judges this gauge's age says, of now. */
    judged() {
      const reading = city.reading('TG') ?? expect.fail('announced')
      const source = sources.get('sensor/TG') ?? expect.fail('registered')
      return [
        readingFreshness(sensor(), reading, clock.now(), ALWAYS_OPEN),
        sourceFreshness(source, clock.now(), ALWAYS_OPEN),
        freshness(asOf(reading), clock.now(), patienceFor(everyMs), reading.retained),
      ]
    },
  }
}

describe('a source with a slow clock', () => {
  const SLOW = 4 * MINUTE_MS
  const EVERY = 10_000

  async function spokenTwice() {
    const hub = await gauge(EVERY)
    for (let n = 0; n < 3; n++) {
      hub.clock.advance(EVERY)
      await hub.reads(hub.clock.now() - SLOW, 1 + n / 10)
    }
    return hub
  }

  it('is live by its second message, with its skew in sight, and lost when it falls silent', async () => {
    const { judged, clock, sources, city } = await spokenTwice()
    expect(judged()).toEqual(['live', 'live', 'live'])
    const row = sources.get('sensor/TG') ?? expect.fail('registered')
    expect(row).toMatchObject({ skewMs: SLOW, clock: 'behind', lastAt: clock.now() - SLOW, asOf: clock.now() })
    expect(troubleOf(row, clock.now(), ALWAYS_OPEN)).toBe('skew')
    // The history keeps what the device said.
    expect(city.reading('TG')).toMatchObject({ at: clock.now() - SLOW, lagMs: SLOW })
    clock.advance(25_001)
    expect(judged()).toEqual(['stale', 'stale', 'stale'])
    clock.advance(75_000)
    expect(judged()).toEqual(['lost', 'lost', 'lost'])
  })

  it('raises no alert of silence, is judged by its thresholds and counts in KPIs', async () => {
    const { city, clock } = await spokenTwice()
    const watches = watchesOf(city, clock.now(), ALWAYS_OPEN)
    expect(watches.find(({ rule }) => rule === 'sensor.lost')?.levels[0]?.condition).toBe('off')
    const thresholds = watches.find(({ rule }) => rule === 'waterLevel.level')?.levels ?? expect.fail('watched')
    expect(thresholds.map(({ condition }) => condition)).not.toContain('unknown')
    const [leaf] = sensorLeaves(floodStage, 'TG', city, clock.now())
    expect(leaf).toMatchObject({ fresh: true, at: clock.now(), freshUntil: clock.now() + 25_000 })
  })

  it('is brought back by a reading that came after a goodbye', async () => {
    const { city, clock, says, reads, judged } = await spokenTwice()
    await says('sensor/TG/status', 'offline')
    expect(city.reading('TG')?.status).toBe('offline')
    clock.advance(EVERY)
    await reads(clock.now() - SLOW)
    expect(city.reading('TG')?.status).toBe('online')
    expect(judged()).toEqual(['live', 'live', 'live'])
  })

  it('does not come back by what it only delivers late', async () => {
    const { city, clock, says } = await spokenTwice()
    await says('sensor/TG/status', 'offline')
    clock.advance(HOUR_MS)
    const old = clock.now() - SLOW - HOUR_MS - 5_000
    await says('sensor/TG/reading', [
      { at: old, values: { level: 1 } },
      { at: old + 1_000, values: { level: 1 } },
    ])
    expect(city.reading('TG')?.status).toBe('offline')
  })

  it('is as old as its backlog while it delivers one, and right at once when its clock is put right', async () => {
    const { clock, says, reads, judged, city } = await spokenTwice()
    clock.advance(HOUR_MS)
    await says('sensor/TG/reading', [
      { at: clock.now() - SLOW - 30 * MINUTE_MS, values: { level: 1 } },
      { at: clock.now() - SLOW - 20 * MINUTE_MS, values: { level: 1 } },
    ])
    expect(judged()).toEqual(['lost', 'lost', 'lost'])
    expect(asOf(city.reading('TG'))).toBe(clock.now() - 20 * MINUTE_MS)
    clock.advance(1_000)
    await reads(clock.now())
    expect(judged()).toEqual(['live', 'live', 'live'])
    expect(city.reading('TG')?.lagMs).toBeUndefined()
  })

  it('may be a camera that counts, a connection, or a system', async () => {
    const hub = hubOn()
    const { clock, city, sources, says } = hub
    await says('camera/MC/announce', { name: 'Một cửa', ...place })
    const { everyMs } = SYSTEMS.oneStop
    const slow = 10 * everyMs
    for (let n = 0; n < 3; n++) {
      clock.advance(COUNT_EVERY_MS)
      await says('camera/MC/count', { at: clock.now() - SLOW, waiting: n, counters: 4 })
      await says('link/lgsp/ngsp', { at: clock.now() - slow, state: 'up' })
      await says('statistics/oneStop/31117', {
        period: dayOf(clock.now()),
        at: clock.now() - slow,
        counts: { received: 7 + n },
      })
    }
    const now = clock.now()
    expect(countFreshness(city.cameraView('MC'), now, ALWAYS_OPEN)).toBe('live')
    expect(asOf(city.link('lgsp/ngsp'))).toBe(now)
    const due = {
      days: new Set([dayOf(now)]),
      running: undefined,
      hasBegun: true,
      stockSince: dayOf(now),
      until: dayOf(now),
    }
    const [leaf] = statisticLeaves(receivedToday, '31117', city, now, due)
    expect(leaf).toMatchObject({ at: now, fresh: true })
    for (const id of ['camera/MC', 'link/lgsp/ngsp', 'statistics/oneStop/31117']) {
      const row = sources.get(id) ?? expect.fail(id)
      expect(sourceFreshness(row, now, ALWAYS_OPEN), id).toBe('live')
    }
  })

  it.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
    'is as live after a restart as before, on %s',
    async (kind) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'ioc-slow-'))
      const databaseUrl = kind === 'postgres' ? await postgres?.database('slow') : undefined
      const clock = handClock()
      const store = createStore({ dataDir, databaseUrl, clock, log })
      await store.start()
      const before = await gauge(EVERY, hubOn(store, clock))
      await before.says('camera/MC/announce', { name: 'Một cửa', ...place })
      for (let n = 0; n < 3; n++) {
        clock.advance(EVERY)
        await before.reads(clock.now() - SLOW)
        await before.says('camera/MC/count', { at: clock.now() - SLOW, waiting: n, counters: 4 })
      }
      const after = hubOn(store, clock)
      await after.city.restore(store)
      const health = createSourceHealth({ ...after, units: UNIT_TREES['2021'], clock, store })
      await health.start()
      expect(after.city.reading('TG')).toEqual(before.city.reading('TG'))
      expect(after.city.cameraView('MC')).toEqual(before.city.cameraView('MC'))
      for (const id of ['sensor/TG', 'camera/MC']) {
        const [was, is] = [before.sources.get(id), after.sources.get(id)]
        expect(is).toMatchObject({ asOf: was?.asOf, lastAt: was?.lastAt, lastReceivedAt: was?.lastReceivedAt })
      }
      // The first message after the restart needs no second to be live.
      clock.advance(EVERY)
      await after.says('sensor/TG/reading', { at: clock.now() - SLOW, values: { level: 1 } })
      expect(asOf(after.city.reading('TG'))).toBe(clock.now())
      await health.stop()
      before.ingest.stop()
      after.ingest.stop()
      await store.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  )
})

describe('whatever the clock, the period and the backlog', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constant('speaks' as const),
        afterShare: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ is: fc.constant('isSilent' as const), periods: fc.integer({ min: 3, max: 40 }) }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('delivers' as const), many: fc.integer({ min: 2, max: 6 }) }) },
  )

  it('who was received within its promise is live, and who was silent for longer is not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(2_000, 10_000, MINUTE_MS, 10 * MINUTE_MS),
        fc.oneof(fc.integer({ min: 0, max: 8 * HOUR_MS }), fc.integer({ min: 0, max: 5 * MINUTE_MS })),
        fc.array(step, { minLength: 1, maxLength: 25 }),
        async (everyMs, slowMs, steps) => {
          const { clock, reads, says, judged, ingest } = await gauge(everyMs)
          const { staleAfterMs } = patienceFor(everyMs)
          const speaks = async () => reads(clock.now() - slowMs)
          await speaks()
          clock.advance(everyMs)
          await speaks()
          expect(new Set(judged())).toEqual(new Set(['live']))
          let spokeAt = clock.now()
          for (const { is, ...how } of steps) {
            if (is === 'speaks') {
              clock.advance(Math.round(everyMs * (how as { afterShare: number }).afterShare))
              // Whatever it promised is kept until it speaks again.
              expect(new Set(judged())).toEqual(new Set(['live']))
              await speaks()
              spokeAt = clock.now()
              expect(new Set(judged())).toEqual(new Set(['live']))
            } else if (is === 'isSilent') {
              clock.advance(Math.max(staleAfterMs + 1, (how as { periods: number }).periods * everyMs))
              expect(judged()).not.toContain('live')
              await speaks()
              spokeAt = clock.now()
            } else {
              // What it measured while its line was down, newest last, and all of it older than what it said live.
              const { many } = how as { many: number }
              const old = spokeAt - slowMs - 10 * staleAfterMs
              await says(
                'sensor/TG/reading',
                Array.from({ length: many }, (_, i) => ({ at: old - (many - i) * everyMs, values: { level: 1 } })),
              )
            }
          }
          ingest.stop()
        },
      ),
      { numRuns: 150 },
    )
  })
})

it('a gauge that speaks and is not taken for its clock has no alert of silence, as it is lost nowhere else; once it is silent it has', async () => {
  const { clock, city, sources, reads } = await gauge(60_000)
  await reads(clock.now())
  const judged = () => {
    const source = sources.get('sensor/TG') ?? expect.fail('heard')
    const isWrong = (id: string) => id === source.id && isClockWrong(source, clock.now())
    const watches = watchesOf(city, clock.now(), ALWAYS_OPEN, undefined, undefined, isWrong)
    const alert = watches.find(({ rule }) => rule === 'sensor.lost')?.levels[0]?.condition
    return [troubleOf(source, clock.now(), ALWAYS_OPEN), alert]
  }
  for (let minute = 0; minute < 60; minute++) {
    clock.advance(MINUTE_MS)
    await reads(clock.now() + 30 * MINUTE_MS)
  }
  expect(judged()).toEqual(['skew', 'off'])
  clock.advance(HOUR_MS)
  expect(judged()).toEqual(['lost', 'on'])
})
