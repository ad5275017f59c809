import { type Camera, COUNT_EVERY_MS } from '../../domain/cameras/camera.ts'
import { cameraSource, eventSource, linkSource, sensorSource, statisticsSource } from '../../domain/sourceId.ts'
import { OVERFLOW_SOURCE } from '../../domain/sources/quarantined.ts'
import type { Source } from '../../domain/sources/source.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { City } from '../city/city.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'
import type { Quarantine } from '../ingest/quarantine.ts'
import { deviceRegistration, registrationOf } from '../ingest/registration.ts'
import type { Sources } from '../ingest/sources.ts'
import type { Store, StoredEvent } from '../store/store.ts'

/** Counters change with every message; people read them once a second. */
const PUBLISH_MS = 1_000
const SAVE_MS = 10_000
/** Whoever told an event within so long is on the list after a restart. */
const EVENTS_BACK_MS = 30 * DAY_MS

type KnownCity = Pick<
  City,
  | 'sensors'
  | 'sensor'
  | 'said'
  | 'retirement'
  | 'reading'
  | 'cameras'
  | 'camera'
  | 'countReceivedAt'
  | 'cameraView'
  | 'lag'
  | 'links'
  | 'newestStatistic'
  | 'statisticDays'
  | 'onChange'
>

/**
 * Brings source counters and quarantine into the picture. Over a restart it keeps the quarantine, who is announced, and when each source was
 * last heard and refused: one that fell silent before is missed after.
 */
export interface SourceHealth {
  start(): Promise<void>
  stop(): Promise<void>
}

export function createSourceHealth({
  units,
  clock,
  city,
  sources,
  quarantine,
  picture,
  store,
}: {
  units: UnitTree
  clock: Clock
  /** As it was restored from the store. */
  city: KnownCity
  sources: Sources
  quarantine: Quarantine
  picture: Picture
  store: Pick<Store, 'quarantine' | 'saveQuarantine' | 'forgetQuarantine' | 'events'>
}): SourceHealth {
  const changedSources = new Set<string>()
  const changedQuarantine = new Set<string>()
  const unsaved = new Set<string>()
  const timers: NodeJS.Timeout[] = []

  function publish(): void {
    for (const id of changedSources) {
      const row = sources.get(id)
      if (row !== undefined) picture.set('sources', { ...row, ...doubtOf(id) })
      else picture.remove('sources', id)
    }
    changedSources.clear()
    for (const key of changedQuarantine) {
      const row = quarantine.get(key)
      if (row === undefined) picture.remove('quarantine', key)
      else picture.set('quarantine', row)
      unsaved.add(key)
    }
    changedQuarantine.clear()
  }

  function doubtOf(source: string): Pick<Source, 'misplaced'> {
    const [is, id = ''] = source.split('/', 2)
    const device = is === 'sensor' ? city.sensor(id) : is === 'camera' ? city.camera(id) : undefined
    return device?.misplaced == null ? {} : { misplaced: device.misplaced }
  }

  async function save(): Promise<void> {
    quarantine.forgetOld()
    const keys = [...unsaved]
    if (keys.length === 0) return
    unsaved.clear()
    const rows = keys.map((key) => quarantine.get(key))
    try {
      await store.saveQuarantine(rows.filter((row) => row !== undefined))
      await store.forgetQuarantine(keys.filter((_, n) => rows[n] === undefined))
    } catch {
      // The store tells its own state; what could not be saved is saved with the next.
      for (const key of keys) unsaved.add(key)
    }
  }

  /** Whoever is announced is on the list, also who never said anything since; so is who was only ever refused. */
  async function restoreSources(): Promise<void> {
    const now = clock.now()
    const events = await store.events({ edition: units.edition, from: now - EVENTS_BACK_MS, to: now + DAY_MS })
    for (const { source, simulated, ...heard } of [...lastHeard(city, units), ...lastTold(events)]) {
      const known = registrationOf(source, { edition: units.edition, registry: city, simulated })
      if (known !== undefined) sources.restored(source, { ...known, ...heard, lagMs: city.lag(source) })
    }
    for (const { id, ...device } of city.sensors()) restoreDevice(sensorSource(id), device)
    for (const { id, ...device } of city.cameras()) restoreDevice(cameraSource(id), device)
    for (const { source, lastAt } of quarantine.rows()) {
      if (source === OVERFLOW_SOURCE) continue
      const simulated = sources.isSimulated(source)
      sources.refusedBefore(
        source,
        lastAt,
        registrationOf(source, { edition: units.edition, registry: city, simulated }),
      )
    }
  }

  function restoreDevice(source: string, device: Pick<Camera, 'commune' | 'everyMs' | 'simulated'>): void {
    if (city.retirement(source) === undefined) sources.registered(source, deviceRegistration(source, device, city))
  }

  sources.onChange((id) => changedSources.add(id))
  // What is doubtful of a device's place stands on its own row and on its source's.
  city.onChange((feed, key) => {
    if (feed === 'sensors' || feed === 'cameras') changedSources.add(`${feed.slice(0, -1)}/${key}`)
  })
  quarantine.onChange((key) => changedQuarantine.add(key))

  return {
    async start() {
      quarantine.restore(await store.quarantine())
      await restoreSources()
      for (const row of quarantine.rows()) picture.set('quarantine', row)
      publish()
      timers.push(
        setInterval(publish, PUBLISH_MS),
        setInterval(() => void save(), SAVE_MS),
      )
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      publish()
      await save()
    },
  }
}

/** When each source was last heard, as far as the city knows. */
function* lastHeard(city: KnownCity, units: UnitTree) {
  for (const { id, simulated } of city.sensors()) {
    const { at, receivedAt } = city.reading(id) ?? {}
    if (at != null && receivedAt != null) yield { source: sensorSource(id), simulated, at, receivedAt }
  }
  for (const { id, simulated } of city.cameras()) {
    const at = city.cameraView(id)?.countAt
    const receivedAt = city.countReceivedAt(id) ?? at
    if (at != null && receivedAt != null)
      yield { source: cameraSource(id), simulated, at, receivedAt, withinMs: COUNT_EVERY_MS }
  }
  for (const { key, at, receivedAt, simulated } of city.links())
    yield { source: linkSource(key), simulated, at, receivedAt }
  for (const system of Object.keys(SYSTEMS)) {
    for (const { code } of units.all) {
      // The last that came may have corrected an earlier day.
      const reports = [...city.statisticDays(system, code, '', '9'), city.newestStatistic(system, code) ?? []].flat()
      const last = lastOf(reports)
      if (last !== undefined) yield { ...last, source: statisticsSource(system, code) }
    }
  }
}

/** The same of those who tell events, which no picture holds. */
function* lastTold(events: readonly StoredEvent[]) {
  const bySource = new Map<string, StoredEvent[]>()
  for (const event of events) {
    const source = eventSource(event.system, event.unit)
    const known = bySource.get(source)
    if (known === undefined) bySource.set(source, [event])
    else known.push(event)
  }
  for (const [source, all] of bySource) {
    const last = lastOf(all)
    if (last !== undefined) yield { ...last, source }
  }
}

interface LastMessage {
  readonly at: number
  readonly receivedAt: number
  readonly simulated: boolean
}

/** What was true last, and when anything came last: that may be a word about an earlier moment. */
function lastOf(all: readonly LastMessage[]): LastMessage | undefined {
  const [first, ...others] = all
  if (first === undefined) return undefined
  const last = others.reduce((a, b) => (b.receivedAt > a.receivedAt ? b : a), first)
  return { ...last, at: all.reduce((latest, { at }) => Math.max(latest, at), first.at) }
}
