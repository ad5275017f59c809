import pino from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Alert, callsPeople } from '../../../domain/alerts/alert.ts'
import { type AlertMatter, alertMachine } from '../../../domain/alerts/handling.ts'
import { withoutMembers } from '../../../domain/alerts/order.ts'
import { watchKey } from '../../../domain/alerts/watch.ts'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import type { Reception } from '../../../domain/reception.ts'
import { kindsInForce } from '../../../domain/settings/thresholds.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type Alerting, createAlerting } from '../../../server/services/alerting/alerting.ts'
import { brokerWatch } from '../../../server/services/alerting/causeWatches.ts'
import { officeWatches } from '../../../server/services/alerting/officeWatches.ts'
import { watchesOf } from '../../../server/services/alerting/watches.ts'
import { handClock } from '../../support/clock.ts'

const units = UNIT_TREES['2021']
const [FIRST, SECOND, THIRD] = units.districts.map(({ code }) => units.communesOf(code))
const kinds = kindsInForce([])
const clock = handClock()
let city: City
let alerting: Alerting
let feed: Map<string, Alert>
let reception: Reception
/** What the store keeps of alerts. */
let kept: Map<string, Alert>
/** How a hub deals with them, of which it keeps nothing as long as nobody does anything. */
let dealtWith: Map<string, AlertMatter>

/** A hub begins with what the store has. */
async function begin(): Promise<void> {
  alerting = createAlerting({
    ...{ clock, city, edition: '2021', log: pino({ level: 'silent' }) },
    handling: {
      find: (id) => dealtWith.get(id),
      open: () => dealtWith.values(),
      track: (matter) => void dealtWith.set(matter.id, matter),
      untrack: (id) => void dealtWith.delete(id),
    },
    store: {
      saveAlerts: async (alerts) => {
        for (const alert of alerts) kept.set(alert.id, alert)
      },
      alerts: async ({ open }) => [...kept.values()].filter(({ clearedAt }) => (clearedAt === null) === open),
      alert: async (id) => kept.get(id),
      events: async () => [],
    },
    reception: () => reception,
    watches: (now, heard) => [...watchesOf(city, now, heard, kinds, units), brokerWatch(heard)],
    publish: (alert) => void feed.set(alert.id, alert),
    remove: (id) => void feed.delete(id),
  })
  await alerting.start()
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  clock.set(Date.parse('2026-11-23T09:00:00+07:00'))
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  feed = new Map()
  reception = { is: 'open', since: clock.now() - 3_600_000 }
  kept = new Map()
  dealtWith = new Map()
  await begin()
})
afterEach(async () => {
  await alerting.stop()
  vi.useRealTimers()
})

function announce(id: string, kind: string, commune: string): void {
  city.apply({
    is: 'sensorAnnounce',
    sensor: { id, kind, name: `Trạm ${id}`, commune, lng: 105.8, lat: 10, everyMs: 10_000, simulated: false },
  })
}
function say(id: string, values: Record<string, number>): void {
  const at = clock.now()
  city.apply({ is: 'readings', id, readings: [{ at, values }], receivedAt: at, retained: false })
}
async function pass(seconds: number, each: () => void = () => undefined): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    clock.advance(1_000)
    each()
    await vi.advanceTimersByTimeAsync(1_000)
  }
}
const listed = () =>
  withoutMembers(alerting.open()).map(({ rule, severity, subjectId }) => `${rule} ${severity} ${subjectId}`)

it('rain over many stations is one storm with its stations under it, each its own again when the storm is over', async () => {
  const stations = Array.from({ length: 8 }, (_, n) => `MU-${n}`)
  stations.forEach((id, n) => {
    announce(id, 'rain', FIRST?.[n % 3] ?? '')
  })
  const rain = (wet: number) => () => {
    stations.forEach((id, n) => {
      say(id, { rate: 0, day: n < wet ? 60 + n : 2 })
    })
  }
  await pass(70, rain(6))
  expect(listed()).toEqual(['rain.storm minor rain'])
  const storm = alerting.open().find(({ rule }) => rule === 'rain.storm')
  expect(storm?.title.vi).toBe('Mưa diện rộng: 6/8 trạm vượt mức mưa to trong ngày')
  expect(storm?.evidence[0]).toMatchObject({ source: 'sensor/MU-5', value: '65,0 mm' })
  expect(alerting.open().filter(({ cause }) => cause === storm?.id)).toHaveLength(6)
  await pass(70, rain(2))
  expect(listed().sort()).toEqual(['rain.day minor MU-0', 'rain.day minor MU-1'])
  expect(alerting.open().every(({ cause }) => cause === null)).toBe(true)
})

it('violent rain at one station calls people though a milder storm stands over the town; where the storm is as grave, it is of the storm', async () => {
  const stations = Array.from({ length: 8 }, (_, n) => `MU-${n}`)
  stations.forEach((id, n) => {
    announce(id, 'rain', FIRST?.[n % 3] ?? '')
  })
  const rain = (violent: number) => () => {
    stations.forEach((id, n) => {
      say(id, { rate: n < violent ? 90 : 5, day: 60 })
    })
  }
  const ofRate = () => alerting.open().filter(({ rule }) => rule === 'rain.rate')
  await pass(70, rain(0))
  expect(listed()).toEqual(['rain.storm minor rain'])
  await pass(200, rain(1))
  expect(listed().sort()).toEqual(['rain.rate major MU-0', 'rain.storm minor rain'])
  expect(ofRate().map(callsPeople)).toEqual([true])
  await pass(200, rain(6))
  expect(listed()).toEqual(['rain.storm major rain'])
  expect(ofRate().some(callsPeople)).toBe(false)
  // The others have eased: the storm over the town is no longer what tells of this one.
  await pass(1_500, rain(1))
  expect(listed().sort()).toEqual(['rain.rate major MU-0', 'rain.storm major rain'])
  expect(alerting.open().find(({ rule }) => rule === 'rain.storm')).toMatchObject({ severityNow: 'minor' })
})

it('whoever is called for what is its own again has the usual time, also where the hub is started anew meanwhile', async () => {
  const stations = Array.from({ length: 8 }, (_, n) => `MU-${n}`)
  stations.forEach((id, n) => {
    announce(id, 'rain', FIRST?.[n % 3] ?? '')
  })
  const rain = (violent: number) => () => {
    stations.forEach((id, n) => {
      say(id, { rate: n < violent ? 90 : 5, day: 60 })
    })
  }
  const own = () => alerting.open().find(({ rule, cause }) => rule === 'rain.rate' && cause === null)
  const dueMs = () => {
    const matter = dealtWith.get(own()?.id ?? '')
    return matter && (alertMachine.due?.(matter)?.at ?? 0) - clock.now()
  }
  await pass(1_500, rain(6))
  expect(own()).toBeUndefined()
  while (own() === undefined) await pass(1, rain(1))
  expect(dueMs()).toBe(300_000)
  await pass(60, rain(1))
  await alerting.settled()
  await alerting.stop()
  dealtWith = new Map()
  await begin()
  expect(dueMs()).toBe(240_000)
  await pass(5, rain(1))
  expect(dueMs()).toBe(235_000)
})

it('a district’s network is one alert, with what was silent before under it, and no kind of device is blamed', async () => {
  const devices = [FIRST, SECOND, THIRD].flatMap((communes, d) =>
    ['waterLevel', 'rain', 'salinity'].flatMap((kind) =>
      [0, 1, 2].map((n) => ({ id: `D${d}-${kind}-${n}`, kind, commune: communes?.[n % 2] ?? '', d })),
    ),
  )
  const values: Record<string, Record<string, number>> = {
    waterLevel: { level: 1 },
    rain: { rate: 0, day: 0 },
    salinity: { salinity: 0.1 },
  }
  for (const { id, kind, commune } of devices) announce(id, kind, commune)
  const speak = (speaks: (device: (typeof devices)[number]) => boolean) => () => {
    for (const device of devices) if (speaks(device)) say(device.id, values[device.kind] ?? {})
  }
  await pass(
    5,
    speak(() => true),
  )
  await pass(
    170,
    speak(({ id }) => id !== 'D0-rain-0'),
  )
  expect(listed()).toEqual(['sensor.lost minor D0-rain-0'])
  await pass(
    200,
    speak(({ d }) => d !== 0),
  )
  const district = units.districts[0]
  expect(listed()).toEqual([`network.district major ${district?.code}`])
  const [network] = alerting.open().filter(({ rule }) => rule === 'network.district')
  expect(network).toMatchObject({ value: 9, unit: district?.code })
  expect(network?.title.vi).toContain('mất mạng, 9/9 thiết bị mất kết nối')
  expect(alerting.open().find(({ subjectId }) => subjectId === 'D0-rain-0')?.cause).toBe(network?.id)
  // When most districts are gone, it is no district’s network.
  await pass(
    200,
    speak(() => false),
  )
  expect(listed().some((each) => each.startsWith('network.district'))).toBe(false)
})

it('a lost broker is one critical alert, and what follows from it none', async () => {
  announce('MN-1', 'waterLevel', FIRST?.[0] ?? '')
  await pass(5, () => say('MN-1', { level: 1 }))
  reception = { is: 'cut', since: clock.now(), cause: 'broker' }
  await pass(300)
  expect(listed()).toEqual(['hub.broker critical broker'])
  reception = { is: 'open', since: clock.now() }
  await pass(70, () => say('MN-1', { level: 1 }))
  // Critical: it stays until somebody has seen it.
  expect(alerting.open()).toMatchObject([{ rule: 'hub.broker', condition: 'ended' }])
})

it('a flapping device is one alert that chatters, until it has been quiet for a while', async () => {
  for (let i = 0; i < 12; i++) announce(`MN-${i}`, 'waterLevel', FIRST?.[i % 3] ?? '')
  const speak = (isThere: boolean) => () => {
    for (let i = isThere ? 0 : 1; i < 12; i++) say(`MN-${i}`, { level: 1 })
  }
  const ids = new Set<string>()
  const note = () => {
    for (const alert of alerting.open()) ids.add(alert.id)
  }
  await pass(10, speak(true))
  for (let n = 0; n < 7; n++) {
    await pass(165, speak(false))
    note()
    await pass(70, speak(true))
    note()
  }
  expect(ids.size).toBe(4)
  expect(alerting.open()).toMatchObject([{ subjectId: 'MN-0', chatters: true, condition: 'ended' }])
  expect(alerting.open()[0]?.times).toBeGreaterThan(2)
  expect(alerting.open()[0]?.recurrenceOf).not.toBeNull()
  await pass(700, speak(true))
  expect(alerting.open()).toEqual([])
})

it('data that are missing are said on what they raised, and the severity keeps its maximum', async () => {
  announce('MN-1', 'waterLevel', FIRST?.[0] ?? '')
  await pass(125, () => say('MN-1', { level: 1.95 }))
  expect(alerting.open()).toMatchObject([{ severity: 'major', severityNow: 'major', condition: 'standing' }])
  await pass(130, () => say('MN-1', { level: 1.82 }))
  expect(alerting.open()).toMatchObject([{ severity: 'major', severityNow: 'minor', limit: 1.8 }])
  await pass(130)
  expect(alerting.open().find(({ rule }) => rule === 'waterLevel.level')).toMatchObject({ condition: 'lost' })
  await pass(2, () => say('MN-1', { level: 1.82 }))
  expect(alerting.open().find(({ rule }) => rule === 'waterLevel.level')).toMatchObject({ condition: 'standing' })
})

it('never says of a value that it has passed a limit that it is below', async () => {
  announce('MN-1', 'waterLevel', FIRST?.[0] ?? '')
  await pass(125, () => say('MN-1', { level: 2.15 }))
  const raised = alerting.open()[0]
  expect(raised).toMatchObject({ severity: 'critical', value: 2.15, limit: 2 })
  await pass(400, () => {
    say('MN-1', { level: 1.38 })
    const [told] = alerting.open()
    expect(told?.title).toEqual(raised?.title)
    expect(told?.value ?? 0).toBeGreaterThanOrEqual(told?.limit ?? 0)
  })
  // It waits for somebody to take note of it, in the words of what it was.
  expect(alerting.open()).toMatchObject([{ severity: 'critical', value: 2.15, limit: 2, title: raised?.title }])
})

it('stations that say nothing are left out of what a storm counts, and said', async () => {
  const stations = Array.from({ length: 8 }, (_, n) => `MU-${n}`)
  for (const [n, id] of stations.entries()) announce(id, 'rain', FIRST?.[n % 3] ?? '')
  await pass(70, () => {
    for (const id of stations.slice(1)) say(id, { rate: 0, day: 60 })
  })
  expect(alerting.open().find(({ rule }) => rule === 'rain.storm')?.title).toEqual({
    vi: 'Mưa diện rộng: 7/7 trạm có số liệu vượt mức mưa to trong ngày (1 trạm không có số liệu)',
    en: expect.stringMatching(/^Widespread rain: 7 of 7 stations that report beyond .* \(1 without data\)$/),
  })
})

it('rain that stops leaves none of its stations alone to be dealt with', async () => {
  const stations = Array.from({ length: 8 }, (_, n) => `MU-${n}`)
  stations.forEach((id, n) => {
    announce(id, 'rain', FIRST?.[n % 3] ?? '')
  })
  const rain = (rate: number) => () => {
    for (const id of stations) say(id, { rate, day: 1 })
  }
  await pass(240, rain(75))
  expect(listed()).toEqual(['rain.storm major rain'])
  await pass(400, () => {
    rain(0)()
    expect(listed().filter((each) => !each.startsWith('rain.storm'))).toEqual([])
  })
  expect(alerting.open()).toEqual([])
})

it('a camera that gives no picture while the counters serve is told of once', () => {
  const camera = { id: 'MC-1', name: 'Camera Một cửa', commune: FIRST?.[0] ?? '', lng: 105.8, lat: 10, office: null }
  city.apply({
    is: 'cameraAnnounce',
    camera: { ...camera, everyMs: 5_000, noticePosted: null, live: null, simulated: false },
  })
  city.apply({ is: 'frame', id: 'MC-1', jpeg: Uint8Array.of(1), receivedAt: clock.now() })
  const own = watchesOf(city, clock.now(), reception, kinds, units).filter(
    ({ rule, subjectId }) =>
      subjectId === 'MC-1' && ['camera.lost', 'camera.noPicture', 'camera.frozen'].includes(rule),
  )
  expect(own).toHaveLength(3)
  const calendar = createCalendar(VIETNAM_HOLIDAYS, { holidays: [], workdays: [] })
  const offices = officeWatches(city, calendar, clock.now(), reception)
  const dead = offices.find(({ rule }) => rule === 'office.deadCamera')
  expect(new Set(dead?.members)).toEqual(new Set(own.map(watchKey)))
  expect(offices.filter(({ members }) => members !== undefined)).toHaveLength(1)
})
