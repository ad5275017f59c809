import { beforeEach, describe, expect, it } from 'vitest'
import { type AnnouncedCamera, cameraState, FROZEN_AFTER_MS } from '../../../domain/cameras/camera.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import type { Sample, StatisticReport } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'

const clock = handClock(Date.parse('2026-11-23T09:00:00+07:00'))
const T = clock.now()
let city: City
let changes: string[]

beforeEach(() => {
  clock.set(T)
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  changes = []
  city.onChange((feed, key) => void changes.push(`${feed}/${key}`))
})

const salinity: Sensor = {
  id: 'S-1',
  kind: 'salinity',
  name: 'Cái Cui',
  commune: '31117',
  lng: 105.8,
  lat: 9.98,
  everyMs: 30_000,
  simulated: false,
}
const camera: AnnouncedCamera = {
  id: 'C-1',
  name: 'Một cửa',
  commune: '31117',
  lng: 105.8,
  lat: 10,
  office: null,
  noticePosted: null,
  live: null,
  everyMs: 5_000,
  simulated: false,
}

function read(at: number, values: Record<string, number>, retained = false) {
  return city.apply({ is: 'readings', id: 'S-1', readings: [{ at, values }], receivedAt: clock.now(), retained })
}

describe('readings', () => {
  beforeEach(() => {
    city.apply({ is: 'sensorAnnounce', sensor: salinity })
  })

  it('are null before the first one, not zero', () => {
    expect(city.reading('S-1')).toEqual({
      id: 'S-1',
      status: null,
      at: null,
      receivedAt: null,
      values: [],
      index: null,
      retained: false,
    })
  })

  it('stand in the order of the kind; what a reading does not say is null', () => {
    expect(read(T, { temperature: 28 })).toBe('new')
    expect(city.reading('S-1')?.values).toEqual([null, 28])
  })

  it('later wins, equal is a duplicate, older goes to history only', () => {
    const late: number[] = []
    city.onLateReading((_, at) => void late.push(at))
    expect(read(T, { salinity: 0.5 })).toBe('new')
    expect(read(T, { salinity: 0.9 })).toBe('duplicate')
    expect(read(T - 1, { salinity: 0.9 })).toBe('late')
    expect(city.reading('S-1')?.values).toEqual([0.5, null])
    expect(late).toEqual([T - 1])
    expect(read(T + 1, { salinity: 0.6 })).toBe('new')
    expect(city.reading('S-1')?.values).toEqual([0.6, null])
  })

  it('caught up in any order leave the newest', () => {
    const readings = [3, 1, 2].map((n) => ({ at: T + n, values: { salinity: n } }))
    expect(city.apply({ is: 'readings', id: 'S-1', readings, receivedAt: T, retained: false })).toBe('new')
    expect(city.reading('S-1')).toMatchObject({ at: T + 3, values: [3, null] })
  })

  it('from a broker’s memory are marked until a live one follows, even the same one', () => {
    read(T, { salinity: 0.5 }, true)
    expect(city.reading('S-1')?.retained).toBe(true)
    read(T, { salinity: 0.5 })
    expect(city.reading('S-1')?.retained).toBe(false)
  })

  it('of one moment complete each other, whatever messages they come in; of two that say the same the first stands', () => {
    expect(read(T, { salinity: 0.5 })).toBe('new')
    expect(read(T, { temperature: 28 })).toBe('new')
    expect(read(T, { salinity: 0.9, temperature: 30 })).toBe('duplicate')
    expect(city.reading('S-1')).toMatchObject({ at: T, values: [0.5, 28] })
  })

  it('are forgotten when the sensor becomes another kind, kept when only its name changes', () => {
    read(T, { salinity: 0.5 })
    city.apply({ is: 'sensorAnnounce', sensor: { ...salinity, name: 'Khác' } })
    expect(city.reading('S-1')?.at).toBe(T)
    city.apply({ is: 'sensorAnnounce', sensor: { ...salinity, kind: 'noise' } })
    expect(city.reading('S-1')?.at).toBeNull()
  })

  it('announcements repeated at every reconnect change nothing', () => {
    changes.length = 0
    expect(city.apply({ is: 'sensorAnnounce', sensor: { ...salinity } })).toBe('duplicate')
    expect(changes).toEqual([])
  })
})

describe('a goodbye', () => {
  const sayOf =
    (is: 'sensorStatus' | 'cameraStatus', id: string) =>
    (status: 'online' | 'offline', retained = false) =>
      city.apply({ is, id, status, receivedAt: clock.now(), retained })
  const sensorSays = sayOf('sensorStatus', 'S-1')
  const cameraSays = sayOf('cameraStatus', 'C-1')
  const count = (at: number) => ({ at, waiting: 1, counters: 1, countersStaffed: 1 })

  beforeEach(() => {
    city.apply({ is: 'sensorAnnounce', sensor: salinity })
    city.apply({ is: 'cameraAnnounce', camera })
  })

  it('of one connection is outweighed by what another of the same device says later', () => {
    read(T, { salinity: 0.5 })
    clock.advance(1_000)
    sensorSays('offline')
    expect(city.reading('S-1')?.status).toBe('offline')
    // Measured before it, arrived after it: says nothing of the time since.
    read(T + 500, { salinity: 0.5 })
    expect(city.reading('S-1')?.status).toBe('offline')
    clock.advance(1_000)
    read(clock.now(), { salinity: 0.6 })
    expect(city.reading('S-1')?.status).toBe('online')
    clock.advance(1_000)
    sensorSays('offline')
    expect(city.reading('S-1')?.status).toBe('offline')
  })

  it('of a camera is outweighed by a frame, and by a count', () => {
    cameraSays('offline')
    clock.advance(1_000)
    city.apply({ is: 'frame', id: 'C-1', jpeg: Uint8Array.of(1), receivedAt: clock.now() })
    expect(city.cameraView('C-1')?.status).toBe('online')
    cameraSays('offline')
    clock.advance(1_000)
    city.apply({ is: 'count', id: 'C-1', count: count(clock.now()), receivedAt: clock.now(), retained: false })
    expect(city.cameraView('C-1')?.status).toBe('online')
  })

  it('from a broker’s memory that was outweighed before is no news; what a broker remembers outweighs none', () => {
    sensorSays('offline')
    clock.advance(1_000)
    read(clock.now(), { salinity: 0.5 }, true)
    expect(city.reading('S-1')?.status).toBe('offline')
    clock.advance(1_000)
    read(clock.now(), { salinity: 0.6 })
    clock.advance(1_000)
    expect(sensorSays('offline', true)).toBe('duplicate')
    expect(city.reading('S-1')?.status).toBe('online')
  })
})

describe('what has ended', () => {
  const retire = (source: string) => city.apply({ is: 'retired', source, receivedAt: clock.now() })
  const report = (at: number): StatisticReport => ({
    ...{ system: 'oneStop', edition: '2021', unit: '31117', period: '2026-11-23', at, receivedAt: at },
    counts: { received: 1 },
    simulated: false,
  })

  it('is gone with its rows, and stands where it stood when it begins again', () => {
    city.apply({ is: 'sensorAnnounce', sensor: salinity })
    city.apply({ is: 'cameraAnnounce', camera })
    read(T, { salinity: 0.5 })
    changes.length = 0
    expect(retire('sensor/S-1')).toBe('new')
    expect(retire('camera/C-1')).toBe('new')
    expect(retire('sensor/S-1')).toBe('duplicate')
    expect(retire('sensor/nobody')).toBe('duplicate')
    expect([...city.sensors(), ...city.cameras()]).toEqual([])
    expect([city.reading('S-1'), city.cameraView('C-1')]).toEqual([undefined, undefined])
    expect(city.retirement('sensor/S-1')).toMatchObject({ at: T, by: null })
    expect(changes).toContain('retired/sensor/S-1')
    city.apply({ is: 'sensorAnnounce', sensor: { ...salinity, name: 'Mới' } })
    expect(city.sensor('S-1')?.name).toBe('Mới')
    expect(city.reading('S-1')).toMatchObject({ at: T, values: [0.5, null] })
    expect(city.retirement('sensor/S-1')).toBeUndefined()
  })

  it('of a system’s reporter is not asked any more, until it reports of a later moment', () => {
    const put = (at: number) => city.apply({ is: 'statistics', reports: [report(at)], retained: false })
    put(T)
    const told: string[] = []
    city.onRetired((source) => void told.push(source))
    clock.advance(1_000)
    expect(retire('statistics/oneStop/31117')).toBe('new')
    expect(city.newestStatistic('oneStop', '31117')).toBeUndefined()
    // A redelivery from before the end brings nobody back; the day keeps what happened.
    expect(put(T + 500)).toBe('late')
    expect(city.newestStatistic('oneStop', '31117')).toBeUndefined()
    expect(city.statistic('oneStop', '31117', '2026-11-23')).toBeDefined()
    expect(put(T + 1_500)).toBe('new')
    expect(city.newestStatistic('oneStop', '31117')?.at).toBe(T + 1_500)
    expect(told).toEqual(['statistics/oneStop/31117', 'statistics/oneStop/31117'])
  })

  it('of a connection likewise', () => {
    const say = (at: number) =>
      city.apply({
        ...{ is: 'link', system: 'lgsp', link: 'ngsp', receivedAt: clock.now(), retained: false },
        report: { at, state: 'up', simulated: false },
      })
    say(T)
    clock.advance(1_000)
    retire('link/lgsp/ngsp')
    expect([...city.links()]).toEqual([])
    expect(say(T + 500)).toBe('late')
    expect([...city.links()]).toEqual([])
    clock.advance(1_000)
    say(clock.now())
    expect(city.link('lgsp/ngsp')).toMatchObject({ since: T })
  })

  it('by a person is not brought back by the announcement that a broker goes on repeating', () => {
    city.apply({ is: 'sensorAnnounce', sensor: salinity })
    expect(city.retire({ source: 'sensor/S-1', at: T, by: 'Lan' })).toBe(true)
    city.apply({ is: 'sensorAnnounce', sensor: { ...salinity }, retained: true })
    expect(city.sensor('S-1')).toBeUndefined()
    city.apply({ is: 'sensorAnnounce', sensor: salinity })
    expect(city.sensor('S-1')).toBeDefined()
  })

  it('may never have spoken, when a person says so', () => {
    expect(retire('statistics/oneStop/31120')).toBe('duplicate')
    expect(city.retire({ source: 'statistics/oneStop/31120', at: T, by: 'Lan' })).toBe(true)
    expect(city.retire({ source: 'event/oneStop/31120', at: T, by: 'Lan' })).toBe(false)
  })
})

describe('cameras', () => {
  const picture = (n: number) => Uint8Array.of(0xff, 0xd8, n)
  const show = (n: number) => city.apply({ is: 'frame', id: 'C-1', jpeg: picture(n), receivedAt: clock.now() })
  const state = () => {
    const view = city.cameraView('C-1')
    if (view === undefined) throw new Error('no view')
    return cameraState(view, camera.everyMs, clock.now(), ALWAYS_OPEN).is
  }

  beforeEach(() => {
    city.apply({ is: 'cameraAnnounce', camera })
  })

  it('go through never, live, stale, lost and live again', () => {
    expect(state()).toBe('never')
    show(1)
    expect(state()).toBe('live')
    clock.advance(13_000)
    expect(state()).toBe('stale')
    clock.advance(60_000)
    expect(state()).toBe('lost')
    show(2)
    expect(state()).toBe('live')
  })

  it('freeze when the same picture comes again and again, and thaw with another', () => {
    for (let t = 0; t <= FROZEN_AFTER_MS; t += 5_000) {
      show(7)
      if (t < FROZEN_AFTER_MS) expect(state()).toBe('live')
      clock.advance(5_000)
    }
    expect(state()).toBe('frozen')
    expect(city.cameraView('C-1')?.frozenSince).toBe(T)
    show(8)
    expect(state()).toBe('live')
  })

  it('are lost as soon as they say offline', () => {
    show(1)
    city.apply({ is: 'cameraStatus', id: 'C-1', status: 'offline', receivedAt: T })
    expect(state()).toBe('lost')
  })

  it('keep the last frame and tell who watches', () => {
    const told: string[] = []
    city.onFrame((id) => void told.push(id))
    show(1)
    expect(city.frame('C-1')?.jpeg).toEqual(picture(1))
    expect(told).toEqual(['C-1'])
  })

  it('count people: zero is zero, unknown is null', () => {
    expect(city.cameraView('C-1')?.waiting).toBeNull()
    const count = { at: T, waiting: 0, counters: 4, countersStaffed: 0 }
    expect(city.apply({ is: 'count', id: 'C-1', count, receivedAt: T, retained: false })).toBe('new')
    expect(city.apply({ is: 'count', id: 'C-1', count, receivedAt: T, retained: false })).toBe('duplicate')
    expect(city.cameraView('C-1')).toMatchObject({ waiting: 0, countersStaffed: 0 })
  })

  it('counts of one moment complete each other', () => {
    const say = (count: { readonly at: number; readonly [name: string]: number }) =>
      city.apply({ is: 'count', id: 'C-1', count, receivedAt: T, retained: false })
    expect(say({ at: T, waiting: 3 })).toBe('new')
    expect(say({ at: T, counters: 4, waiting: 9 })).toBe('new')
    expect(say({ at: T, counters: 5 })).toBe('duplicate')
    expect(city.cameraView('C-1')).toMatchObject({ waiting: 3, counters: 4, countersStaffed: null })
  })
})

describe('statistics', () => {
  const report = (period: string, at: number, received: number): StatisticReport => ({
    system: 'oneStop',
    edition: '2021',
    unit: '31117',
    period,
    at,
    receivedAt: at,
    counts: { received },
    simulated: false,
  })
  const put = (r: StatisticReport) => city.apply({ is: 'statistics', reports: [r], retained: false })

  it('are replaced by a later total, never added, and an older one changes nothing', () => {
    const told: number[] = []
    city.onStatistic((r) => void told.push(r.counts.received ?? -1))
    expect(put(report('2026-11-23', T, 10))).toBe('new')
    expect(put(report('2026-11-23', T + 1, 12))).toBe('new')
    expect(put(report('2026-11-23', T + 1, 12))).toBe('duplicate')
    expect(put(report('2026-11-23', T, 10))).toBe('late')
    expect(city.statistic('oneStop', '31117', '2026-11-23')?.counts).toEqual({ received: 12 })
    expect(told).toEqual([10, 12])
  })

  it('of this month and the thirty days to today are kept in order; older ones only in the store', () => {
    put(report('2026-11-02', T, 2))
    put(report('2026-10-25', T, 1))
    expect(put(report('2026-10-24', T, 9))).toBe('late')
    const kept = () => city.statisticDays('oneStop', '31117', '2026-09-01', '2026-12-31').map((r) => r.period)
    expect(kept()).toEqual(['2026-10-25', '2026-11-02'])
    put(report('2026-11-30', T, 4))
    clock.set(Date.parse('2026-12-01T00:00:01+07:00'))
    put(report('2026-12-01', clock.now(), 3))
    expect(kept()).toEqual(['2026-11-02', '2026-11-30', '2026-12-01'])
    clock.set(Date.parse('2026-12-31T00:00:01+07:00'))
    put(report('2026-12-31', clock.now(), 3))
    expect(kept()).toEqual(['2026-12-01', '2026-12-31'])
  })

  it('say which was true last, of whatever day it speaks', () => {
    put(report('2026-11-22', T - 1_000, 7))
    put(report('2026-11-23', T, 1))
    put(report('2026-11-21', T - 2_000, 9))
    expect(city.newestStatistic('oneStop', '31117')?.period).toBe('2026-11-23')
    expect(city.newestStatistic('oneStop', '31120')).toBeUndefined()
  })

  it('of an earlier day correct that day and not the present, whenever they come', () => {
    put(report('2026-11-23', T, 9))
    expect(put(report('2026-11-22', T + 60_000, 2))).toBe('new')
    expect(city.newestStatistic('oneStop', '31117')).toMatchObject({ period: '2026-11-23', counts: { received: 9 } })
    expect(city.statistic('oneStop', '31117', '2026-11-22')?.counts).toEqual({ received: 2 })
  })

  it('of several days in one message, all told at one moment, leave the latest day as the present', () => {
    const days = ['2026-11-20', '2026-11-23', '2026-11-21'].map((day, i) => report(day, T, i))
    city.apply({ is: 'statistics', reports: days, retained: false })
    expect(city.newestStatistic('oneStop', '31117')?.period).toBe('2026-11-23')
  })

  it('from a broker’s memory are marked until a live one follows, even the same one', () => {
    const told: (boolean | undefined)[] = []
    city.onStatistic(({ retained }) => void told.push(retained))
    put({ ...report('2026-11-23', T, 9), retained: true })
    expect(city.newestStatistic('oneStop', '31117')).toMatchObject({ retained: true })
    expect(put({ ...report('2026-11-23', T, 9), receivedAt: T + 5 })).toBe('duplicate')
    const newest = city.newestStatistic('oneStop', '31117')
    expect(newest).toMatchObject({ receivedAt: T + 5 })
    expect(newest?.retained).toBeUndefined()
    expect(told).toEqual([true, undefined])
  })

  it('of a day long past are the newest of whoever said nothing since', () => {
    expect(put(report('2026-08-03', T, 4))).toBe('new')
    expect(city.newestStatistic('oneStop', '31117')?.period).toBe('2026-08-03')
    expect(put(report('2026-08-02', T + 1, 4))).toBe('late')
    expect(city.statisticDays('oneStop', '31117', '2026-01-01', '2026-12-31')).toEqual([])
  })
})

describe('after a restart', () => {
  it('shows what the store knew, with its own age', async () => {
    await city.restore({
      sensors: async () => [salinity],
      cameras: async () => [camera],
      latestSamples: async (): Promise<Sample[]> => [
        { source: 'sensor/S-1', at: T - 1_000, receivedAt: T - 900, values: { salinity: 0.7 } },
        {
          source: 'camera/C-1',
          at: T - 2_000,
          receivedAt: T - 2_000,
          values: { waiting: 3, counters: 4, countersStaffed: 2 },
        },
        { source: 'sensor/gone', at: T, receivedAt: T, values: { salinity: 1 } },
      ],
      statistics: async () => [],
      newestStatistics: async () => [],
      statuses: async () => new Map(),
      lags: async () => new Map(),
      retirements: async () => [],
    })
    expect(city.reading('S-1')).toMatchObject({ at: T - 1_000, values: [0.7, null] })
    expect(city.cameraView('C-1')).toMatchObject({ countAt: T - 2_000, waiting: 3, frameAt: null })
    expect(city.reading('gone')).toBeUndefined()
  })
})
