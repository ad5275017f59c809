import { describe, expect, it } from 'vitest'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import { handClock } from '../../support/clock.ts'
import { turn } from '../../support/turn.ts'
import { COMMUNE, GAUGE, HALL, jpeg, openIngest, until } from './door.ts'

describe('ingest', () => {
  it('writes an announcement once, however often the broker repeats it', async () => {
    const { say, store } = openIngest()
    await say('sensor/A/announce', GAUGE)
    for (let n = 0; n < 5; n++) await say('sensor/A/announce', GAUGE, { retained: true })
    expect(store.entries).toHaveLength(1)
    await say('sensor/A/announce', { ...GAUGE, name: 'Trạm mới' })
    expect(store.entries).toHaveLength(2)
  })

  it('does not take a repeated announcement for durable while the first is not', async () => {
    const { say, store } = openIngest()
    store.hold()
    const answers = [say('sensor/A/announce', GAUGE), say('sensor/A/announce', GAUGE)]
    expect(store.calls()).toBe(2)
    let done = false
    void Promise.race(answers).then(() => {
      done = true
    })
    await Promise.resolve()
    expect(done).toBe(false)
    store.release()
    await Promise.all(answers)
  })

  it('shows a reading at once, and knows a device from the moment it announced itself', async () => {
    const { say, store, city, clock } = openIngest()
    store.hold()
    const answers = [
      say('sensor/A/announce', GAUGE),
      say('sensor/A/reading', { at: clock.now(), values: { level: 1.2 } }),
      say('camera/C/announce', HALL),
      say('camera/C/count', { at: clock.now(), waiting: 9, counters: 4, countersStaffed: 3 }),
    ]
    expect(city.reading('A')?.values).toEqual([1.2])
    expect(city.cameraView('C')).toMatchObject({ waiting: 9, counters: 4, countersStaffed: 3 })
    store.release()
    await Promise.all(answers)
    expect(store.samples()).toMatchObject([
      { source: 'sensor/A', values: { level: 1.2 } },
      { source: 'camera/C', values: { waiting: 9, counters: 4, countersStaffed: 3 } },
    ])
  })

  it('keeps online and offline until the device has announced itself: brokers replay in any order', async () => {
    const { say, city, quarantine } = openIngest()
    await say('sensor/A/status', 'offline', { retained: true })
    await say('sensor/A/status', 'online', { retained: true })
    await say('camera/C/status', 'offline', { retained: true })
    expect(city.reading('A')).toBeUndefined()
    await say('sensor/A/announce', GAUGE, { retained: true })
    await say('camera/C/announce', HALL, { retained: true })
    expect(city.reading('A')?.status).toBe('online')
    expect(city.cameraView('C')?.status).toBe('offline')
    expect(quarantine.rows()).toEqual([])
  })

  it('keeps statistics and events of the unit they are about, in the edition of the hub', async () => {
    const clock = handClock()
    const { say, store, sources } = openIngest({ clock })
    const counts = { received: 118, rumours: 3 }
    const report = { period: '2026-11-23', at: clock.now(), counts, simulated: true }
    const event = { id: 'e', at: clock.now(), severity: 'minor', title: 'x', state: 'open' }
    await say(`statistics/oneStop/${COMMUNE}`, report)
    await say(`event/oneStop/${COMMUNE}`, event)
    const cameAs = (topic: string, said: object) => ({
      topic: `ioc/v1/${topic}/oneStop/${COMMUNE}`,
      body: JSON.stringify(said),
      receivedAt: clock.now(),
    })
    expect(store.entries).toEqual([
      {
        is: 'statistics',
        message: cameAs('statistics', report),
        reports: [
          {
            system: 'oneStop',
            edition: '2021',
            unit: COMMUNE,
            period: '2026-11-23',
            at: clock.now(),
            receivedAt: clock.now(),
            counts: { received: 118 },
            simulated: true,
          },
        ],
      },
      {
        is: 'event',
        message: cameAs('event', event),
        event: {
          system: 'oneStop',
          edition: '2021',
          unit: COMMUNE,
          id: 'e',
          at: clock.now(),
          receivedAt: clock.now(),
          severity: 'minor',
          title: 'x',
          state: 'open',
          simulated: false,
        },
      },
    ])
    expect(sources.get(`statistics/oneStop/${COMMUNE}`)).toMatchObject({
      unit: COMMUNE,
      everyMs: 60_000,
      accepted: 1,
      refused: 1,
      simulated: true,
    })
    expect(sources.get(`event/oneStop/${COMMUNE}`)).toMatchObject({ everyMs: null, accepted: 1 })
  })

  it('tells the end of a day by the clock of Cần Thơ', async () => {
    const clock = handClock(Date.parse('2026-11-24T00:30:00+07:00'))
    const { say, quarantine, store } = openIngest({ clock })
    const counts = { received: 1 }
    await say(`statistics/oneStop/${COMMUNE}`, { period: '2026-11-24', at: clock.now(), counts })
    expect(store.entries).toHaveLength(1)
    clock.set(Date.parse('2026-11-23T23:30:00+07:00'))
    await say(`statistics/oneStop/${COMMUNE}`, { period: '2026-11-24', at: clock.now(), counts })
    expect(quarantine.rows()).toMatchObject([{ reason: 'future' }])
  })

  it('takes a clock that is five minutes ahead, and not one that is further', async () => {
    const clock = handClock()
    const { say, store, quarantine, sources } = openIngest({ clock })
    await say('sensor/A/announce', GAUGE)
    await say('sensor/A/reading', { at: clock.now() + 300_000, values: { level: 1 } })
    expect(store.samples()).toHaveLength(1)
    expect(sources.get('sensor/A')?.skewMs).toBe(-300_000)
    await say('sensor/A/reading', { at: clock.now() + 300_001, values: { level: 1 } })
    expect(store.samples()).toHaveLength(1)
    expect(quarantine.rows()).toMatchObject([{ key: 'sensor/A|future' }])
  })

  it('takes no more devices than it can hold', async () => {
    const { say, city, quarantine } = openIngest({ limits: { maxNewDevices: 3 } })
    for (let n = 0; n < 10; n++) await say(`sensor/S${n}/announce`, GAUGE)
    expect([...city.sensors()]).toHaveLength(3)
    expect(quarantine.rows()).toMatchObject(
      Array.from({ length: 7 }, (_, n) => ({ key: `sensor/S${n + 3}|tooManyDevices`, params: { max: 3 } })),
    )
    await say('sensor/S1/announce', { ...GAUGE, name: 'still known' })
    expect(city.sensor('S1')?.name).toBe('still known')
  })

  describe('with a store that fails', () => {
    const limits = { maxWaitingBytes: 3_000, firstDelayMs: 5 }

    it('holds back the acknowledgement until it succeeds', async () => {
      const { say, store, clock } = openIngest({ limits })
      await say('sensor/A/announce', GAUGE)
      store.failing = true
      let done = false
      const answer = say('sensor/A/reading', { at: clock.now(), values: { level: 1 } }).then(() => {
        done = true
      })
      await until(() => store.calls() > 3)
      expect(done).toBe(false)
      store.failing = false
      await answer
      expect(store.samples()).toHaveLength(1)
    })

    it('refuses to take on more than it can hold; the picture goes on', async () => {
      const { say, store, city, clock, ingest } = openIngest({ limits })
      await say('sensor/A/announce', GAUGE)
      store.failing = true
      const answers = Array.from({ length: 20 }, (_, n) =>
        say('sensor/A/reading', { at: clock.now() + n, values: { level: n / 10 } }),
      )
      const refused = (await Promise.all(answers.map(isRefusedNow))).filter(Boolean)
      expect(refused.length).toBeGreaterThan(10)
      expect(city.reading('A')?.values).toEqual([1.9])
      ingest.stop()
      const outcomes = await Promise.allSettled(answers)
      expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true)
      expect(store.samples()).toEqual([])
    })

    it('counts as lost what nobody will send again', async () => {
      const { say, store, quarantine, clock, ingest } = openIngest({ limits })
      await say('sensor/A/announce', GAUGE)
      store.failing = true
      const answers = Array.from({ length: 20 }, (_, n) =>
        say('sensor/A/reading', { at: clock.now() + n, values: { level: 1 } }, { qos: 0 }),
      )
      ingest.stop()
      await Promise.all(answers)
      expect(quarantine.rows()).toMatchObject([{ key: 'sensor/A|storeFull', count: 20 }])
    })
  })

  it('survives a picture that fails: the history has it', async () => {
    const { say, store, city, clock } = openIngest()
    await say('sensor/A/announce', GAUGE)
    city.onChange(() => {
      throw new Error('a listener is broken')
    })
    await say('sensor/A/reading', { at: clock.now(), values: { level: 1 } })
    expect(store.samples()).toHaveLength(1)
  })

  it('knows what was retained: neither live nor a measure of the clock', async () => {
    const clock = handClock()
    const { say, city, sources } = openIngest({ clock })
    await say('camera/C/announce', HALL)
    const at = clock.now() - 86_400_000
    await say('camera/C/count', { at, waiting: 1, counters: 1, countersStaffed: 1 }, { retained: true })
    expect(city.cameraView('C')?.retained).toBe(true)
    expect(sources.get('camera/C')).toMatchObject({ lastAt: at, lastReceivedAt: null, skewMs: null })
    await say('camera/C/frame', jpeg(32, 32))
    // A frame has no device time: it says that the camera speaks, and nothing of its clock.
    expect(sources.get('camera/C')).toMatchObject({ lastAt: clock.now(), lastReceivedAt: clock.now(), skewMs: null })
    const count = { at: clock.now() - 2_000, waiting: 1, counters: 1, countersStaffed: 1 }
    await say('camera/C/count', count)
    await say('camera/C/frame', jpeg(32, 32))
    expect(sources.get('camera/C')).toMatchObject({ skewMs: 2_000, clock: 'right' })
  })
})

describe('a source that ends', () => {
  it('ends when its announcement is cleared: it has no row, what it goes on sending is a stranger’s', async () => {
    const { say, store, city, sources, quarantine, clock } = openIngest()
    await say('sensor/A/announce', GAUGE)
    await say('sensor/A/reading', { at: clock.now(), values: { level: 1 } })
    await say('sensor/A/announce', '')
    await say('sensor/A/announce', '')
    expect(store.entries.filter(({ is }) => is === 'retired')).toMatchObject([
      { retirement: { source: 'sensor/A', by: null } },
    ])
    expect(city.sensor('A')).toBeUndefined()
    expect(sources.get('sensor/A')).toBeUndefined()
    await say('sensor/A/reading', { at: clock.now(), values: { level: 1 } })
    expect(quarantine.rows()).toMatchObject([{ reason: 'unregistered' }])
    await say('sensor/A/announce', GAUGE)
    expect(store.entries.at(-1)).toEqual({ is: 'revived', source: 'sensor/A' })
    expect(city.reading('A')?.values).toEqual([1])
    expect(sources.get('sensor/A')).toMatchObject({ unit: COMMUNE })
  })

  it('ends for a system’s reporter and for a connection, too, and not by clearing anything else', async () => {
    const { say, store, city, sources, quarantine, clock } = openIngest({ clock: handClock() })
    const id = `statistics/oneStop/${COMMUNE}`
    await say(id, { period: '2026-11-23', at: clock.now(), counts: { received: 5 } })
    await say('link/lgsp/ngsp', { at: clock.now(), state: 'up' })
    for (const topic of ['sensor/A/reading', 'camera/C/count', `event/oneStop/${COMMUNE}`]) await say(topic, '')
    expect(store.entries.filter(({ is }) => is === 'retired')).toEqual([])
    await say(id, '')
    await say('link/lgsp/ngsp', '')
    expect(city.newestStatistic('oneStop', COMMUNE)).toBeUndefined()
    expect(city.link('lgsp/ngsp')).toBeUndefined()
    expect([sources.get(id), sources.get('link/lgsp/ngsp')]).toEqual([undefined, undefined])
    expect(quarantine.rows()).toEqual([])
  })

  it('can be ended by a person', async () => {
    const { say, store, city, ingest, sources } = openIngest()
    await say('camera/C/announce', HALL)
    expect(await ingest.retire('camera/C', 'Lan')).toBe(true)
    expect(await ingest.retire('camera/C', 'Lan')).toBe(false)
    expect(await ingest.retire('camera/nobody', 'Lan')).toBe(false)
    expect(await ingest.retire('statistics/rumours/31135', 'Lan')).toBe(false)
    expect(await ingest.retire(`statistics/queue/${COMMUNE}`, 'Lan')).toBe(true)
    expect(city.camera('C')).toBeUndefined()
    expect(sources.get('camera/C')).toBeUndefined()
    expect(store.entries.at(-1)).toMatchObject({ is: 'retired', retirement: { by: 'Lan' } })
    await say('camera/C/announce', HALL, { retained: true })
    expect(city.camera('C')).toBeUndefined()
    await say('camera/C/announce', { ...HALL, name: 'Một cửa mới' }, { retained: true })
    expect(city.camera('C')).toBeDefined()
  })

  it('and begins again, as often as it likes, is one device', async () => {
    const { say, city } = openIngest({ limits: { maxNewDevices: 1 } })
    for (let n = 0; n < 5; n++) {
      await say('sensor/A/announce', GAUGE)
      await say('sensor/A/announce', '')
    }
    await say('sensor/A/announce', GAUGE)
    expect(city.sensor('A')).toBeDefined()
  })
})

describe('what a broker remembers', () => {
  it('of a frame is not shown: nobody knows when it was taken', async () => {
    const { say, city } = openIngest()
    await say('camera/C/announce', HALL)
    await say('camera/C/frame', jpeg(32, 32), { retained: true })
    expect(city.cameraView('C')?.frameAt).toBeNull()
  })
})

describe('the quarantine', () => {
  it('counts by source and reason, with the first and last time and the last sample', () => {
    const clock = handClock()
    const quarantine = createQuarantine({ clock })
    const keys: string[] = []
    quarantine.onChange((key) => keys.push(key))
    const first = clock.now()
    quarantine.refuse({ source: 's', known: true, reason: 'schema', topic: 't1', payload: 'one' })
    clock.advance(1000)
    quarantine.refuse({
      source: 's',
      known: true,
      reason: 'schema',
      params: { field: 'at' },
      topic: 't2',
      payload: 'two\n',
    })
    expect(keys).toEqual(['s|schema', 's|schema'])
    expect(quarantine.rows()).toEqual([
      {
        key: 's|schema',
        source: 's',
        known: true,
        client: null,
        reason: 'schema',
        params: { field: 'at' },
        topic: 't2',
        count: 2,
        firstAt: first,
        lastAt: first + 1000,
        sample: 'two\\u000a',
      },
    ])
  })

  it('does not grow for ever', () => {
    const quarantine = createQuarantine({ clock: handClock() })
    const refuse = (source: string, known: boolean) =>
      quarantine.refuse({ source, known, reason: 'schema', topic: 't', payload: '' })
    for (let n = 0; n < 5_000; n++) refuse(`s${n}`, true)
    expect(quarantine.rows()).toHaveLength(2_001)
    expect(quarantine.rows().at(-1)).toMatchObject({ key: 'overflow', source: 'overflow', count: 3_000 })
    for (let n = 0; n < 5_000; n++) refuse(`x${n}`, false)
    expect(quarantine.rows()).toHaveLength(2_501)
    expect(quarantine.rows().at(-1)).toMatchObject({ key: 'overflow', count: 7_500 })
    expect(quarantine.get('s4999|schema')?.count).toBe(1)
    expect(quarantine.get('x4999|schema')?.count).toBe(1)
  })

  it('tells clients of one source apart', () => {
    const quarantine = createQuarantine({ clock: handClock() })
    for (const client of ['a', 'b\n', 'a'])
      quarantine.refuse({ source: 's', known: true, client, reason: 'schema', topic: 't', payload: '' })
    expect(quarantine.rows().map(({ key, client, count }) => [key, client, count])).toEqual([
      ['s|schema|b\\u000a', 'b\\u000a', 1],
      ['s|schema|a', 'a', 2],
    ])
  })

  it('tells eight clients of one source apart: one with a new id at every start fills no table', () => {
    const quarantine = createQuarantine({ clock: handClock() })
    for (let n = 0; n < 100; n++)
      quarantine.refuse({ source: 's', known: true, client: `c${n}`, reason: 'schema', topic: 't', payload: '' })
    const rows = quarantine.rows()
    expect(rows.map(({ client }) => client).sort()).toEqual(
      [null, 'c92', 'c93', 'c94', 'c95', 'c96', 'c97', 'c98', 'c99'].sort(),
    )
    expect(quarantine.get('s|schema')).toMatchObject({ client: null, count: 92 })
  })

  it('forgets after a month what did not happen again', () => {
    const clock = handClock()
    const quarantine = createQuarantine({ clock })
    const refuse = (source: string) =>
      quarantine.refuse({ source, known: true, reason: 'schema', topic: 't', payload: '' })
    refuse('old')
    refuse('again')
    clock.advance(20 * 86_400_000)
    refuse('again')
    clock.advance(11 * 86_400_000)
    const changed: string[] = []
    quarantine.onChange((key) => changed.push(key))
    quarantine.forgetOld()
    expect(quarantine.rows().map(({ key }) => key)).toEqual(['again|schema'])
    expect(changed).toEqual(['old|schema'])
  })

  it('goes on counting where an earlier life stopped', () => {
    const quarantine = createQuarantine({ clock: handClock() })
    const row: Quarantined = {
      key: 's|schema',
      source: 's',
      known: true,
      client: null,
      reason: 'schema',
      params: {},
      topic: 't',
      count: 41,
      firstAt: 1,
      lastAt: 2,
      sample: '',
    }
    quarantine.restore([row])
    quarantine.refuse({ source: 's', known: true, reason: 'schema', topic: 't', payload: '' })
    expect(quarantine.rows()).toMatchObject([{ count: 42, firstAt: 1 }])
  })
})

describe('the sources', () => {
  const registered = { unit: COMMUNE, everyMs: 60_000, simulated: false }

  it('tell new, late and duplicate apart', () => {
    const clock = handClock()
    const sources = createSources({ clock })
    const heard = (at: number, outcome: 'new' | 'late' | 'duplicate') => {
      const receivedAt = clock.now()
      sources.clocks.judge('sensor/A', { at, everyMs: registered.everyMs, isSingle: true }, receivedAt)
      sources.accepted('sensor/A', { ...registered, at, receivedAt, outcome })
    }
    const at = clock.now() - 2_000
    heard(at, 'new')
    heard(at, 'duplicate')
    heard(at - 60_000, 'late')
    sources.refused('sensor/A')
    expect(sources.get('sensor/A')).toEqual({
      id: 'sensor/A',
      ...registered,
      status: null,
      lastAt: at,
      lastReceivedAt: clock.now(),
      asOf: at,
      nextWithinMs: 60_000,
      countedSince: clock.now(),
      accepted: 3,
      refused: 1,
      lastRefusedAt: clock.now(),
      acceptedSince: 0,
      duplicates: 1,
      late: 1,
      // Of every message, late ones too.
      skewMs: 62_000,
      clock: 'right',
      measuredAt: clock.now(),
      rivals: null,
    })
    expect(sources.counts()).toEqual({ accepted: 3, refused: 1 })
  })

  it('count what was accepted since something was refused', () => {
    const clock = handClock()
    const sources = createSources({ clock })
    const heard = () =>
      sources.accepted('sensor/A', { ...registered, at: clock.now(), receivedAt: clock.now(), outcome: 'new' })
    heard()
    sources.refused('sensor/A')
    const refusedAt = clock.now()
    clock.advance(1_000)
    heard()
    heard()
    expect(sources.get('sensor/A')).toMatchObject({ refused: 1, lastRefusedAt: refusedAt, acceptedSince: 2 })
    sources.refused('sensor/A')
    expect(sources.get('sensor/A')).toMatchObject({ refused: 2, lastRefusedAt: refusedAt + 1_000, acceptedSince: 0 })
  })

  it('tell listeners which row changed, and not when none did', () => {
    const sources = createSources({ clock: handClock() })
    const changed: string[] = []
    sources.onChange((id) => changed.push(id))
    sources.registered('sensor/A', registered)
    sources.registered('sensor/A', registered)
    sources.refused('sensor/B')
    expect(changed).toEqual(['sensor/A', 'unknown'])
  })

  it('do not grow for ever', () => {
    const sources = createSources({ clock: handClock() })
    for (let n = 0; n < 25_000; n++) sources.registered(`sensor/S${n}`, registered)
    sources.refused('sensor/S24999')
    expect(sources.rows()).toHaveLength(20_001)
    expect(sources.get('unknown')?.refused).toBe(1)
  })
})

/** Whether the promise has been rejected by now. */
function isRefusedNow(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    promise.then(
      () => false,
      () => true,
    ),
    turn().then(() => false),
  ])
}
