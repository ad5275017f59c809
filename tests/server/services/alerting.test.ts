import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { conditionOf, unhandledMatter } from '../../../domain/alerts/handling.ts'
import type { Reception } from '../../../domain/reception.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type Alerting, createAlerting } from '../../../server/services/alerting/alerting.ts'
import type { Store, StoredEvent } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'

const clock = handClock()
const log = pino({ level: 'silent' })
const GAUGE = 'MN-1'

let city: City
let kept: Map<string, Alert>
let feed: Map<string, Alert>
let alerting: Alerting
/** What the store has of events, each by its last state. */
let storedEvents: StoredEvent[]

/** Keeps alerts in memory as the store keeps them: by id, the last state. */
const store: Pick<Store, 'saveAlerts' | 'alerts' | 'alert' | 'events'> = {
  async alert(id) {
    return kept.get(id)
  },
  async saveAlerts(alerts) {
    for (const alert of alerts) kept.set(alert.id, alert)
  },
  async alerts({ open, from = 0 }) {
    return [...kept.values()].filter(
      (alert) => (open === undefined || (alert.clearedAt === null) === open) && alert.raisedAt >= from,
    )
  },
  async events() {
    return storedEvents
  },
}

async function startAlerting(reception?: () => Reception, isDrill?: () => boolean): Promise<void> {
  feed = new Map()
  alerting = createAlerting({
    clock,
    city,
    edition: '2021',
    store,
    log,
    ...(reception !== undefined && { reception }),
    ...(isDrill !== undefined && { isDrill }),
    publish: (alert) => void feed.set(alert.id, alert),
    remove: (id) => void feed.delete(id),
  })
  await alerting.start()
}

/** Lets time pass, second by second, with `each` called at every one. */
async function pass(seconds: number, each: () => void = () => undefined): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    clock.advance(1_000)
    each()
    await vi.advanceTimersByTimeAsync(1_000)
  }
}

function announce(id: string, kind = 'waterLevel', everyMs = 10_000): void {
  city.apply({
    is: 'sensorAnnounce',
    sensor: { id, kind, name: `Trạm ${id}`, commune: '31117', lng: 105.8, lat: 10, everyMs, simulated: false },
  })
}

function say(level: number, id = GAUGE): void {
  const at = clock.now()
  city.apply({ is: 'readings', id, readings: [{ at, values: { level } }], receivedAt: at, retained: false })
}

/** Somebody takes an alert on. */
function acknowledge(id: string): void {
  const alert = alerting.find(id) ?? expect.fail(id)
  const taken = { acknowledgedAt: clock.now(), acknowledgedBy: 'Lan' }
  alerting.handled({ ...unhandledMatter(id, conditionOf(alert), taken), version: 1 })
}

const open = () => alerting.open().map(({ rule, severity, subjectId }) => `${rule} ${severity} ${subjectId}`)

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  clock.set(Date.parse('2026-11-23T09:00:00+07:00'))
  kept = new Map()
  storedEvents = []
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  announce(GAUGE)
  await startAlerting()
})

afterEach(async () => {
  await alerting.stop()
  vi.useRealTimers()
})

describe('a river', () => {
  it('raises one alert that escalates, and clears it when the water has gone', async () => {
    await pass(119, () => say(1.84))
    expect(open()).toEqual([])
    await pass(3, () => say(1.84))
    expect(open()).toEqual([`waterLevel.level minor ${GAUGE}`])
    const [first] = alerting.open()
    expect(first).toMatchObject({ value: 1.84, limit: 1.8, unit: '31117', simulated: false })
    expect(first?.title.vi).toBe('Trạm MN-1: Mực nước 1,84 m · Báo động I (1,80 m)')

    await pass(122, () => say(2.05))
    expect(alerting.open()).toMatchObject([
      { id: first?.id, severity: 'critical', limit: 2, raisedAt: first?.raisedAt },
    ])
    await pass(122, () => say(1.5))
    // It was critical: it stays until somebody has seen it.
    expect(alerting.open()).toMatchObject([{ id: first?.id, severity: 'critical', condition: 'ended' }])
    acknowledge(first?.id ?? '')
    expect(open()).toEqual([])
    expect(feed.get(first?.id ?? '')?.clearedAt).not.toBeNull()
    expect([...kept.values()]).toHaveLength(1)
  })

  it('whose alert came, or became as bad as it is, during a drill is of that drill until it ends; the next is not', async () => {
    await alerting.stop()
    let isDrill = false
    await startAlerting(undefined, () => isDrill)
    await pass(122, () => say(1.84))
    expect(alerting.open()).toMatchObject([{ severity: 'minor', inDrill: false }])
    isDrill = true
    await pass(122, () => say(2.05))
    isDrill = false
    await pass(30, () => say(1.43))
    const [critical] = alerting.open()
    expect(critical).toMatchObject({ severity: 'critical', inDrill: true })
    expect(kept.get(critical?.id ?? '')).toMatchObject({ inDrill: true })
    await pass(122, () => say(1.43))
    acknowledge(critical?.id ?? '')
    await pass(122, () => say(1.95))
    expect(alerting.open()).toMatchObject([{ severity: 'major', inDrill: false }])
  })

  it('that is measured in another commune now takes its alert along', async () => {
    await pass(122, () => say(1.84))
    const [before] = alerting.open()
    city.apply({
      is: 'sensorAnnounce',
      sensor: { ...(city.sensor(GAUGE) ?? expect.fail(GAUGE)), commune: '31120' },
    })
    await pass(1, () => say(1.84))
    expect(alerting.open()).toMatchObject([{ id: before?.id, raisedAt: before?.raisedAt, unit: '31120' }])
    expect(kept.get(before?.id ?? '')?.unit).toBe('31120')
    expect(city.reading(GAUGE)?.values).toEqual([1.84])
  })

  it('that hovers at the limit makes one alert', async () => {
    await pass(122, () => say(1.8))
    await pass(600, () => say(clock.now() % 2_000 === 0 ? 1.81 : 1.78))
    expect(open()).toHaveLength(1)
    expect(kept.size).toBe(1)
  })

  it('that falls silent keeps its alert: what was last known was high', async () => {
    await pass(122, () => say(1.95))
    await pass(60)
    expect(open()).toContain(`waterLevel.level major ${GAUGE}`)
  })
})

describe('a restart', () => {
  it('keeps open alerts as they stood, and clears them when they are over', async () => {
    await pass(122, () => say(1.95))
    const before = alerting.open()
    await alerting.stop()
    await startAlerting()
    // What it was before is not what is now, until its gauge has been heard again.
    expect(alerting.open()).toEqual(before.map((alert) => ({ ...alert, valueNow: null })))
    await pass(130, () => say(1.95))
    expect(alerting.open()).toMatchObject([{ id: before[0]?.id, severity: 'major' }])
    await pass(122, () => say(1.2))
    expect(open()).toEqual([])
    expect(kept.size).toBe(1)
  })
})

describe('silence', () => {
  it('is not what a goodbye says when the device goes on speaking', async () => {
    say(1)
    const goodbye = () =>
      city.apply({ is: 'sensorStatus', id: GAUGE, status: 'offline', receivedAt: clock.now(), retained: false })
    goodbye()
    await pass(90, () => say(1))
    expect(open()).toEqual([])
    goodbye()
    await pass(65)
    expect(open()).toEqual([`sensor.lost minor ${GAUGE}`])
  })

  it('of one sensor is an alert after a minute, and ends when it speaks', async () => {
    for (let i = 0; i < 12; i++) announce(`MN-X${i}`)
    const others = () => {
      for (let i = 0; i < 12; i++) say(1, `MN-X${i}`)
    }
    say(1)
    await pass(99, others)
    expect(open()).toEqual([])
    await pass(65, others)
    expect(open()).toEqual([`sensor.lost minor ${GAUGE}`])
    await pass(62, () => {
      others()
      say(1)
    })
    expect(open()).toEqual([])
  })

  it('of many together is one alert, not one each', async () => {
    const all = [GAUGE, ...Array.from({ length: 12 }, (_, i) => `MN-X${i}`)]
    for (const id of all.slice(1)) announce(id)
    for (const id of all) say(1, id)
    await pass(200)
    expect(open()).toEqual(['sensor.manyLost major waterLevel'])
    expect(alerting.open()[0]?.title.vi).toBe('Mực nước: 13/13 mất kết nối')
  })

  it('of many says how many there are now, over a restart too, and keeps who took it on', async () => {
    const all = [GAUGE, ...Array.from({ length: 12 }, (_, i) => `MN-X${i}`)]
    for (const id of all.slice(1)) announce(id)
    for (const id of all) say(1, id)
    const speaking = (ids: readonly string[]) => () => {
      for (const id of ids) say(1, id)
    }
    const now = () => alerting.open().map(({ title, value, id }) => ({ title: title.vi, value, id }))
    await pass(200, speaking(all.slice(5)))
    const [{ id } = { id: '' }] = now()
    expect(now()).toEqual([{ title: 'Mực nước: 5/13 mất kết nối', value: 5, id }])
    await pass(200, speaking(all.slice(9)))
    expect(now()).toEqual([{ title: 'Mực nước: 9/13 mất kết nối', value: 9, id }])
    expect(kept.get(id)).toMatchObject({ value: 9 })
    const taken = { acknowledgedAt: clock.now(), acknowledgedBy: 'Lan' }
    kept.set(id, { ...(kept.get(id) as Alert), ...taken })
    await alerting.stop()
    const since = clock.now() - 3_600_000
    await startAlerting(() => ({ is: 'open', since }))
    await pass(20, speaking(all.slice(7)))
    expect(now()).toEqual([{ title: 'Mực nước: 7/13 mất kết nối', value: 7, id }])
    expect(feed.get(id)).toMatchObject({ value: 7, ...taken })
  })

  it('of many is the same alert after a restart, whose hub has to listen anew, of sensors and of cameras', async () => {
    const gauges = [GAUGE, ...Array.from({ length: 12 }, (_, i) => `MN-X${i}`)]
    const cameras = Array.from({ length: 13 }, (_, i) => `MC-${i}`)
    const announceAll = () => {
      for (const id of gauges) announce(id)
      const place = { commune: '31117', lng: 105.8, lat: 10, office: null, noticePosted: null, live: null }
      for (const id of cameras)
        city.apply({ is: 'cameraAnnounce', camera: { ...place, id, name: id, everyMs: 5_000, simulated: false } })
    }
    const count = (id: string, at: number) => {
      const said = { at, waiting: 1, counters: 2, countersStaffed: 2 }
      city.apply({ is: 'count', id, count: said, receivedAt: at, retained: false })
    }
    const speak = (from: number) => {
      const now = clock.now()
      for (const id of gauges.slice(from)) say(1, id)
      for (const id of cameras.slice(from)) {
        city.apply({ is: 'frame', id, jpeg: new Uint8Array([now % 251]), receivedAt: now })
        count(id, now)
      }
    }
    announceAll()
    const lastAt = clock.now()
    speak(0)
    await pass(900, () => speak(6))
    const ids = () =>
      alerting
        .open()
        .map(({ id, rule }) => `${rule} ${id}`)
        .sort()
    const before = ids()
    expect(open().sort()).toEqual(['camera.manyLost major camera', 'sensor.manyLost major waterLevel'])
    await alerting.stop()
    // Pictures are in memory only; counts and readings come back from the store.
    city = createCity({ edition: '2021', clock, picture: createPicture() })
    announceAll()
    for (const id of gauges)
      city.apply({
        is: 'readings',
        id,
        readings: [{ at: lastAt, values: { level: 1 } }],
        receivedAt: lastAt,
        retained: false,
      })
    for (const id of cameras) count(id, lastAt)
    await startAlerting()
    await pass(400, () => speak(6))
    expect(ids()).toEqual(before)
  })

  it('of a picture is the same alert after a restart, until the picture changes', async () => {
    const camera = {
      id: 'MC-1',
      name: 'Một cửa',
      commune: '31117',
      lng: 105.8,
      lat: 10,
      everyMs: 5_000,
      simulated: false,
    }
    const meet = () =>
      city.apply({ is: 'cameraAnnounce', camera: { ...camera, office: null, noticePosted: null, live: null } })
    const show = (picture: number) => () =>
      city.apply({ is: 'frame', id: 'MC-1', jpeg: new Uint8Array([picture]), receivedAt: clock.now() })
    meet()
    await pass(40, show(1))
    const [{ id } = { id: '' }] = alerting.open()
    expect(open()).toEqual(['camera.frozen minor MC-1'])
    await alerting.stop()
    city = createCity({ edition: '2021', clock, picture: createPicture() })
    meet()
    await startAlerting()
    await pass(60, show(1))
    expect(alerting.open().map((alert) => alert.id)).toEqual([id])
    await pass(2, show(2))
    expect(open()).toEqual([])
  })

  it('is none of what has never been heard, which counts in no share of the lost either', async () => {
    const heard = Array.from({ length: 12 }, (_, i) => `MN-X${i}`)
    for (const id of [...heard, ...Array.from({ length: 40 }, (_, i) => `MN-NEW${i}`)]) announce(id)
    const camera = { name: 'MC', commune: '31117', lng: 105.8, lat: 10, office: null, noticePosted: null, live: null }
    for (let i = 0; i < 83; i++)
      city.apply({ is: 'cameraAnnounce', camera: { ...camera, id: `MC-${i}`, everyMs: 10_000, simulated: false } })
    await pass(600)
    expect(open()).toEqual([])
    for (const id of heard) say(1, id)
    await pass(200)
    expect(open()).toEqual(['sensor.manyLost major waterLevel'])
    expect(alerting.open()[0]?.title.vi).toBe('Mực nước: 12/12 mất kết nối')
    await pass(70, () => {
      for (const id of heard) say(1, id)
    })
    expect(open()).toEqual([])
  })

  it('is none of who delivers what was kept, however old, and begins when that ends', async () => {
    let day = 30
    const deliver = () => {
      day -= 0.02
      const at = clock.now() - day * 86_400_000
      for (const id of ids) {
        const readings = [{ at, values: { level: 1 } }]
        city.apply({ is: 'readings', id, readings, receivedAt: clock.now(), retained: false })
      }
    }
    const ids = [GAUGE, ...Array.from({ length: 12 }, (_, i) => `MN-X${i}`)]
    for (const id of ids.slice(1)) announce(id)
    await pass(600, deliver)
    expect(open()).toEqual([])
    await pass(200)
    expect(open()).toEqual(['sensor.manyLost major waterLevel'])
  })
})

describe('a hub that cannot hear', () => {
  let reception: Reception

  beforeEach(async () => {
    await alerting.stop()
    reception = { is: 'open', since: clock.now() }
    await startAlerting(() => reception)
    for (let i = 0; i < 12; i++) announce(`MN-X${i}`)
  })
  const allSay = () => {
    say(1)
    for (let i = 0; i < 12; i++) say(1, `MN-X${i}`)
  }

  it('calls nobody lost, nor those that said goodbye, and judges anew when it has listened long enough', async () => {
    await pass(60, allSay)
    city.apply({ is: 'sensorStatus', id: GAUGE, status: 'offline', receivedAt: clock.now() })
    reception = { is: 'cut', since: clock.now(), cause: 'broker' }
    await pass(600)
    expect(open()).toEqual([])
    reception = { is: 'open', since: clock.now() }
    await pass(99)
    // Of the one that said goodbye the broker would have told that it came back.
    expect(open()).toEqual([`sensor.lost minor ${GAUGE}`])
    await pass(100)
    expect(open()).toContain('sensor.manyLost major waterLevel')
  })

  it('keeps what it found before it went deaf, until it hears that it is over', async () => {
    const others = () => {
      for (let i = 0; i < 12; i++) say(1, `MN-X${i}`)
    }
    say(1)
    await pass(200, others)
    expect(open()).toEqual([`sensor.lost minor ${GAUGE}`])
    reception = { is: 'cut', since: clock.now(), cause: 'broker' }
    await pass(300)
    expect(open()).toEqual([`sensor.lost minor ${GAUGE}`])
    reception = { is: 'open', since: clock.now() }
    await pass(62, allSay)
    expect(open()).toEqual([])
  })
})

describe('an office', () => {
  it('is over capacity when people wait before too few counters for three minutes', async () => {
    city.apply({
      is: 'cameraAnnounce',
      camera: {
        id: 'C',
        name: 'Một cửa P. Tân An',
        commune: '31117',
        lng: 105.8,
        lat: 10,
        office: null,
        noticePosted: true,
        live: null,
        everyMs: 5_000,
        simulated: true,
      },
    })
    const count = (waiting: number, countersStaffed = 2) => {
      const at = clock.now()
      const seen = { at, waiting, counters: 5, countersStaffed }
      city.apply({ is: 'count', id: 'C', count: seen, receivedAt: at, retained: false })
      city.apply({ is: 'frame', id: 'C', jpeg: Uint8Array.of(at % 251), receivedAt: at })
    }
    await pass(182, () => {
      count(27)
      say(1)
    })
    expect(alerting.open()).toMatchObject([
      {
        rule: 'office.overCapacity',
        simulated: true,
        title: { vi: 'Một cửa P. Tân An: 27 người chờ, 2/5 quầy có cán bộ' },
      },
    ])
    await pass(182, () => {
      count(3)
      say(1)
    })
    expect(open()).toEqual([])
    // Three people before counters that nobody staffs are another trouble.
    await pass(182, () => {
      count(3, 0)
      say(1)
    })
    expect(alerting.open()).toMatchObject([
      { rule: 'office.unstaffed', title: { vi: 'Một cửa P. Tân An: 3 người chờ, không quầy nào có cán bộ' } },
    ])
  })

  it('with two cameras in its hall is one alert, with the most that either sees', async () => {
    const camera = {
      commune: '31117',
      lng: 105.8,
      lat: 10,
      noticePosted: true,
      live: null,
      everyMs: 5_000,
      simulated: true,
    }
    for (const id of ['C-2', 'C-1']) {
      city.apply({ is: 'cameraAnnounce', camera: { ...camera, id, name: `Camera ${id}`, office: 'Một cửa Tân An' } })
    }
    await pass(182, () => {
      const at = clock.now()
      for (const [id, waiting, countersStaffed] of [
        ['C-1', 14, 2],
        ['C-2', 5, 1],
      ] as const) {
        const count = { at, waiting, counters: 5, countersStaffed }
        city.apply({ is: 'count', id, count, receivedAt: at, retained: false })
        city.apply({ is: 'frame', id, jpeg: Uint8Array.of(at % 251), receivedAt: at })
      }
      say(1)
    })
    expect(alerting.open()).toMatchObject([
      { subjectId: 'C-1', title: { vi: 'Một cửa Tân An: 14 người chờ, 2/5 quầy có cán bộ' }, limit: 10 },
    ])
  })
})

describe('events of systems', () => {
  const KEY = 'event major portal/31117/e-1'
  const MINUTE = 60_000

  function event(state: 'open' | 'closed', minute: number, severity: StoredEvent['severity'] = 'major'): StoredEvent {
    return {
      system: 'portal',
      edition: '2021',
      unit: '31117',
      id: 'e-1',
      at: Date.parse('2026-11-23T09:00:00+07:00') + minute * MINUTE,
      receivedAt: clock.now(),
      severity,
      title: 'Cổng không truy cập được',
      state,
      simulated: false,
    }
  }
  const hear = (...said: StoredEvent[]) => {
    for (const each of said) city.apply({ is: 'event', event: each })
  }

  it('are alerts while they are open', () => {
    hear(event('open', 0), event('open', 0))
    expect(open()).toEqual([KEY])
    hear(event('closed', 5))
    expect(open()).toEqual([])
    hear(event('open', 9))
    expect(open()).toEqual([KEY])
  })

  it('that come again or late change nothing', () => {
    hear(event('open', 0), event('closed', 5), event('open', 0), event('open', 3))
    expect(open()).toEqual([])
    hear(event('open', 9, 'critical'), event('closed', 7), event('open', 8, 'minor'))
    expect(open()).toEqual(['event critical portal/31117/e-1'])
  })

  it('do not flood: beyond some thousands they are history only', () => {
    for (let i = 0; i < 6_000; i++) hear({ ...event('open', 0), id: `e-${i}` })
    expect(alerting.open()).toHaveLength(5_000)
    hear({ ...event('closed', 1), id: 'e-0' })
    expect(alerting.open()).toHaveLength(4_999)
  })

  const dike = () => ({ ...event('open', 1, 'critical'), unit: '31135', id: 'dike' })
  const flood = (count: number, severity: StoredEvent['severity'] = 'minor') =>
    Array.from({ length: count }, (_, i) => ({ ...event('open', 0, severity), id: `e-${i}` }))

  it('never keep out one that is worse, nor another unit, and those without an alert are an alert', async () => {
    hear(...flood(6_000, 'critical'), dike(), { ...event('open', 1, 'minor'), unit: '31120' })
    expect(alerting.open()).toHaveLength(5_000)
    expect(open()).toContain('event critical portal/31135/dike')
    await pass(1)
    const told = () => alerting.open().find(({ rule }) => rule === 'events.leftOut')
    // Nothing critical gives way to what is minor.
    expect(told()).toMatchObject({ severity: 'major', value: 1_002, clearedAt: null })
    expect(told()?.title.vi).toBe(
      'Quá nhiều sự kiện cùng mở: ngoài 5.000 cảnh báo còn 1.002 sự kiện chưa được đưa vào danh sách, nhiều nhất từ event/portal/31117 (1.001)',
    )
    expect(told()?.evidence.map(({ source, value }) => `${source} ${value}`)).toEqual([
      'event/portal/31117 1001',
      'event/portal/31120 1',
    ])
    const id = told()?.id
    const firstTen = new Set(flood(10).map(({ unit, id }) => `portal/${unit}/${id}`))
    for (const alert of alerting.open()) if (firstTen.has(alert.subjectId)) acknowledge(alert.id)
    hear(...flood(10).map((each) => ({ ...each, state: 'closed' as const, at: each.at + MINUTE })))
    await pass(1)
    expect(told()).toMatchObject({ id, value: 992 })
    expect(alerting.open()).toHaveLength(5_001)
  })

  it('that gave way stand again when there is room, and are told as still open until then', async () => {
    hear(...flood(5_000), dike())
    const last = 'portal/31117/e-4999'
    const gone = [...feed.values()].find(({ subjectId }) => subjectId === last)
    expect(gone?.clearedAt).not.toBeNull()
    expect(gone?.evidence).toMatchObject([
      { source: 'event/portal/31135', label: { en: 'The event is still open; gave way to' } },
    ])
    await pass(1)
    expect(alerting.open().filter(({ rule }) => rule === 'events.leftOut')).toMatchObject([{ value: 1 }])
    acknowledge(alerting.open().find(({ severity }) => severity === 'critical')?.id ?? '')
    hear({ ...dike(), state: 'closed', at: dike().at + MINUTE })
    await pass(1)
    expect(open()).toContain(`event minor ${last}`)
    expect(alerting.open()).toHaveLength(5_000)
    expect(alerting.open().find(({ subjectId }) => subjectId === last)?.raisedAt).toBe(gone?.raisedAt)
  })

  it('are the same alerts after a restart, whatever was left out', async () => {
    hear(...flood(6_000), dike())
    await pass(1)
    const before = open().sort()
    expect(before).toContain('event critical portal/31135/dike')
    expect(before).toHaveLength(5_001)
    await alerting.stop()
    storedEvents = [...flood(6_000), dike()]
    await startAlerting()
    await pass(1)
    expect(open().sort()).toEqual(before)
    expect(alerting.open().find(({ rule }) => rule === 'events.leftOut')?.value).toBe(1_001)
  })

  it('that became durable just before the hub was killed are alerts after its restart', async () => {
    await alerting.stop()
    storedEvents = [event('open', 0)]
    await startAlerting()
    expect(open()).toEqual([KEY])
    hear(event('open', 0))
    expect(open()).toEqual([KEY])
  })

  it('whose closing became durable just before the hub was killed are over after its restart', async () => {
    hear(event('open', 0))
    await pass(1)
    const [alert] = alerting.open()
    await alerting.stop()
    storedEvents = [event('closed', 5)]
    await startAlerting()
    expect(open()).toEqual([])
    expect(kept.get(alert?.id ?? '')).toMatchObject({ raisedAt: event('open', 0).at })
    await pass(1)
    expect(kept.get(alert?.id ?? '')?.clearedAt).not.toBeNull()
  })
})

describe('an alert nobody watches any more', () => {
  it('is cleared when its sensor has become another kind', async () => {
    await pass(122, () => say(1.95))
    expect(open()).toEqual([`waterLevel.level major ${GAUGE}`])
    announce(GAUGE, 'rain')
    await pass(2)
    expect(open()).toEqual([])
  })
})

describe('cleared alerts', () => {
  it('stay in the feed for an hour, over restarts too, however long they had stood', async () => {
    await pass(122, () => say(1.95))
    const [alert] = alerting.open()
    const id = alert?.id ?? ''
    clock.advance(5 * 3_600_000)
    await pass(122, () => say(1.2))
    expect(open()).toEqual([])
    await alerting.stop()
    await startAlerting()
    expect(feed.has(id)).toBe(true)
    clock.advance(3_600_000)
    await pass(1)
    expect(feed.has(id)).toBe(false)
  })
})

describe('a store', () => {
  it('is given what one turn brings in one batch, and has it when it is settled', async () => {
    const batches: number[] = []
    const works = store.saveAlerts
    store.saveAlerts = (alerts) => {
      batches.push(alerts.length)
      return works(alerts)
    }
    for (let i = 0; i < 1_200; i++) {
      const place = { system: 'portal', edition: '2021', unit: '31117', id: `e-${i}` } as const
      const told = { severity: 'minor', title: 'Sự cố', state: 'open', simulated: false } as const
      city.apply({ is: 'event', event: { ...place, ...told, at: clock.now(), receivedAt: clock.now() } })
    }
    await alerting.settled()
    expect(kept.size).toBe(1_200)
    expect(batches).toEqual([1_000, 200])
    store.saveAlerts = works
  })
})

describe('a store that fails', () => {
  it('costs no alert: what could not be kept is tried again', async () => {
    let failing = true
    const works = store.saveAlerts
    store.saveAlerts = (alerts) => (failing ? Promise.reject(new Error('disk full')) : works(alerts))
    await pass(125, () => say(1.95))
    expect(open()).toEqual([`waterLevel.level major ${GAUGE}`])
    expect(kept.size).toBe(0)
    expect(await alerting.settled()).toBe(false)
    failing = false
    await pass(2, () => say(1.95))
    expect(await alerting.settled()).toBe(true)
    expect([...kept.values()]).toEqual(alerting.open())
    store.saveAlerts = works
  })

  it('over one alert keeps the others', async () => {
    const works = store.saveAlerts
    const bad = 'MN-13'
    store.saveAlerts = (alerts) =>
      alerts.some(({ subjectId }) => subjectId === bad) ? Promise.reject(new Error('refused')) : works(alerts)
    for (let i = 10; i < 20; i++) announce(`MN-${i}`)
    await pass(150, () => {
      for (let i = 10; i < 20; i++) say(1.95, `MN-${i}`)
    })
    const saved = new Set([...kept.values()].map(({ subjectId }) => subjectId))
    for (let i = 10; i < 20; i++) expect(saved.has(`MN-${i}`)).toBe(`MN-${i}` !== bad)
    store.saveAlerts = works
  })
})
