import { createHash } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { DAY_MS, type Day, startOfDay } from '../../domain/time.ts'

/**
 * What was published, written down by a subscriber of its own beside the hub, and what must follow from it. Nothing of the product is asked
 * for that: the formulas stand here a second time, as `docs/` words them, so that a fault in one of the two shows as a difference.
 */
export interface Published {
  /** Resolves when it hears the broker. */
  start(): Promise<void>
  stop(): Promise<void>
  readonly client: MqttClient
  /** Since when it hears without a break, epoch ms of the city. */
  hearsSince(): number
  sensor(id: string): HeardSensor | undefined
  sensors(): Iterable<readonly [string, HeardSensor]>
  camera(id: string): HeardCamera | undefined
  cameras(): Iterable<readonly [string, HeardCamera]>
  /** The counts of a day that stand: the newest report of it that keeps its rules. */
  report(system: string, unit: string, day: string): Counts | undefined
  /** What a unit reported of the latest day, and when that was true. */
  newest(system: string, unit: string): { readonly at: number; readonly counts: Counts } | undefined
  readonly messages: number
}

export type Counts = Readonly<Record<string, number>>

export interface HeardSensor {
  kind: string
  name: string
  everyMs: number
  status: 'online' | 'offline' | undefined
  statusAt: number
  /** When the newest reading was true, by the rules of the contract, and when it came. */
  at: number | undefined
  heardAt: number | undefined
  /** When anything of it that could be taken came last. */
  spokeAt: number | undefined
  /** How far its clock is steadily behind, measured by two single messages that keep their distance. */
  lagMs: number
  skewMs: number | undefined
  /** By how much its clock has fallen back from what it said before, ms. */
  fellMs: number
  /** The first single message in a row that was not newer than the newest. */
  back: { readonly toldAt: number; readonly heardAt: number } | undefined
  values: Record<string, number>
  /** Of every moment that was taken: for the history. */
  taken: Set<number>
}

export interface HeardCamera {
  status: 'online' | 'offline' | undefined
  statusAt: number
  everyMs: number
  commune: string
  frameAt: number | undefined
  /** Since when every picture has been the same. */
  sameSince: number | undefined
  countAt: number | undefined
  countHeardAt: number | undefined
  waiting: number | undefined
  counters: number | undefined
  countersStaffed: number | undefined
}

/** No reading from farther ahead is taken. */
const MOST_AHEAD_MS = 5 * 60_000

/** Physically possible values, from the contract of each kind. */
export type Ranges = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>

/** Rules that the systems played with keep: no part is greater than what it is a part of. */
const RULES: Readonly<
  Record<string, readonly { readonly parts: readonly string[]; readonly of: readonly string[] }[]>
> = {
  antiMalware: [
    { parts: ['hostsProtected'], of: ['hosts'] },
    { parts: ['endpointsProtected'], of: ['endpoints'] },
    { parts: ['signaturesStale'], of: ['hosts', 'endpoints'] },
  ],
  portal: [{ parts: ['paidOnline'], of: ['feeDue'] }],
  oneStop: [
    { parts: ['resolvedOnline'], of: ['resolvedEarly', 'resolvedOnTime', 'resolvedLate'] },
    { parts: ['dueSoon'], of: ['pendingInTerm'] },
    { parts: ['digitised'], of: ['received'] },
    { parts: ['dataReused'], of: ['received'] },
    { parts: ['personalStoreUsed'], of: ['received'] },
    { parts: ['resultsElectronic'], of: ['resultsDue'] },
  ],
}

/** Days longer ago are in no figure that is recomputed. */
const KEPT_MS = 40 * DAY_MS

/**
 * @param now epoch ms of the city
 * @param ranges of the values that are possible, by kind and quantity
 */
export function createPublished({
  url,
  prefix,
  now,
  ranges,
}: {
  url: string
  prefix: string
  now: () => number
  ranges: Ranges
}): Published {
  const sensors = new Map<string, HeardSensor>()
  const cameras = new Map<string, HeardCamera>()
  const pictures = new Map<string, string>()
  const reports = new Map<string, { at: number; counts: Counts }>()
  const newest = new Map<string, { day: Day; at: number; counts: Counts }>()
  let messages = 0
  let since = Number.POSITIVE_INFINITY

  const client = mqtt.connect(url, {
    manualConnect: true,
    clientId: 'play-written-down',
    // What is published while it connects anew is kept for it, as for the hub.
    clean: false,
    protocolVersion: 5,
    properties: { sessionExpiryInterval: 3_600 },
    reconnectPeriod: 500,
  })
  client.on('connect', () => {
    since = now()
  })
  client.on('close', () => {
    since = Number.POSITIVE_INFINITY
  })
  client.on('message', (topic, payload, { retain }) => {
    messages++
    const [kind, id, what, unit] = topic.slice(prefix.length + 1).split('/')
    const at = now()
    if (kind === 'sensor') onSensor(id ?? '', what ?? '', payload, at)
    else if (kind === 'camera') onCamera(id ?? '', what ?? '', payload, at)
    else if (kind === 'statistics' && !retain) onReport(id ?? '', what ?? '', payload, at)
    void unit
  })

  function onSensor(id: string, what: string, payload: Buffer, now: number): void {
    if (what === 'announce') {
      if (payload.length === 0) {
        sensors.delete(id)
        return
      }
      const { kind, name, every } = JSON.parse(payload.toString())
      const known = sensors.get(id)
      if (known === undefined) {
        sensors.set(id, {
          kind,
          name,
          everyMs: every * 1000,
          status: undefined,
          statusAt: 0,
          at: undefined,
          heardAt: undefined,
          spokeAt: undefined,
          lagMs: 0,
          skewMs: undefined,
          fellMs: 0,
          back: undefined,
          values: {},
          taken: new Set(),
        })
      } else Object.assign(known, { kind, name, everyMs: every * 1000 })
      return
    }
    const sensor = sensors.get(id)
    if (sensor === undefined) return
    if (what === 'status') {
      const status = payload.toString()
      if (status !== 'online' && status !== 'offline') return
      sensor.status = status
      sensor.statusAt = now
      return
    }
    const readings = readingsIn(payload)
    for (const { at: said, values } of readings) {
      const toldAt = typeof said === 'string' ? Date.parse(said) : said
      if (!Number.isFinite(toldAt) || toldAt > now + MOST_AHEAD_MS) continue
      if (readings.length === 1) findFall(sensor, toldAt, now)
      const heard = putForward(sensor, toldAt, now)
      if (readings.length === 1) sensor.lagMs = lagAfter(sensor, now - heard)
      const good = Object.entries(values).filter(([name, value]) => {
        const [least, most] = ranges[sensor.kind]?.[name] ?? [0, -1]
        return typeof value === 'number' && value >= least && value <= most
      }) as [string, number][]
      if (good.length === 0) continue
      sensor.taken.add(toldAt)
      sensor.spokeAt = now
      const at = Math.min(heard, now)
      if (sensor.at !== undefined && at < sensor.at) continue
      // Quantities of one moment complete each other; of two that say the same one the first stands.
      sensor.values = sensor.at === at ? { ...Object.fromEntries(good), ...sensor.values } : Object.fromEntries(good)
      sensor.at = at
      sensor.heardAt = now
      // What is live outweighs an older goodbye.
      if (sensor.status === 'offline') sensor.status = undefined
    }
  }

  function onCamera(id: string, what: string, payload: Buffer, now: number): void {
    if (what === 'announce') {
      if (payload.length === 0) {
        cameras.delete(id)
        return
      }
      const { every = 5, commune } = JSON.parse(payload.toString())
      const known = cameras.get(id)
      if (known !== undefined) Object.assign(known, { everyMs: every * 1000, commune })
      else {
        cameras.set(id, {
          status: undefined,
          statusAt: 0,
          everyMs: every * 1000,
          commune,
          frameAt: undefined,
          sameSince: undefined,
          countAt: undefined,
          countHeardAt: undefined,
          waiting: undefined,
          counters: undefined,
          countersStaffed: undefined,
        })
      }
      return
    }
    const camera = cameras.get(id)
    if (camera === undefined) return
    if (what === 'status') {
      const status = payload.toString()
      if (status === 'online' || status === 'offline') Object.assign(camera, { status, statusAt: now })
      return
    }
    if (what === 'frame') {
      const picture = createHash('sha1').update(payload).digest('base64')
      if (pictures.get(id) !== picture) camera.sameSince = now
      pictures.set(id, picture)
      camera.frameAt = now
      if (camera.status === 'offline') camera.status = undefined
      return
    }
    if (what !== 'count') return
    const count = JSON.parse(payload.toString())
    const toldAt = typeof count.at === 'string' ? Date.parse(count.at) : count.at
    if (toldAt > now + MOST_AHEAD_MS) return
    const at = Math.min(toldAt, now)
    if (camera.countAt !== undefined && at <= camera.countAt) return
    Object.assign(camera, {
      countAt: at,
      countHeardAt: now,
      waiting: count.waiting,
      counters: count.counters,
      countersStaffed: count.countersStaffed,
    })
    if (camera.status === 'offline') camera.status = undefined
  }

  function onReport(system: string, unit: string, payload: Buffer, now: number): void {
    if (payload.length === 0) return
    for (const { period, at: said, counts } of [JSON.parse(payload.toString())].flat()) {
      if (counts === undefined || breaksRule(system, counts) || startOfDay(period) < now - KEPT_MS) continue
      const at = Math.min(typeof said === 'string' ? Date.parse(said) : said, now)
      const key = `${system}/${unit}/${period}`
      const known = reports.get(key)
      if (known !== undefined && at <= known.at) continue
      reports.set(key, { at, counts })
      const whose = `${system}/${unit}`
      if (period >= (newest.get(whose)?.day ?? '')) newest.set(whose, { day: period, at, counts })
    }
  }

  return {
    client,
    async start() {
      client.connect()
      await new Promise<void>((resolve) => client.once('connect', () => resolve()))
      await client.subscribeAsync(`${prefix}/#`, { qos: 1 })
    },
    stop: () => client.endAsync(true),
    hearsSince: () => since,
    sensor: (id) => sensors.get(id),
    sensors: () => sensors,
    camera: (id) => cameras.get(id),
    cameras: () => cameras,
    report: (system, unit, day) => reports.get(`${system}/${unit}/${day}`)?.counts,
    newest: (system, unit) => newest.get(`${system}/${unit}`),
    get messages() {
      return messages
    },
  }
}

const JITTER_MS = 10_000

/** What a clock says that has fallen back, in the time that went before. */
function putForward({ fellMs }: HeardSensor, toldAt: number, now: number): number {
  return toldAt + fellMs - now <= Math.min(JITTER_MS, fellMs / 2) ? toldAt + fellMs : toldAt
}

/** Two in a row that are not newer than the newest, and as far from now as time passes: the clock fell back. */
function findFall(sensor: HeardSensor, toldAt: number, now: number): void {
  const { at = Number.NEGATIVE_INFINITY, back } = sensor
  const heard = putForward(sensor, toldAt, now)
  if (heard > at) {
    sensor.back = undefined
    sensor.fellMs = heard - toldAt
    return
  }
  const passedMs = now - (back?.heardAt ?? now)
  const movedMs = toldAt - (back?.toldAt ?? toldAt)
  if (passedMs > 0 && movedMs > 0 && Math.abs(passedMs - movedMs) <= Math.min(JITTER_MS, passedMs / 5)) {
    sensor.fellMs = now - toldAt > MOST_AHEAD_MS ? 0 : now - toldAt - sensor.lagMs
  } else sensor.back = { toldAt, heardAt: now }
}

function lagAfter(sensor: HeardSensor, skewMs: number): number {
  const before = sensor.skewMs
  sensor.skewMs = skewMs
  if (skewMs < sensor.lagMs - JITTER_MS) return Math.max(0, skewMs)
  const isSteady = before !== undefined && Math.abs(skewMs - before) <= JITTER_MS
  return isSteady && skewMs > sensor.lagMs + 1_000 ? skewMs : sensor.lagMs
}

function readingsIn(payload: Buffer): { at: number | string; values: Record<string, unknown> }[] {
  try {
    const said = JSON.parse(payload.toString())
    return [said].flat().filter((each) => typeof each === 'object' && each !== null && typeof each.values === 'object')
  } catch {
    return []
  }
}

function breaksRule(system: string, counts: Counts): boolean {
  return (RULES[system] ?? []).some(({ parts, of }) => {
    const sum = (names: readonly string[]) => names.reduce((all, name) => all + (counts[name] ?? 0), 0)
    const isKnown = [...parts, ...of].every((name) => counts[name] !== undefined)
    return isKnown && sum(parts) > sum(of)
  })
}
