import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'
import { COMMUNE, GAUGE, HALL, openIngest, until } from './door.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const AHEAD = 4 * MINUTE

const clock = handClock()
const T = clock.now()
let hub: ReturnType<typeof openIngest>

beforeEach(() => {
  clock.set(T)
  hub = openIngest({ clock })
})

const level = (at: number, value = 1) => hub.say('sensor/A/reading', { at, values: { level: value } })
const announce = (every = 10) => hub.say('sensor/A/announce', { ...GAUGE, every })
const history = () => hub.store.samples().map(({ at, values }) => [at - T, values.level])
const clockOf = (id = 'sensor/A') => hub.sources.get(id)

describe('a clock ahead, within the tolerance', () => {
  it('does not freeze the picture: a later reading wins, whatever the earlier one claimed', async () => {
    await announce()
    await level(T + AHEAD, 1.1)
    expect(hub.city.reading('A')).toMatchObject({ at: T, receivedAt: T, values: [1.1] })
    for (let n = 1; n <= 6; n++) {
      clock.advance(10 * SECOND)
      await level(clock.now(), 2.05)
      expect(hub.city.reading('A')).toMatchObject({ at: clock.now(), values: [2.05] })
    }
    expect(clockOf()).toMatchObject({ late: 0, lastAt: clock.now(), skewMs: 0, clock: 'right' })
  })

  it('keeps the device’s own time beside the moment that counts, in every kind of message', async () => {
    await announce()
    await hub.say('camera/C/announce', HALL)
    const at = T + AHEAD
    await level(at)
    await hub.say('camera/C/count', { at, waiting: 9, counters: 4, countersStaffed: 3 })
    await hub.say(`statistics/oneStop/${COMMUNE}`, { period: '2026-11-23', at, counts: { received: 5 } })
    await hub.say('link/lgsp/ngsp', { at, state: 'up', since: at - MINUTE, lastSuccess: at })
    await hub.say(`event/oneStop/${COMMUNE}`, { id: 'e', at, severity: 'minor', title: 'x', state: 'open' })
    const times = { at: T, deviceAt: at, receivedAt: T }
    expect(hub.store.entries.filter(({ is }) => is !== 'sensor' && is !== 'camera')).toMatchObject([
      { is: 'samples', samples: [{ source: 'sensor/A', ...times }] },
      { is: 'samples', samples: [{ source: 'camera/C', ...times }] },
      { is: 'statistics', reports: [times] },
      { is: 'samples', samples: [{ source: 'link/lgsp/ngsp', ...times, values: { since: T, lastSuccess: T } }] },
      { is: 'event', event: times },
    ] satisfies object[])
    expect(hub.city.cameraView('C')?.countAt).toBe(T)
    expect(hub.city.newestStatistic('oneStop', COMMUNE)?.at).toBe(T)
    expect(hub.city.link('lgsp/ngsp')).toMatchObject({ at: T, since: T, lastSuccessAt: T })
    for (const id of [
      'sensor/A',
      'camera/C',
      `statistics/oneStop/${COMMUNE}`,
      'link/lgsp/ngsp',
      `event/oneStop/${COMMUNE}`,
    ]) {
      expect(clockOf(id), id).toMatchObject({ lastAt: at, skewMs: -AHEAD, clock: 'ahead' })
    }
  })

  it('knows a message that comes again, then or when its time has come', async () => {
    await announce()
    await level(T + AHEAD)
    await level(T + AHEAD)
    clock.advance(10 * MINUTE)
    await level(T + AHEAD)
    expect(new Set(history().map(([at]) => at))).toEqual(new Set([0]))
    expect(clockOf()).toMatchObject({ duplicates: 2 })
  })

  it('keeps the readings of one message, and of one instant, apart and in order', async () => {
    await announce()
    const array = [-MINUTE, 0, MINUTE, 2 * MINUTE, AHEAD].map((ms, i) => ({ at: T + ms, values: { level: i / 100 } }))
    await hub.say('sensor/A/reading', array)
    for (let n = 1; n <= 3; n++) await level(T + AHEAD + n, n)
    const kept = history()
    expect(kept.map(([, value]) => value)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 1, 2, 3])
    expect(kept.map(([at]) => at)).toEqual([...kept.map(([at]) => at)].sort((a = 0, b = 0) => a - b))
    expect(new Set(kept.map(([at]) => at)).size).toBe(kept.length)
    expect(kept.every(([at = 0]) => at < SECOND)).toBe(true)
    expect(hub.city.reading('A')?.values).toEqual([3])
  })

  it('beyond the tolerance is refused, and its clock is measured all the same', async () => {
    await announce()
    await level(T + 7 * HOUR)
    expect(history()).toEqual([])
    expect(clockOf()).toMatchObject({ skewMs: -7 * HOUR, clock: 'ahead', refused: 1 })
    await level(T)
    expect(clockOf()).toMatchObject({ skewMs: 0, clock: 'right' })
  })

  it('is no matter of a broker’s memory: that says nothing of a clock', async () => {
    await hub.say('camera/C/announce', HALL)
    await hub.say('camera/C/count', { at: T - DAY, waiting: 1, counters: 1, countersStaffed: 1 }, { retained: true })
    expect(clockOf('camera/C')).toMatchObject({ skewMs: null, clock: null })
  })

  it('gives every device time one moment, in any order of messages', async () => {
    const message = fc.record({ ms: fc.integer({ min: -3, max: 5 }), pass: fc.integer({ min: 0, max: 2 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(message, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (said) => {
        clock.set(T)
        hub = openIngest({ clock })
        await announce()
        for (const array of said) {
          clock.advance(array[0]?.pass ?? 0)
          const readings = array.map(({ ms }) => ({ at: clock.now() + ms, values: { level: 1 } }))
          await hub.say('sensor/A/reading', readings)
        }
        const moments = new Map<number, Set<number>>()
        for (const { at, deviceAt = at, receivedAt } of hub.store.samples()) {
          expect(at).toBeLessThan(receivedAt + 100)
          moments.set(deviceAt, (moments.get(deviceAt) ?? new Set()).add(at))
        }
        for (const found of moments.values()) expect(found.size).toBe(1)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a clock that falls back', () => {
  /** Every three seconds one message, on a clock that is `behind` by so much. */
  async function fallBack(behind: number, messages: number, say: (at: number) => Promise<void> = (at) => level(at)) {
    for (let n = 0; n < messages; n++) {
      clock.advance(3 * SECOND)
      await say(clock.now() - behind)
    }
  }

  it('puts nothing into yesterday, and is named on the source', async () => {
    await announce()
    await level(T)
    await fallBack(DAY, 5)
    expect(history()).toEqual([[0, 1]])
    expect(hub.city.reading('A')?.at).toBe(T)
    expect(clockOf()).toMatchObject({ skewMs: DAY, clock: 'behind', measuredAt: clock.now(), refused: 5, accepted: 1 })
    expect(hub.quarantine.rows()).toMatchObject([{ key: 'sensor/A|wrongClock', count: 5 }])
    clock.advance(3 * SECOND)
    await level(clock.now(), 2)
    expect(clockOf()).toMatchObject({ skewMs: 0, clock: 'right' })
    expect(hub.city.reading('A')?.values).toEqual([2])
  })

  it('of a camera, of a system and of a connection puts nothing into yesterday either', async () => {
    await hub.say('camera/C/announce', HALL)
    const kinds: Record<string, (at: number) => Promise<void>> = {
      'camera/C': (at) => hub.say('camera/C/count', { at, waiting: 1, counters: 1, countersStaffed: 1 }),
      [`statistics/oneStop/${COMMUNE}`]: (at) =>
        hub.say(`statistics/oneStop/${COMMUNE}`, {
          period: new Date(at + 7 * HOUR).toISOString().slice(0, 10),
          at,
          counts: { received: 3 },
        }),
      'link/lgsp/ngsp': (at) => hub.say('link/lgsp/ngsp', { at, state: 'up' }),
    }
    for (const [id, say] of Object.entries(kinds)) {
      await say(clock.now())
      const before = durable().length
      await fallBack(DAY, 4, say)
      expect(durable().length, id).toBe(before)
      expect(clockOf(id), id).toMatchObject({ clock: 'behind', refused: 4 })
    }
  })

  it('by less than two hours may cost one reading, and no more', async () => {
    await announce()
    await level(T)
    await fallBack(30 * MINUTE, 5)
    expect(history()).toHaveLength(2)
    expect(clockOf()).toMatchObject({ clock: 'behind' })
  })

  it('is found in arrays, too, once it keeps its distance', async () => {
    await announce()
    await level(T)
    const pair = (at: number) =>
      hub.say(
        'sensor/A/reading',
        [at - SECOND, at].map((each) => ({ at: each, values: { level: 1 } })),
      )
    await fallBack(DAY, 5, pair)
    expect(history()).toHaveLength(3)
  })

  const durable = (): readonly Entry[] => hub.store.entries.filter(({ is }) => is === 'samples' || is === 'statistics')
})

describe('what is late and right', () => {
  it('a backlog that rises from what was last known goes to the history at once', async () => {
    await announce(60)
    await level(T)
    clock.advance(5 * HOUR)
    for (let n = 1; n < 300; n++) {
      clock.advance(20)
      await level(T + n * MINUTE)
    }
    expect(history()).toHaveLength(300)
    expect(clockOf()).toMatchObject({ refused: 0 })
    expect(clockOf()?.clock).not.toBe('behind')
  })

  it.each([
    ['oldest first', 1],
    ['newest first', -1],
  ])('a backlog sent one by one after the present, %s, is kept whole', async (_, direction) => {
    await announce(60)
    await level(T)
    const late = Array.from({ length: 30 }, (__, n) => T - 6 * HOUR + n * MINUTE)
    for (const at of direction === 1 ? late : late.reverse()) {
      clock.advance(50)
      await level(at)
    }
    await until(() => history().length === 31)
    expect(hub.quarantine.rows()).toEqual([])
  })

  it('a backlog of a device that speaks each second, faster than time passes, is kept whole', async () => {
    await announce(1)
    await level(T)
    for (let n = 0; n < 40; n++) {
      clock.advance(10)
      await level(T - 6 * HOUR + n * SECOND)
    }
    clock.advance(10)
    await level(clock.now())
    await until(() => history().length === 42)
    expect(hub.quarantine.rows()).toEqual([])
  })

  it('a single one is kept as soon as the device speaks live again', async () => {
    await announce()
    await level(T)
    clock.advance(SECOND)
    await level(T - DAY, 3)
    expect(history()).toEqual([[0, 1]])
    clock.advance(SECOND)
    await level(clock.now(), 2)
    await until(() => history().length === 3)
    expect(history()).toContainEqual([-DAY, 3])
    expect(hub.store.entries.at(-1)).toMatchObject({ is: 'released' })
    expect(clockOf()).toMatchObject({ late: 1, refused: 0, clock: 'right' })
  })

  it('an array of yesterday is kept at once', async () => {
    await announce()
    await level(T)
    await hub.say(
      'sensor/A/reading',
      [2, 1, 0].map((n) => ({ at: T - DAY - n * MINUTE, values: { level: n } })),
    )
    expect(history()).toHaveLength(4)
  })

  it('what comes again is no clock', async () => {
    await announce()
    await level(T - 3 * HOUR)
    await level(T)
    for (let n = 0; n < 5; n++) {
      clock.advance(3 * SECOND)
      await level(T - 3 * HOUR)
    }
    expect(clockOf()?.clock).toBe('right')
    expect(hub.quarantine.rows()).toEqual([])
  })

  it('is never judged of a source that has always spoken of yesterday', async () => {
    await announce(3_600)
    for (let n = 0; n < 20; n++) {
      clock.advance(MINUTE)
      await level(clock.now() - DAY)
    }
    expect(history()).toHaveLength(20)
  })

  it('an event told late is late, not a wrong clock', async () => {
    const say = (id: string, at: number) =>
      hub.say(`event/oneStop/${COMMUNE}`, { id, at, severity: 'minor', title: 'x', state: 'open' })
    await say('a', T)
    for (let n = 0; n < 4; n++) {
      clock.advance(3 * SECOND)
      await say(`b${n}`, clock.now() - DAY)
    }
    expect(hub.store.entries.filter(({ is }) => is === 'event')).toHaveLength(5)
    expect(clockOf(`event/oneStop/${COMMUNE}`)).toMatchObject({ clock: 'right', skewMs: 0 })
  })
})

it('what waited over a restart for its clock to be known is kept as it came, or as nothing but what it said when it was too long to wait', async () => {
  const old = (pad: string) => `{ "at":${T - 5 * HOUR},"note":"Cái Khế${pad}","values":{"level":3.0}}`
  const bodies = { A: old(''), B: old('ế'.repeat(4_096)) }
  for (const [id, body] of Object.entries(bodies)) {
    await hub.say(`sensor/${id}/announce`, GAUGE)
    await hub.say(`sensor/${id}/reading`, { at: T, values: { level: 1 } })
    await hub.say(`sensor/${id}/reading`, body)
  }
  const held = hub.store.entries.flatMap((entry) => (entry.is === 'held' ? [entry.message] : []))
  expect(held).toHaveLength(2)
  const later = openIngest({ clock })
  later.store.heldMessages = async () => held
  for (const id of Object.keys(bodies)) await later.say(`sensor/${id}/announce`, GAUGE)
  await later.ingest.start()
  clock.advance(60_000)
  for (const id of Object.keys(bodies))
    await later.say(`sensor/${id}/reading`, { at: clock.now(), values: { level: 1 } })
  const late = later.store.entries.filter((entry) => entry.is === 'samples' && entry.samples[0]?.at === T - 5 * HOUR)
  expect(late).toMatchObject([
    { samples: [{ source: 'sensor/A' }], message: { body: bodies.A, receivedAt: T } },
    { samples: [{ source: 'sensor/B' }], message: undefined },
  ])
})
