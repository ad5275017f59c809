import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { countFreshness, readingFreshness } from '../../../client/panels/truth.ts'
import { COUNT_EVERY_MS } from '../../../domain/cameras/camera.ts'
import { asOf, patienceFor } from '../../../domain/freshness.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { sourceFreshness, troubleOf } from '../../../domain/sources/sourceTrouble.ts'
import { dayOf, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import { watchesOf } from '../../../server/services/alerting/watches.ts'
import { createSourceHealth } from '../../../server/services/sourceHealth.ts'
import { createStore } from '../../../server/store/openStore.ts'
import type { Entry, Sample, StatisticReport, Store } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

/** A clock that falls back within the tolerance does not freeze what its source says: by its second message the picture is of now again. */

const SECOND = 1_000
const FALL = 4 * MINUTE_MS
const log = pino({ level: 'silent' })
const place = { commune: '31117', lng: 105.78, lat: 10.04 }
const postgres = await startPostgres()
afterAll(async () => void (await postgres?.stop()))

type HubStore = Pick<Store, 'append' | 'settledMoments' | 'heldMessages'>

function memory(): HubStore & { readonly samples: Sample[]; readonly reports: StatisticReport[] } {
  const samples: Sample[] = []
  const reports: StatisticReport[] = []
  return {
    samples,
    reports,
    append: async (entry: Entry) => {
      if (entry.is === 'samples') samples.push(...entry.samples)
      if (entry.is === 'statistics') reports.push(...entry.reports)
    },
    settledMoments: async () => [],
    heldMessages: async () => [],
  }
}

function hubOn<S extends HubStore>(store: S, clock = handClock()) {
  const picture = createPicture()
  const city = createCity({ edition: '2021', clock, picture })
  const sources = createSources({ clock })
  const quarantine = createQuarantine({ clock })
  const ingest = createIngest({ edition: '2021', prefix: 'ioc/v1', clock, log, store, city, quarantine, sources })
  return {
    store,
    clock,
    picture,
    city,
    sources,
    quarantine,
    ingest,
    async says(topic: string, body: unknown, retained = false) {
      const payload = Buffer.from(JSON.stringify(body))
      await ingest.handle({ topic: `ioc/v1/${topic}`, payload, retained, receivedAt: clock.now(), qos: 1 })
    },
  }
}

async function gauge<S extends HubStore>(everyMs: number, hub: ReturnType<typeof hubOn<S>>) {
  await hub.says('sensor/TG/announce', { kind: 'waterLevel', name: 'Trạm', ...place, every: everyMs / SECOND })
  const { city, clock, sources } = hub
  return {
    ...hub,
    /** One reading, on a clock that is `behindMs` slow. */
    reads: (behindMs: number, level: number) =>
      hub.says('sensor/TG/reading', { at: clock.now() - behindMs, values: { level } }),
    level: () => city.reading('TG')?.values[0],
    judged() {
      const sensor = city.sensor('TG') ?? expect.fail('announced')
      const reading = city.reading('TG') ?? expect.fail('announced')
      const source = sources.get('sensor/TG') ?? expect.fail('registered')
      return [
        readingFreshness(sensor, reading, clock.now(), ALWAYS_OPEN),
        sourceFreshness(source, clock.now(), ALWAYS_OPEN),
      ]
    },
  }
}

const LIVE = ['live', 'live']
const EVERY = 10 * SECOND

/** Three readings on a right clock; the clock then falls, and the water with it rises. */
async function fallen(messages: number, behindMs = FALL) {
  const hub = await gauge(EVERY, hubOn(memory()))
  for (let n = 0; n < 3; n++) {
    hub.clock.advance(EVERY)
    await hub.reads(0, 1.1)
  }
  for (let n = 0; n < messages; n++) {
    hub.clock.advance(EVERY)
    await hub.reads(behindMs, 2.05 + n / 100)
  }
  return hub
}

describe('a clock that falls back by less than five minutes', () => {
  it('is late by one message, and of now from the second on: level, freshness, alert; its wrong clock stays in sight', async () => {
    const { level, judged, clock, reads, city, sources, store } = await fallen(1)
    expect(level()).toBe(1.1)
    clock.advance(EVERY)
    await reads(FALL, 2.06)
    expect(level()).toBe(2.06)
    expect(city.reading('TG')).toMatchObject({ at: clock.now(), receivedAt: clock.now() })
    expect(store.samples.at(-1)).toMatchObject({ at: clock.now(), deviceAt: clock.now() - FALL })
    const [flood] = watchesOf(city, clock.now(), ALWAYS_OPEN).filter(({ rule }) => rule === 'waterLevel.level')
    expect(flood?.levels.map(({ condition }) => condition)).toContain('on')
    for (let n = 0; n < 60; n++) {
      clock.advance(EVERY)
      await reads(FALL, 2.1 + n / 100)
      expect(level()).toBe(2.1 + n / 100)
      expect(judged()).toEqual(LIVE)
    }
    const row = sources.get('sensor/TG') ?? expect.fail('registered')
    expect(row).toMatchObject({ late: 1, refused: 0, clock: 'behind', skewMs: FALL, lastAt: clock.now() - FALL })
    expect(troubleOf(row, clock.now(), ALWAYS_OPEN)).toBe('skew')
    clock.advance(patienceFor(EVERY).staleAfterMs + 1)
    expect(judged()).toEqual(['stale', 'stale'])
  })

  it('keeps its history in the order in which it was measured, one moment each, and what comes again is nothing new', async () => {
    const { store, clock, says, reads } = await fallen(6)
    const again = { at: clock.now() - FALL, values: { level: 2.1 } }
    await says('sensor/TG/reading', again)
    clock.advance(EVERY)
    await reads(0, 1.5)
    await says('sensor/TG/reading', again)
    const moments = store.samples.map(({ at, values }) => [at, values.level])
    const distinct = new Map(moments.map(([at, value]) => [at, value]))
    expect(distinct.size).toBe(10)
    // All but the one that could have been a late message stand in the order in which they came.
    const [late] = [...distinct].filter(([, value]) => value === 2.05)
    expect(late?.[0]).toBe(clock.now() - 6 * EVERY - FALL)
    const ordered = [...distinct].filter(([, value]) => value !== 2.05)
    expect(ordered.map(([at]) => at)).toEqual(ordered.map(([at]) => at).sort((a = 0, b = 0) => a - b))
  })

  it('may be put right at once, fall again, or come near by halves', async () => {
    const { level, judged, clock, reads, city } = await fallen(4)
    const phases = [0, 3 * MINUTE_MS, 4.5 * MINUTE_MS, 2 * MINUTE_MS, 0]
    for (const [phase, behindMs] of phases.entries()) {
      for (let n = 0; n < 4; n++) {
        clock.advance(EVERY)
        await reads(behindMs, phase + n / 10)
        if (n === 0) continue
        expect(level(), `${behindMs} ${n}`).toBe(phase + n / 10)
        expect(judged()).toEqual(LIVE)
      }
    }
    expect(city.reading('TG')).toMatchObject({ at: clock.now() })
    expect(city.reading('TG')?.lagMs).toBeUndefined()
  })

  it('is as late as it delivers, and a backlog of its own is history', async () => {
    const { level, judged, clock, says, city, store } = await fallen(3)
    clock.advance(5 * MINUTE_MS)
    const readings = [4, 3, 2, 1].map((minutes) => ({
      at: clock.now() - FALL - minutes * MINUTE_MS,
      values: { level: 3 - minutes / 10 },
    }))
    await says('sensor/TG/reading', readings)
    expect(level()).toBe(2.9)
    expect(asOf(city.reading('TG'))).toBe(clock.now() - MINUTE_MS)
    expect(judged()).toEqual(['stale', 'stale'])
    expect(store.samples.slice(-4).map(({ at }) => (clock.now() - at) / MINUTE_MS)).toEqual([4, 3, 2, 1])
  })

  it('beyond five minutes in all is refused as before', async () => {
    const { level, clock, reads, sources } = await fallen(3)
    for (let n = 0; n < 6; n++) {
      clock.advance(EVERY)
      await reads(FALL + 3 * MINUTE_MS, 9)
    }
    expect(level()).toBe(2.07)
    expect(sources.get('sensor/TG')?.refused).toBeGreaterThan(2)
  })

  it('may be that of a camera that counts, of a connection, or of a system', async () => {
    const hub = hubOn(memory())
    const { clock, city, sources, store, says } = hub
    await says('camera/MC/announce', { name: 'Một cửa', ...place })
    const say = async (behindMs: number, n: number) => {
      clock.advance(COUNT_EVERY_MS)
      const at = clock.now() - behindMs
      await says('camera/MC/count', { at, waiting: n, counters: 4 })
      await says('link/lgsp/ngsp', { at, state: n % 2 === 0 ? 'up' : 'down' })
      await says('statistics/oneStop/31117', { period: dayOf(clock.now()), at, counts: { received: n } })
    }
    for (let n = 0; n < 3; n++) await say(0, n)
    for (let n = 3; n < 7; n++) await say(FALL, n)
    const now = clock.now()
    expect(city.cameraView('MC')).toMatchObject({ countAt: now, waiting: 6 })
    expect(countFreshness(city.cameraView('MC'), now, ALWAYS_OPEN)).toBe('live')
    expect(city.link('lgsp/ngsp')).toMatchObject({ at: now, state: 'up' })
    const times = { at: now, deviceAt: now - FALL }
    expect(city.newestStatistic('oneStop', '31117')).toMatchObject({ ...times, counts: { received: 6 } })
    expect(store.samples.slice(-2)).toMatchObject([times, times])
    expect(store.reports.at(-1)).toMatchObject(times)
    for (const id of ['camera/MC', 'link/lgsp/ngsp', 'statistics/oneStop/31117']) {
      const row = sources.get(id) ?? expect.fail(id)
      expect(sourceFreshness(row, now, ALWAYS_OPEN), id).toBe('live')
      expect(row, id).toMatchObject({ late: 1, clock: 'behind', skewMs: FALL })
    }
    // A broker's memory repeats what is known.
    const { length } = store.reports
    await says('statistics/oneStop/31117', { period: dayOf(now), at: now - FALL, counts: { received: 6 } }, true)
    expect(new Set(store.reports.slice(length - 1).map(({ at }) => at))).toEqual(new Set([now]))
  })

  it('is no matter of events: each is told of when it was', async () => {
    const { clock, says, sources } = hubOn(memory())
    const said: number[] = []
    for (const behindMs of [0, 0, FALL, FALL, FALL]) {
      clock.advance(EVERY)
      said.push(clock.now() - behindMs)
      const event = { id: `e${said.length}`, at: said.at(-1), severity: 'minor', title: 'x', state: 'open' }
      await says('event/oneStop/31117', event)
    }
    expect(sources.get('event/oneStop/31117')).toMatchObject({ accepted: 5, late: 0 })
  })

  it.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
    'is still known after a restart, on %s',
    async (kind) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'ioc-fallen-'))
      const databaseUrl = kind === 'postgres' ? await postgres?.database('fallen') : undefined
      const clock = handClock()
      const store = createStore({ dataDir, databaseUrl, clock, log })
      await store.start()
      const before = await gauge(EVERY, hubOn(store, clock))
      const say = async (hub: typeof before, behindMs: number, level: number) => {
        clock.advance(EVERY)
        await hub.reads(behindMs, level)
        await hub.says('statistics/oneStop/31117', {
          period: dayOf(clock.now()),
          at: clock.now() - behindMs,
          counts: { received: Math.round(level * 100) },
        })
      }
      for (let n = 0; n < 3; n++) await say(before, 0, 1)
      for (let n = 0; n < 3; n++) await say(before, FALL, 2 + n / 10)
      before.ingest.stop()

      const hub = hubOn(store, clock)
      await hub.city.restore(store)
      expect(hub.city.reading('TG')).toEqual(before.city.reading('TG'))
      expect(hub.city.newestStatistic('oneStop', '31117')).toEqual(before.city.newestStatistic('oneStop', '31117'))
      const health = createSourceHealth({ ...hub, units: UNIT_TREES['2021'], clock, store })
      await health.start()
      await hub.ingest.start()
      const after = await gauge(EVERY, hub)
      await say(after, FALL, 3)
      expect(after.level()).toBe(3)
      expect(after.judged()).toEqual(LIVE)
      expect(hub.city.newestStatistic('oneStop', '31117')).toMatchObject({ at: clock.now(), counts: { received: 300 } })
      expect(hub.sources.get('sensor/TG')).toMatchObject({ late: 0, lastAt: clock.now() - FALL })
      // Put right while the hub is away, it is right at once.
      await say(after, 0, 4)
      hub.ingest.stop()
      const last = hubOn(store, clock)
      await last.city.restore(store)
      const lastHealth = createSourceHealth({ ...last, units: UNIT_TREES['2021'], clock, store })
      await lastHealth.start()
      await last.ingest.start()
      const right = await gauge(EVERY, last)
      await say(right, 0, 5)
      expect(right.level()).toBe(5)
      expect(last.city.reading('TG')?.at).toBe(clock.now())
      expect(await store.settledMoments(100)).not.toContainEqual(expect.objectContaining({ at: clock.now() }))
      for (const each of [health, lastHealth]) await each.stop()
      last.ingest.stop()
      await store.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  )
})

describe('what is late and right', () => {
  it.each([
    ['faster than time passes', 7 * SECOND],
    ['slower than time passes', 14 * SECOND],
  ])('a backlog sent one by one after the present, %s, stays what it is', async (_, pauseMs) => {
    const hub = await fallen(0)
    const { clock, says, level, store, city } = hub
    const newest = city.reading('TG')?.at ?? expect.fail('read')
    for (let n = 0; n < 10; n++) {
      clock.advance(pauseMs)
      await says('sensor/TG/reading', { at: newest - 200 * SECOND + n * EVERY, values: { level: 3 } })
    }
    expect(level()).toBe(1.1)
    expect(store.samples.every(({ deviceAt }) => deviceAt === undefined)).toBe(true)
  })

  it('a second way that is longer does not make the clock wrong while the first one is there', async () => {
    const hub = await fallen(0)
    const { clock, reads, level, store } = hub
    for (let n = 0; n < 30; n++) {
      clock.advance(EVERY)
      await reads(0, 1 + n / 100)
      await reads(MINUTE_MS, 1)
      expect(level()).toBe(1 + n / 100)
    }
    expect(store.samples.every(({ deviceAt }) => deviceAt === undefined)).toBe(true)
  })
})

describe('whatever the fall, the period and the network', () => {
  it('the newest word stands by the second message of each fall, live, and the history holds each moment once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(SECOND, 5 * SECOND, 10 * SECOND, MINUTE_MS, 3 * MINUTE_MS),
        fc.array(
          fc.record({ behindMs: fc.integer({ min: 0, max: 290 * SECOND }), messages: fc.integer({ min: 3, max: 12 }) }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        fc.infiniteStream(fc.integer({ min: 0, max: 80 })),
        async (everyMs, phases, delays) => {
          const { clock, says, level, judged, store, ingest } = await gauge(everyMs, hubOn(memory()))
          let n = 0
          let sentAt = clock.now()
          for (const { behindMs, messages } of [{ behindMs: 0, messages: 3 }, ...phases]) {
            for (let k = 0; k < messages; k++) {
              sentAt += everyMs
              clock.set(sentAt + (delays.next().value ?? 0))
              n++
              await says('sensor/TG/reading', { at: sentAt - behindMs, values: { level: n / 100 } })
              if (k === 0) continue
              expect(level()).toBe(n / 100)
              expect(judged()).toEqual(LIVE)
            }
          }
          const moments = store.samples.map(({ at }) => at)
          expect(new Set(moments).size).toBe(moments.length)
          ingest.stop()
        },
      ),
      { numRuns: 200 },
    )
  })
})
