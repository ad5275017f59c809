import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../../domain/calendar/vietnamHolidays.ts'
import type { Reception } from '../../../domain/reception.ts'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type City, createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type Alerting, createAlerting } from '../../../server/services/alerting/alerting.ts'
import { officeWatches } from '../../../server/services/alerting/officeWatches.ts'
import { systemWatches } from '../../../server/services/alerting/systemWatches.ts'
import { handClock } from '../../support/clock.ts'

const units = UNIT_TREES['2021']
const communes = units.communes.map(({ code }) => code)
const calendar = createCalendar(VIETNAM_HOLIDAYS, { holidays: [], workdays: [] })
const clock = handClock()
const NINE = Date.parse('2026-11-23T09:00:00+07:00')
const STEP_S = 10

let city: City
let alerting: Alerting
/** What the hub hears, where it is not all since it began. */
let cut: Reception | undefined

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  clock.set(NINE)
  city = createCity({ edition: '2021', clock, picture: createPicture() })
  cut = undefined
  alerting = createAlerting({
    clock,
    city,
    edition: '2021',
    store: {
      saveAlerts: async () => undefined,
      alerts: async () => [],
      alert: async () => undefined,
      events: async () => [],
    },
    log: pino({ level: 'silent' }),
    watches: (now, reception) => [
      ...systemWatches(units, city, now, cut ?? reception),
      ...officeWatches(city, calendar, now, cut ?? reception),
    ],
    publish: () => undefined,
    remove: () => undefined,
  })
  await alerting.start()
})

afterEach(async () => {
  await alerting.stop()
  vi.useRealTimers()
})

/** Lets time pass in steps of ten seconds, with `each` called and one look taken at every one. */
async function pass(seconds: number, each: () => void = () => undefined): Promise<void> {
  for (let i = 0; i < seconds; i += STEP_S) {
    clock.advance(STEP_S * 1_000)
    each()
    await vi.advanceTimersByTimeAsync(1_000)
  }
}

function say(system: string, unit: string, counts: Record<string, number>, simulated = false): void {
  const at = clock.now()
  const report = { system, edition: '2021' as const, unit, period: dayOf(at), at, receivedAt: at, counts, simulated }
  city.apply({ is: 'statistics', retained: false, reports: [report] })
}

const open = () => alerting.open().map(({ rule, severity, subjectId }) => `${rule} ${severity} ${subjectId}`)
const evidenceOf = (rule: string) =>
  alerting
    .open()
    .find((alert) => alert.rule === rule)
    ?.evidence.map(({ label, value, source }) => `${label.vi}: ${value} (${source})`)

describe('a connection between systems', () => {
  const GOVERNMENT = 'reporting/government'

  function sayLink(state: 'up' | 'down', { retained = false } = {}): void {
    const at = clock.now()
    const report = {
      at,
      state,
      since: Date.parse('2026-11-23T08:40:00+07:00'),
      lastSuccess: Date.parse('2026-11-22T23:05:00+07:00'),
      simulated: true,
    }
    city.apply({ is: 'link', system: 'reporting', link: 'government', report, receivedAt: at, retained })
  }

  it('that is down for two minutes is an alert with since when, and ends when it stands again', async () => {
    await pass(110, () => sayLink('down'))
    expect(open()).toEqual([])
    await pass(30, () => sayLink('down'))
    expect(open()).toEqual([`link.down major ${GOVERNMENT}`])
    expect(alerting.open()).toMatchObject([{ simulated: true, subject: 'system' }])
    expect(evidenceOf('link.down')).toEqual([
      `Gián đoạn từ: 08:40 23/11/2026 (link/${GOVERNMENT})`,
      `Thông suốt lần cuối: 23:05 22/11/2026 (link/${GOVERNMENT})`,
    ])
    await pass(140, () => sayLink('up'))
    expect(open()).toEqual([])
  })

  it('that is down for a minute only is none', async () => {
    await pass(60, () => sayLink('down'))
    await pass(120, () => sayLink('up'))
    await pass(60, () => sayLink('down'))
    expect(open()).toEqual([])
  })

  it('of which only an old word is known accuses nobody', async () => {
    await pass(300, () => sayLink('down', { retained: true }))
    expect(open()).toEqual([])
  })

  it('about which nobody says anything any more is an alert of its own, and a fresh word ends it', async () => {
    // The reporting system promises a word every five minutes.
    sayLink('up')
    await pass(50 * 60)
    expect(open()).toEqual([])
    await pass(90)
    expect(open()).toEqual([`link.silent minor ${GOVERNMENT}`])
    expect(evidenceOf('link.silent')?.[0]).toBe(`Tin cuối: 09:00 23/11/2026 (link/${GOVERNMENT})`)
    await pass(80, () => sayLink('up'))
    expect(open()).toEqual([])
  })
})

describe('a system', () => {
  const hear = (from: readonly string[]) => {
    for (const unit of from) say('portal', unit, { receivedOnline: 1 })
  }

  it('of which a third falls silent is one alert, and some that close early are none', async () => {
    hear(communes)
    await pass(900, () => hear(communes.slice(20)))
    expect(open()).toEqual([])
    await pass(900, () => hear(communes.slice(30)))
    expect(open()).toEqual(['system.silent major portal'])
    expect(alerting.open()[0]?.title.vi).toContain('30/83 đơn vị ngừng gửi số liệu')
    await pass(90, () => hear(communes))
    expect(open()).toEqual([])
  })

  it('that only one authority reports to is silent when that one is', async () => {
    say('lgsp', units.city.code, { systemsConnected: 9 })
    await pass(680)
    expect(open()).toEqual(['system.silent major lgsp'])
  })

  it('that was never heard is no alarm', async () => {
    await pass(3_600)
    expect(open()).toEqual([])
  })

  it('is not silent to a hub that has only just begun to listen', async () => {
    await alerting.stop()
    hear(communes)
    clock.advance(8 * 3_600_000)
    await alerting.start()
    await pass(300)
    expect(open()).toEqual([])
    await pass(400)
    expect(open()).toEqual(['system.silent major portal'])
  })
})

describe('an office whose witnesses disagree', () => {
  const COMMUNE = '31117'

  function announce(): void {
    const place = { id: 'MC-1', name: 'Một cửa P. Cái Khế', commune: COMMUNE, lng: 105.8, lat: 10, office: null }
    city.apply({
      is: 'cameraAnnounce',
      camera: { ...place, noticePosted: true, live: null, everyMs: 5_000, simulated: false },
    })
  }

  function see(waiting: number, countersStaffed = 3): void {
    const at = clock.now()
    const count = { at, waiting, counters: 5, countersStaffed }
    city.apply({ is: 'count', id: 'MC-1', count, receivedAt: at, retained: false })
    city.apply({ is: 'frame', id: 'MC-1', jpeg: Uint8Array.of(at % 251), receivedAt: at })
  }

  const tickets = (ticketsWaiting: number, ticketsServed = 30, countersOpen = 3) =>
    say('queue', COMMUNE, { ticketsServed, ticketsWaiting, countersOpen, counters: 5 })
  const books = (received: number) => say('oneStop', COMMUNE, { received })

  beforeEach(announce)

  it('is told with both sides once it has held, and is over when they agree', async () => {
    const blind = () => {
      see(0)
      tickets(12)
    }
    await pass(590, blind)
    expect(open()).toEqual([])
    await pass(30, blind)
    expect(open()).toEqual(['office.blindCamera minor MC-1'])
    expect(alerting.open()).toMatchObject([{ subject: 'camera', unit: COMMUNE }])
    expect(evidenceOf('office.blindCamera')).toEqual([
      'Người chờ (camera): 0 (camera/MC-1)',
      `Số đang chờ (hệ thống): 12 (statistics/queue/${COMMUNE})`,
    ])
    await pass(620, () => {
      see(11)
      tickets(12)
    })
    expect(open()).toEqual([])
  })

  it('is one office with two cameras in its hall: one of them that sees the people is enough', async () => {
    const camera = {
      commune: COMMUNE,
      lng: 105.8,
      lat: 10,
      noticePosted: true,
      live: null,
      everyMs: 5_000,
      simulated: false,
    }
    for (const id of ['MC-1', 'MC-0'])
      city.apply({ is: 'cameraAnnounce', camera: { ...camera, id, name: id, office: 'Một cửa Cái Khế' } })
    const both = (first: number) => () => {
      see(first)
      const at = clock.now()
      const count = { at, waiting: 0, counters: 5, countersStaffed: 3 }
      city.apply({ is: 'count', id: 'MC-0', count, receivedAt: at, retained: false })
      city.apply({ is: 'frame', id: 'MC-0', jpeg: Uint8Array.of(at % 251), receivedAt: at })
      tickets(12)
    }
    await pass(700, both(9))
    expect(open()).toEqual([])
    await pass(700, both(0))
    expect(open()).toEqual(['office.blindCamera minor MC-0'])
  })

  it('stands beside the queue of its commune with the commune’s other offices', async () => {
    const camera = {
      commune: COMMUNE,
      lng: 105.8,
      lat: 10,
      noticePosted: true,
      live: null,
      everyMs: 5_000,
      simulated: false,
    }
    city.apply({ is: 'cameraAnnounce', camera: { ...camera, id: 'MC-2', name: 'MC-2', office: 'Một cửa số 2' } })
    await pass(700, () => {
      see(0)
      const at = clock.now()
      const count = { at, waiting: 11, counters: 5, countersStaffed: 3 }
      city.apply({ is: 'count', id: 'MC-2', count, receivedAt: at, retained: false })
      city.apply({ is: 'frame', id: 'MC-2', jpeg: Uint8Array.of(at % 251), receivedAt: at })
      tickets(12)
    })
    expect(open()).toEqual([])
  })

  it('stays told while the hub hears none of them', async () => {
    await pass(620, () => {
      see(0)
      tickets(12)
    })
    cut = { is: 'cut', since: clock.now(), cause: 'broker' }
    await pass(1_200)
    expect(open()).toEqual(['office.blindCamera minor MC-1'])
  })

  it('is told when the camera is dead while the counters serve', async () => {
    see(4)
    await pass(460, () => tickets(3))
    expect(open()).toEqual(['office.deadCamera minor MC-1'])
  })

  it('is told when people wait before empty counters', async () => {
    await pass(620, () => {
      see(9, 0)
      tickets(8, 30, 0)
    })
    expect(open()).toEqual(['office.emptyCounters major MC-1'])
    const told = alerting.open()[0]
    expect(told?.title.vi).toMatch(/: có người chờ nhưng không quầy nào có cán bộ$/)
    // Somebody has come: until it is over, what was told stands as it was told.
    await pass(120, () => {
      see(1)
      tickets(1, 30)
    })
    expect(alerting.open()).toMatchObject([
      { title: told?.title, severity: 'major', severityNow: 'major', evidence: told?.evidence },
    ])
  })

  it('is told when many are served and hardly a dossier enters the books', async () => {
    await pass(920, () => {
      see(3)
      tickets(3, 60)
      books(2)
    })
    expect(open()).toEqual(['office.dossiersOutside major MC-1'])
    expect(evidenceOf('office.dossiersOutside')).toEqual([
      `Lượt đã phục vụ hôm nay: 60 (statistics/queue/${COMMUNE})`,
      `Hồ sơ tiếp nhận hôm nay: 2 (statistics/oneStop/${COMMUNE})`,
    ])
  })

  it('accuses nobody by old numbers', async () => {
    tickets(12)
    await pass(1_200, () => see(0))
    // That nobody reports to the queue any more is another matter.
    expect(open()).toEqual(['system.silent major queue'])
  })

  it('accuses nobody on a Sunday or in the evening', async () => {
    clock.set(Date.parse('2026-11-22T09:00:00+07:00'))
    const blind = () => {
      see(0)
      tickets(12)
    }
    await pass(900, blind)
    clock.set(Date.parse('2026-11-23T18:00:00+07:00'))
    await pass(900, blind)
    expect(open()).toEqual([])
  })

  it('keeps over lunch what it found before', async () => {
    clock.set(Date.parse('2026-11-23T11:10:00+07:00'))
    const blind = () => {
      see(0)
      tickets(12)
    }
    await pass(1_100, blind)
    expect(open()).toEqual(['office.blindCamera minor MC-1'])
    await pass(1_800, () => {
      see(0)
      tickets(0)
    })
    expect(open()).toEqual(['office.blindCamera minor MC-1'])
  })
})

describe('a hub that cannot hear', () => {
  const deaf = () => {
    cut = { is: 'cut', since: clock.now(), cause: 'broker' }
  }

  it('calls neither systems nor connections silent', async () => {
    for (const unit of communes) say('oneStop', unit, { received: 1 })
    const at = clock.now()
    const report = { at, state: 'up' as const, simulated: false }
    city.apply({ is: 'link', system: 'reporting', link: 'government', report, receivedAt: at, retained: false })
    deaf()
    await pass(3_600)
    expect(open()).toEqual([])
    cut = { is: 'open', since: clock.now() }
    await pass(590)
    expect(open()).toEqual([])
    await pass(120)
    expect(open()).toContain('system.silent major oneStop')
  })

  it('goes on with the alert of a system that was silent before, while it listens anew', async () => {
    for (const unit of communes) say('portal', unit, { receivedOnline: 1 })
    const others = () => {
      for (const unit of communes.slice(30)) say('portal', unit, { receivedOnline: 1 })
    }
    await pass(900, others)
    const before = alerting.open()
    expect(open()).toEqual(['system.silent major portal'])
    cut = { is: 'open', since: clock.now() }
    await pass(900, others)
    expect(alerting.open().map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })
})
