import mqtt from 'mqtt'
import type { Alert } from '../../domain/alerts/alert.ts'
import { createCalendar } from '../../domain/calendar/calendar.ts'
import { VIETNAM_HOLIDAYS } from '../../domain/calendar/vietnamHolidays.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import { addDays } from '../../domain/periods.ts'
import type { SensorReading } from '../../domain/sensors/sensor.ts'
import type { Quarantined } from '../../domain/sources/quarantined.ts'
import type { Source } from '../../domain/sources/source.ts'
import { dayOf } from '../../domain/time.ts'
import { DEFAULT_PREFIX } from '../../domain/topics.ts'
import type { Checks, Hearing } from './checks.ts'
import type { Findings } from './findings.ts'
import type { Stage } from './stage.ts'

/** Something that goes wrong in a city, and is right again. */
export interface Fault {
  readonly name: string
  /** How long it lasts, in a play that has the time. */
  readonly lastsMs: number
  /** Nothing else begins while it lasts. */
  readonly alone: boolean
  begin(): Promise<void>
  end(): Promise<void>
}

export interface Cast {
  /** Sensors that speak every ten seconds and have no fault of their own. */
  readonly sensors: readonly string[]
  readonly communes: readonly string[]
}

const MINUTE_MS = 60_000
const FAST_MS = 4 * MINUTE_MS
const TELL_WITHIN_MS = 45_000
/** What was said last is with whoever listens. */
const HEARD_WITHIN_MS = 2_000
const { isWorkingDay } = createCalendar(VIETNAM_HOLIDAYS)

/**
 * The faults of the hour. Each says what must follow, and asks until it does.
 * @param cast who plays which part: devices and communes, each in one fault only
 */
export function createFaults({
  stage,
  checks,
  findings,
  hearing,
  cast,
}: {
  stage: Stage
  checks: Checks
  findings: Findings
  hearing: Hearing
  cast: Cast
}): readonly Fault[] {
  const { clock, published, alter } = stage
  const [fast = '', slow = '', willed = ''] = cast.sensors
  const [half = '', halfToday = '', impossible = ''] = cast.communes
  const say = (topic: string, body: unknown) =>
    published.client.publishAsync(`${DEFAULT_PREFIX}/${topic}`, JSON.stringify(body), { qos: 1 })

  /** Asks until it is so; a finding when it is not within the time that the hub could hear in. */
  async function mustBe(figure: string, expected: string, ask: () => Promise<string | undefined>, withinMs: number) {
    let seen: string | undefined
    for (let waited = 0; waited < withinMs; ) {
      if (checks.isHeard(-15_000)) {
        seen = await ask().catch((error) => String(error))
        if (seen === undefined) return
        waited += 2_000
      }
      await pause(2_000)
    }
    findings.add({ screen: 'api', figure, expected, seen: seen ?? '' })
  }

  const openAlerts = async () => (await stage.asking.of<{ alerts: Alert[] }>('/alerts?open=true&limit=1000')).alerts
  const alertStands = (key: string, stands: boolean) => async () => {
    const found = (await openAlerts()).find((alert) => alert.key === key)
    return (found !== undefined) === stands ? undefined : (found?.title.vi ?? 'no alert')
  }

  function clock_(name: string, sensor: string, byMs: number): Fault {
    let back: (() => void) | undefined
    const key = `sensor.clock|sensor/${sensor}`
    return {
      name,
      lastsMs: 3.5 * MINUTE_MS,
      alone: false,
      async begin() {
        back = alter(`sensor/${sensor}/reading`, (body) => {
          const shifted = [JSON.parse(body)].flat().map((reading) => ({ ...reading, at: reading.at + byMs }))
          return JSON.stringify(shifted.length === 1 ? shifted[0] : shifted)
        })
        await mustBe(`alert ${key}`, 'open while its clock is wrong', alertStands(key, true), 2 * TELL_WITHIN_MS)
      },
      async end() {
        back?.()
        await mustBe(`alert ${key}`, 'cleared once its clock is right', alertStands(key, false), 2 * TELL_WITHIN_MS)
        await mustBe(
          `sensor/${sensor}`,
          'live again',
          async () => {
            const { reading } = await stage.asking.of<{ reading: SensorReading | null }>(`/sensors/${sensor}`)
            const age = clock.now() - (reading?.at ?? 0)
            return age < 25_000 ? undefined : `${Math.round(age / 1000)} s old`
          },
          TELL_WITHIN_MS,
        )
      },
    }
  }

  const staleWill: Fault = {
    name: 'stale will',
    lastsMs: 2 * MINUTE_MS,
    alone: false,
    async begin() {
      const topic = `${DEFAULT_PREFIX}/sensor/${willed}/status`
      const dying = await mqtt.connectAsync(stage.broker.url, {
        clientId: 'play-dead',
        reconnectPeriod: 0,
        will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true },
      })
      dying.stream.destroy()
      await mustBe(
        `source sensor/${willed}`,
        'heard: another client goes on speaking for it',
        async () => {
          const { sources } = await stage.asking.of<{ sources: Source[] }>('/sources')
          const source = sources.find(({ id }) => id === `sensor/${willed}`)
          const { reading } = await stage.asking.of<{ reading: SensorReading | null }>(`/sensors/${willed}`)
          return source?.status === 'offline' || reading?.status === 'offline' ? 'offline' : undefined
        },
        TELL_WITHIN_MS,
      )
    },
    async end() {
      const key = `sensor.lost|sensor/${willed}`
      await mustBe(`alert ${key}`, 'none: it speaks', alertStands(key, false), 2_000)
    },
  }

  const lastWorkingDay = () => {
    let day = addDays(dayOf(clock.now()), -1)
    while (!isWorkingDay(day)) day = addDays(day, -1)
    return day
  }

  let whole: { day: string; counts: Readonly<Record<string, number>> } | undefined
  let halfBack: (() => void) | undefined
  const halfDay: Fault = {
    name: 'half-reported day',
    lastsMs: 2 * MINUTE_MS,
    alone: false,
    async begin() {
      const day = lastWorkingDay()
      const counts = published.report('portal', half, day)
      // Told again, with one channel only: what is left out is not known any more.
      if (counts !== undefined) {
        whole = { day, counts }
        const { receivedOnline = 0 } = counts
        await say(`statistics/portal/${half}`, correction(day, { receivedOnline }))
      }
      halfBack = alter(`statistics/portal/${halfToday}`, (body) => {
        const { counts: all, ...rest } = JSON.parse(body)
        return JSON.stringify({ ...rest, counts: { receivedOnline: all.receivedOnline } })
      })
    },
    async end() {
      halfBack?.()
      if (whole !== undefined) await say(`statistics/portal/${half}`, correction(whole.day, whole.counts))
    },
  }
  const correction = (period: string, counts: Readonly<Record<string, number>>) => ({
    period,
    at: clock.now(),
    counts,
    simulated: true,
  })

  let antiMalware: KpiValue | undefined
  const impossibleCount: Fault = {
    name: 'impossible count',
    lastsMs: MINUTE_MS,
    alone: false,
    async begin() {
      const ask = () => stage.asking.of<KpiValue>(`/kpis/antiMalwareHosts?unit=${impossible}`)
      antiMalware = await ask()
      await say(`statistics/antiMalware/${impossible}`, {
        ...correction(dayOf(clock.now()), {}),
        counts: {
          detections: 0,
          hosts: 10,
          hostsProtected: 50,
          endpoints: 20,
          endpointsProtected: 19,
          signaturesStale: 0,
        },
      })
      const source = `statistics/antiMalware/${impossible}`
      await mustBe(
        `quarantine ${source}`,
        'refused, with the rule it broke',
        async () => {
          const { quarantined } = await stage.asking.of<{ quarantined: Quarantined[] }>('/quarantine')
          const row = quarantined.find((each) => each.source === source)
          return row?.sample.includes('"hostsProtected":50') ? undefined : JSON.stringify(row)
        },
        TELL_WITHIN_MS,
      )
      const { value } = await ask()
      if (value !== antiMalware.value && (value ?? 0) > 100)
        findings.add({
          screen: 'api',
          figure: `kpi/antiMalwareHosts/${impossible}`,
          expected: String(antiMalware.value),
          seen: String(value),
        })
    },
    async end() {},
  }

  function deafFrom(): void {
    const now = clock.now()
    const silent = [...published.sensors()]
      .filter(([, { at, everyMs, status }]) => status === 'offline' || now - (at ?? 0) > 2.5 * everyMs)
      .map(([id]) => `sensor/${id}`)
    const dark = [...published.cameras()]
      .filter(([, { frameAt, everyMs, status }]) => status === 'offline' || now - (frameAt ?? 0) > 2.5 * everyMs)
      .map(([id]) => `camera/${id}`)
    hearing.silentBefore = new Set([...hearing.silentBefore, ...silent, ...dark])
    hearing.breaks.push({ from: now, to: undefined })
  }
  function hearsAgain(): void {
    const last = hearing.breaks.at(-1)
    if (last !== undefined) last.to = clock.now()
  }

  const outage: Fault = {
    name: 'broker stopped',
    lastsMs: 75_000,
    alone: true,
    async begin() {
      deafFrom()
      hearing.brokerSince = undefined
      // What the book has heard and the hub has not as the broker stops would be looked for on every screen until it is back.
      const speak = stage.hush()
      await pause(HEARD_WITHIN_MS)
      await stage.broker.halt()
      speak()
    },
    async end() {
      await stage.broker.restart()
      await reached(() => published.client.connected)
      hearing.brokerSince = clock.now()
      hearsAgain()
      await mustBe(
        'hub',
        'connected to its broker again',
        async () => {
          const ready = await stage.asking.isReady()
          return ready === true ? undefined : `${ready}`
        },
        TELL_WITHIN_MS,
      )
    },
  }

  let stood: readonly Alert[] = []
  const restart: Fault = {
    name: 'hub killed',
    lastsMs: 20_000,
    alone: true,
    async begin() {
      stood = await openAlerts()
      deafFrom()
      hearing.hubSince = undefined
      await stage.hub.kill9()
    },
    async end() {
      await stage.hub.revive()
      hearing.hubSince = clock.now()
      hearsAgain()
      // What stood a while before it was killed stands after, or has been cleared since: nothing is forgotten.
      const { alerts } = await stage.asking.of<{ alerts: Alert[] }>('/alerts?limit=1000')
      for (const alert of stood) {
        if (clock.now() - alert.raisedAt < 60_000 || alerts.some(({ id }) => id === alert.id)) continue
        findings.add({ screen: 'api', figure: `alert ${alert.key}`, expected: 'kept over a restart', seen: 'gone' })
      }
    },
  }

  return [
    clock_('fast clock', fast, FAST_MS),
    clock_('slow clock', slow, -FAST_MS),
    staleWill,
    halfDay,
    impossibleCount,
    outage,
    restart,
  ]
}

async function reached(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(100)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
