import {
  type AnnouncedCamera,
  type Camera,
  type CameraView,
  FROZEN_AFTER_MS,
  type PicturePolicy,
} from '../../domain/cameras/camera.ts'
import { type LiveOffer, offersOf } from '../../domain/cameras/live.ts'
import type { QualityWatch } from '../../domain/cameras/quality.ts'
import { asOf, lagIn } from '../../domain/freshness.ts'
import { spanNow } from '../../domain/kpis/trailing.ts'
import type { CameraCount, Reading } from '../../domain/messages.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import {
  cameraSource,
  linkKeyOf,
  linkSource,
  parseSourceId,
  type SourceParts,
  sensorSource,
  statisticsSource,
} from '../../domain/sourceId.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Link } from '../../domain/systems/link.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, type Day, dayOf } from '../../domain/time.ts'
import type { DevicePlace } from '../../domain/units/devicePlace.ts'
import type { Misplacement } from '../../domain/units/misplacement.ts'
import type { FeedName } from '../../domain/wire.ts'
import type { Clock } from '../clock.ts'
import type { Accepted } from '../ingest/accepted.ts'
import type { Retirement, SaidStatus, Sample, StatisticReport, Store, StoredEvent } from '../store/store.ts'
import type { Picture } from './picture.ts'
import { createRetirements, type EndedDevice } from './retirements.ts'
import { createStatistics } from './statistics.ts'
import { createStatuses } from './statuses.ts'

/** What the picture made of a message. `late`: older than what is known, history only. */
export type Outcome = 'new' | 'late' | 'duplicate'

export interface Frame {
  readonly jpeg: Uint8Array
  readonly receivedAt: number
}

/** What the city knows of its sensors, cameras and systems, kept up to date by accepted messages. */
export interface City {
  apply(accepted: Accepted): Outcome
  /** Fills the picture from the store at start: what was known is shown with its true age. */
  restore(
    store: Pick<
      Store,
      'sensors' | 'cameras' | 'latestSamples' | 'statistics' | 'newestStatistics' | 'statuses' | 'lags' | 'retirements'
    >,
  ): Promise<void>
  /** Judges every device's position anew: the shapes have changed. */
  judgePlaces(): void
  /**
   * Ends a source: nothing counts on it any more, its history stays. What it announces or reports later brings it back.
   * @returns false when it has ended already, or there is nothing to end
   */
  retire(retirement: Retirement): boolean

  sensors(): Iterable<Sensor>
  sensor(id: string): Sensor | undefined
  reading(id: string): SensorReading | undefined
  /** The derived index of a sensor (VN_AQI), null when it cannot be said. */
  setIndex(id: string, index: number | null): void
  cameras(): Iterable<Camera>
  camera(id: string): Camera | undefined
  /** Ways in which a camera offers video, with their addresses. */
  liveOffers(id: string): readonly LiveOffer[]
  cameraView(id: string): CameraView | undefined
  /** What a device said last of being online, by source. */
  said(source: string): SaidStatus | undefined
  /** By how much what a source says lags behind the hub's clock, ms: what is shown of it is as much younger. */
  lag(source: string): number
  setLag(source: string, lagMs: number): void
  /** When the hub received what a camera counted last, epoch ms. */
  countReceivedAt(id: string): number | undefined
  /** Whether a camera's picture has been seen to change since the hub began: pictures are not kept, so at first nobody knows. */
  hasMoved(id: string): boolean
  /** Sensors and cameras that have ended: what they said before still counts of its time. */
  endedDevices(): readonly EndedDevice[]
  /** A sensor or camera that has ended, by source. */
  endedDevice(source: string): EndedDevice | undefined
  /** The end of a source that has ended. */
  retirement(source: string): Retirement | undefined
  /** The last frame: in memory only, never on disk. */
  frame(id: string): Frame | undefined
  /** How a connection stands. @param key `${system}/${link}` */
  link(key: string): Link | undefined
  links(): Iterable<Link>
  /** The last report of the latest day that a unit has reported to a system, however long ago. */
  newestStatistic(system: string, unit: string): StatisticReport | undefined
  /** The newest report of a day that live figures count. */
  statistic(system: string, unit: string, period: Day): StatisticReport | undefined
  /** Reports of one unit, `from <= period <= to`, rising by day, of the days that live figures count. */
  statisticDays(system: string, unit: string, from: Day, to: Day): StatisticReport[]

  onChange(listener: (feed: FeedName, key: string) => void): void
  onStatistic(listener: (report: StatisticReport) => void): void
  onEvent(listener: (event: StoredEvent) => void): void
  onFrame(listener: (camera: string, frame: Frame) => void): void
  /** What a camera's pictures have been found to show. */
  judgePicture(camera: string, watch: QualityWatch): void
  /** A source has ended, or begun again. */
  onRetired(listener: (source: string) => void): void
  /** Readings older than the newest known arrived, from the oldest to the newest of them: history changed behind the picture. */
  onLateReading(listener: (sensor: string, oldest: number, newest: number) => void): void
}

type StatusMessage = Extract<Accepted, { is: 'sensorStatus' | 'cameraStatus' }>

const NOTHING_READ = { at: null, receivedAt: null, values: [], index: null, retained: false } as const
const NOTHING_SEEN = {
  frameAt: null,
  frozenSince: null,
  quality: null,
  qualitySince: null,
  countAt: null,
  waiting: null,
  counters: null,
  countersStaffed: null,
  retained: false,
} as const

export function createCity({
  edition,
  clock,
  picture,
  placeDoubt = () => undefined,
  picturesOf = () => undefined,
}: {
  edition: '2021' | '2025'
  clock: Clock
  picture: Picture
  /** What is doubtful of a device's position. */
  placeDoubt?: (place: DevicePlace) => Misplacement | undefined
  /** How a camera's pictures leave the hub; undefined: blurred. */
  picturesOf?: (camera: Pick<Camera, 'id' | 'commune' | 'office'>) => PicturePolicy | undefined
}): City {
  const statistics = createStatistics()
  const statuses = createStatuses()
  const retirements = createRetirements({ picture })
  const lags = new Map<string, number>()
  /** Where cameras' videos are: told to who has given a reason, and in no feed. */
  const liveOffers = new Map<string, readonly LiveOffer[]>()
  const countReceipts = new Map<string, number>()
  const frames = new Map<string, Frame & { readonly sameSince: number; readonly hasMoved: boolean }>()
  const listeners = {
    statistic: [] as ((report: StatisticReport) => void)[],
    event: [] as ((event: StoredEvent) => void)[],
    frame: [] as ((camera: string, frame: Frame) => void)[],
    late: [] as ((sensor: string, oldest: number, newest: number) => void)[],
  }
  let forgotten = ''

  function quantitiesOf(kind: string): string[] {
    const declared: SensorKind | undefined = SENSOR_KINDS[kind as keyof typeof SENSOR_KINDS]
    return declared === undefined ? [] : Object.keys(declared.quantities)
  }

  /** False for the announcement that a broker goes on repeating of a device which a person has ended. */
  function beginsAgain(source: string, before: object | undefined, announced: object, retained: boolean): boolean {
    const retirement = retirements.get(source)
    const isRepeated = retained && retirement?.by != null && before !== undefined && sameRow(before, announced)
    if (!isRepeated) retirements.wake(source)
    return !isRepeated
  }

  /** The device with what is doubtful of its position; what it was said to be before no longer holds. */
  function judged<T extends DevicePlace>(device: T & { readonly misplaced?: Misplacement | null }): T {
    const { misplaced: _before, ...announced } = device
    const misplaced = placeDoubt(device)
    return { ...announced, ...(misplaced !== undefined && { misplaced }) } as unknown as T
  }

  function announceSensor(announced: Sensor, retained = false): Outcome {
    const sensor = judged(announced)
    const source = sensorSource(sensor.id)
    if (!beginsAgain(source, retirements.asleep(source), sensor, retained)) return 'duplicate'
    const known = picture.get('sensors', sensor.id)
    if (known !== undefined && sameRow(known, sensor)) return 'duplicate'
    const reading = picture.get('readings', sensor.id)
    const hasMoved = known !== undefined && known.commune !== sensor.commune
    // What moves is taken out first, so that it is gone from where it was.
    if (hasMoved) for (const feed of ['readings', 'sensors'] as const) picture.remove(feed, sensor.id)
    picture.set('sensors', sensor)
    // Another kind means other quantities: what was read before would stand in the wrong columns.
    if (reading === undefined || known === undefined || known.kind !== sensor.kind) {
      picture.set('readings', { id: sensor.id, status: statuses.now(source), ...NOTHING_READ })
    } else if (hasMoved) picture.set('readings', reading)
    return 'new'
  }

  function takeReading(sensor: Sensor, reading: Reading, receivedAt: number, retained: boolean): Outcome {
    const { id } = sensor
    const known = picture.get('readings', id)
    if (known?.at != null && reading.at < known.at) return 'late'
    const status = statuses.now(sensorSource(id))
    const said = quantitiesOf(sensor.kind).map((name) => reading.values[name] ?? null)
    if (known?.at == null || reading.at > known.at) {
      const index = known?.index ?? null
      const times = { at: reading.at, receivedAt, lagMs: lagIn(reading.at, receivedAt, lagOf(sensorSource(id))) }
      picture.set('readings', { id, status, ...times, values: said, index, retained })
      return 'new'
    }
    // Quantities of one moment complete each other, whatever messages they come in; of two that say the same one the first stands.
    const values = said.map((value, i) => known.values[i] ?? value)
    const isMore = values.some((value, i) => value !== (known.values[i] ?? null))
    const isFirstLive = known.retained && !retained
    if (!isMore && !isFirstLive) return 'duplicate'
    picture.set('readings', { ...known, values, ...(isFirstLive && { receivedAt, retained: false }) })
    if (isFirstLive) showLag(sensorSource(id))
    return isMore ? 'new' : 'duplicate'
  }

  function takeReadings(id: string, readings: readonly Reading[], receivedAt: number, retained: boolean): Outcome {
    const sensor = picture.get('sensors', id)
    if (sensor === undefined) return 'late'
    let best: Outcome = 'duplicate'
    const late: number[] = []
    for (const reading of [...readings].sort((a, b) => a.at - b.at)) {
      const outcome = takeReading(sensor, reading, receivedAt, retained)
      if (outcome === 'new' || (outcome === 'late' && best === 'duplicate')) best = outcome
      if (outcome === 'late') late.push(reading.at)
    }
    const [oldest, newest] = [late[0], late.at(-1)]
    if (oldest !== undefined && newest !== undefined)
      for (const listener of listeners.late) listener(id, oldest, newest)
    return best
  }

  function viewOf(id: string): CameraView {
    return picture.get('cameraViews', id) ?? { id, status: statuses.now(cameraSource(id)), ...NOTHING_SEEN }
  }

  function announceCamera(announced: AnnouncedCamera, retained = false): Outcome {
    const { pictures: _announced, live, ...said } = judged(announced)
    const offers = offersOf(live)
    const pictures = picturesOf(said)
    const ways = offers.length === 0 ? null : offers.map(({ type }) => type)
    const camera: Camera = { ...said, live: ways, ...(pictures !== undefined && { pictures }) }
    const source = cameraSource(camera.id)
    if (!beginsAgain(source, retirements.asleep(source), camera, retained)) return 'duplicate'
    if (offers.length === 0) liveOffers.delete(camera.id)
    else liveOffers.set(camera.id, offers)
    const known = picture.get('cameras', camera.id)
    if (known !== undefined && sameRow(known, camera)) return 'duplicate'
    const view = viewOf(camera.id)
    if (known !== undefined && known.commune !== camera.commune) {
      for (const feed of ['cameraViews', 'cameras'] as const) picture.remove(feed, camera.id)
    }
    picture.set('cameras', camera)
    if (picture.get('cameraViews', camera.id) === undefined) picture.set('cameraViews', view)
    return 'new'
  }

  function takeFrame(id: string, jpeg: Uint8Array, receivedAt: number): Outcome {
    const last = frames.get(id)
    const same = last !== undefined && Buffer.compare(last.jpeg, jpeg) === 0
    const frame = {
      jpeg,
      receivedAt,
      sameSince: same ? last.sameSince : receivedAt,
      hasMoved: last !== undefined && (!same || last.hasMoved),
    }
    frames.set(id, frame)
    const frozen = same && receivedAt - frame.sameSince >= FROZEN_AFTER_MS
    picture.set('cameraViews', {
      ...viewOf(id),
      frameAt: receivedAt,
      frozenSince: frozen ? frame.sameSince : null,
    })
    for (const listener of listeners.frame) listener(id, frame)
    return same ? 'duplicate' : 'new'
  }

  function judgePicture(id: string, { told, toldSince }: QualityWatch): void {
    const view = picture.get('cameraViews', id)
    const qualitySince = told === 'dark' || told === 'unclear' ? toldSince : null
    if (view === undefined || (view.quality === told && view.qualitySince === qualitySince)) return
    picture.set('cameraViews', { ...view, quality: told, qualitySince })
  }

  function takeCount(id: string, count: CameraCount, receivedAt: number, retained: boolean): Outcome {
    const known = viewOf(id)
    if (known.countAt !== null && count.at < known.countAt) return 'late'
    const { at: countAt, waiting = null, counters = null, countersStaffed = null } = count
    if (countAt !== known.countAt) {
      countReceipts.set(id, receivedAt)
      const lagMs = lagIn(countAt, receivedAt, lagOf(cameraSource(id)))
      picture.set('cameraViews', { ...known, countAt, lagMs, waiting, counters, countersStaffed, retained })
      return 'new'
    }
    const whole = {
      waiting: known.waiting ?? waiting,
      counters: known.counters ?? counters,
      countersStaffed: known.countersStaffed ?? countersStaffed,
    }
    const isMore = Object.entries(whole).some(([name, value]) => value !== known[name as keyof typeof whole])
    const isFirstLive = known.retained && !retained
    if (!isMore && !isFirstLive) return 'duplicate'
    if (isFirstLive) countReceipts.set(id, receivedAt)
    picture.set('cameraViews', { ...known, ...whole, retained: known.retained && retained })
    if (isFirstLive) showLag(cameraSource(id))
    return isMore ? 'new' : 'duplicate'
  }

  function takeStatistics(reports: readonly StatisticReport[]): Outcome {
    const oldest = oldestKept()
    forgetBefore(oldest)
    let best: Outcome = 'duplicate'
    for (const report of reports) {
      const source = statisticsSource(report.system, report.unit)
      const hasEnded = retirements.endedBy(source, report.at)
      const put = statistics.put(report, oldest)
      const outcome = hasEnded ? 'late' : put.outcome
      if (!hasEnded && outcome !== 'late') retirements.wake(source)
      if (put.isChanged) for (const listener of listeners.statistic) listener(report)
      if (outcome === 'new' || (outcome === 'late' && best === 'duplicate')) best = outcome
    }
    return best
  }

  function takeLink({ system, link, report, receivedAt, retained }: Extract<Accepted, { is: 'link' }>): Outcome {
    const key = `${system}/${link}`
    const source = linkSource(key)
    if (retirements.endedBy(source, report.at)) return 'late'
    retirements.wake(source)
    const known = picture.get('links', key)
    if (known !== undefined && report.at < known.at) return 'late'
    if (known !== undefined && report.at === known.at) {
      if (known.retained && !retained) {
        picture.set('links', { ...known, receivedAt, retained: false })
        showLag(source)
      }
      return 'duplicate'
    }
    const { at, state, simulated } = report
    picture.set('links', {
      key,
      system,
      link,
      state,
      at,
      receivedAt,
      lagMs: lagIn(at, receivedAt, lagOf(source)),
      // Who does not say since when is known only from when it was first heard in this state.
      since: report.since ?? (known?.state === state ? known.since : at),
      lastSuccessAt: report.lastSuccess ?? (state === 'up' ? at : (known?.lastSuccessAt ?? null)),
      simulated,
      retained,
    })
    return 'new'
  }

  /** What live figures need: this month, and the trailing days of those that count a flow beside a stock. */
  function oldestKept(): Day {
    const today = dayOf(clock.now())
    const [month, trailing] = [spanNow('month', today).from, spanNow('trailing', today).from]
    return month < trailing ? month : trailing
  }

  function forgetBefore(oldest: Day): void {
    if (oldest === forgotten) return
    forgotten = oldest
    statistics.forgetBefore(oldest)
  }

  function setStatus({ is, id, status, receivedAt, retained = false }: StatusMessage): Outcome {
    const source = is === 'sensorStatus' ? sensorSource(id) : cameraSource(id)
    const before = statuses.get(source)
    statuses.say(source, status, receivedAt, retained)
    showStatus(source)
    return statuses.get(source) === before ? 'duplicate' : 'new'
  }

  /** Live data of a device: it outweighs an older goodbye. */
  function hear(source: string, at: number, receivedAt: number): void {
    const said = asOf({ at, lagMs: lagIn(at, receivedAt, lagOf(source)) })
    if (statuses.heard(source, said)) showStatus(source)
  }

  function showStatus(source: string): void {
    const [is, id = ''] = source.split('/', 2)
    const status = statuses.now(source)
    const reading = is === 'sensor' ? picture.get('readings', id) : undefined
    if (reading !== undefined && reading.status !== status) picture.set('readings', { ...reading, status })
    const view = is === 'camera' ? picture.get('cameraViews', id) : undefined
    if (view !== undefined && view.status !== status) picture.set('cameraViews', { ...view, status })
  }

  function lagOf(source: string): number {
    return lags.get(source) ?? 0
  }

  function setLag(source: string, lagMs: number): void {
    lags.set(source, lagMs)
    showLag(source)
  }

  /** What the picture has of a source, with the lag that is known of it now. */
  function showLag(source: string): void {
    const parts = parseSourceId(source)
    const now = (at: number, receivedAt: number) => lagIn(at, receivedAt, lagOf(source))
    const reading = parts?.is === 'sensor' ? picture.get('readings', parts.id) : undefined
    if (reading?.at != null && reading.receivedAt !== null) {
      const lagMs = now(reading.at, reading.receivedAt)
      if (lagMs !== reading.lagMs) picture.set('readings', { ...reading, lagMs })
    }
    const view = parts?.is === 'camera' ? picture.get('cameraViews', parts.id) : undefined
    const countReceivedAt = view && countReceipts.get(view.id)
    if (view !== undefined && view.countAt !== null && countReceivedAt !== undefined) {
      const lagMs = now(view.countAt, countReceivedAt)
      if (lagMs !== view.lagMs) picture.set('cameraViews', { ...view, lagMs })
    }
    const key = linkKeyOf(parts)
    const link = key === undefined ? undefined : picture.get('links', key)
    if (link !== undefined) {
      const lagMs = now(link.at, link.receivedAt)
      if (lagMs !== link.lagMs) picture.set('links', { ...link, lagMs })
    }
  }

  function isThere(parts: SourceParts): boolean {
    if (parts.is === 'sensor') return picture.get('sensors', parts.id) !== undefined
    if (parts.is === 'camera') return picture.get('cameras', parts.id) !== undefined
    if (parts.is === 'statistics') return statistics.newest(parts.system, parts.unit) !== undefined
    return parts.is === 'link' && picture.get('links', linkKeyOf(parts) ?? '') !== undefined
  }

  function retire(retirement: Retirement): boolean {
    const parts = parseSourceId(retirement.source)
    if (parts === undefined) return false
    const isKnown = isThere(parts)
    const isDevice = parts.is === 'sensor' || parts.is === 'camera'
    const canEnd = isDevice ? isKnown : parts.is === 'link' || parts.is === 'statistics'
    // Whoever has never spoken can be ended by a person only.
    if (!canEnd || retirements.get(retirement.source) !== undefined || (!isKnown && retirement.by === null))
      return false
    retirements.retire(retirement)
    if (parts.is === 'camera') frames.delete(parts.id)
    return true
  }

  // Who begins again stands with the lag that is known now.
  retirements.onChange(showLag)

  return {
    apply(accepted) {
      switch (accepted.is) {
        case 'sensorAnnounce':
          return announceSensor(accepted.sensor, accepted.retained)
        case 'sensorStatus':
        case 'cameraStatus':
          return setStatus(accepted)
        case 'readings':
          if (!accepted.retained) hear(sensorSource(accepted.id), newestOf(accepted.readings), accepted.receivedAt)
          return takeReadings(accepted.id, accepted.readings, accepted.receivedAt, accepted.retained)
        case 'cameraAnnounce':
          return announceCamera(accepted.camera, accepted.retained)
        case 'frame':
          hear(cameraSource(accepted.id), accepted.receivedAt, accepted.receivedAt)
          return takeFrame(accepted.id, accepted.jpeg, accepted.receivedAt)
        case 'count':
          if (!accepted.retained) hear(cameraSource(accepted.id), accepted.count.at, accepted.receivedAt)
          return takeCount(accepted.id, accepted.count, accepted.receivedAt, accepted.retained)
        case 'statistics':
          return takeStatistics(accepted.reports)
        case 'link':
          return takeLink(accepted)
        case 'event':
          for (const listener of listeners.event) listener(accepted.event)
          return 'new'
        case 'retired':
          return retire({ source: accepted.source, at: accepted.receivedAt, by: null }) ? 'new' : 'duplicate'
      }
    },

    async restore(store) {
      const oldest = oldestKept()
      const [sensors, cameras, samples, reports, newest, said, lagging, ended] = await Promise.all([
        store.sensors(edition),
        store.cameras(edition),
        store.latestSamples(),
        store.statistics({ edition, from: oldest, to: dayOf(clock.now() + DAY_MS) }),
        store.newestStatistics(edition),
        store.statuses(),
        store.lags(),
        store.retirements(),
      ])
      statuses.restore(said)
      for (const [source, lagMs] of lagging) lags.set(source, lagMs)
      for (const sensor of sensors) announceSensor(sensor)
      // An earlier version took addresses that log in.
      for (const camera of cameras) {
        announceCamera(camera)
      }
      for (const sample of samples) restoreSample(sample)
      for (const report of [...reports, ...newest]) statistics.put(report, oldest)
      for (const retirement of ended) retirements.retire(retirement)
    },
    judgePlaces() {
      for (const feed of ['sensors', 'cameras'] as const) {
        for (const device of [...picture.rows(feed)]) {
          const again = judged(device)
          if (!sameRow(device, again)) picture.set(feed, again)
        }
      }
    },
    retire,

    sensors: () => picture.rows('sensors'),
    sensor: (id) => picture.get('sensors', id),
    reading: (id) => picture.get('readings', id),
    setIndex(id, index) {
      const row = picture.get('readings', id)
      if (row !== undefined && row.index !== index) picture.set('readings', { ...row, index })
    },
    cameras: () => picture.rows('cameras'),
    camera: (id) => picture.get('cameras', id),
    liveOffers: (id) => liveOffers.get(id) ?? [],
    cameraView: (id) => picture.get('cameraViews', id),
    frame: (id) => frames.get(id),
    judgePicture,
    link: (key) => picture.get('links', key),
    links: () => picture.rows('links'),
    said: statuses.get,
    lag: lagOf,
    setLag,
    countReceivedAt: (id) => countReceipts.get(id),
    hasMoved: (id) => frames.get(id)?.hasMoved ?? false,
    endedDevices: retirements.devices,
    endedDevice: retirements.device,
    retirement: retirements.get,
    newestStatistic: (system, unit) =>
      retirements.get(statisticsSource(system, unit)) === undefined ? statistics.newest(system, unit) : undefined,
    statistic: statistics.get,
    statisticDays: statistics.days,

    onChange: picture.onChange,
    onStatistic: (listener) => void listeners.statistic.push(listener),
    onEvent: (listener) => void listeners.event.push(listener),
    onFrame: (listener) => void listeners.frame.push(listener),
    onRetired: retirements.onChange,
    onLateReading: (listener) => void listeners.late.push(listener),
  }

  function restoreLink({ source, at, receivedAt, values, retained = false }: Sample): void {
    const parts = parseSourceId(source)
    if (parts?.is !== 'link') return
    const { system, link } = parts
    const declared: SourceSystem | undefined = SYSTEMS[system as keyof typeof SYSTEMS]
    if (declared?.links?.[link] === undefined) return
    const { up, since, lastSuccess } = values
    const report = {
      at,
      state: up === 1 ? ('up' as const) : ('down' as const),
      ...(since !== undefined && { since }),
      ...(lastSuccess !== undefined && { lastSuccess }),
      simulated: values.simulated === 1,
    }
    takeLink({ is: 'link', system, link, report, receivedAt, retained })
  }

  function restoreSample(sample: Sample): void {
    const { source, at, receivedAt, values, retained = false } = sample
    const [is, id = ''] = source.split('/', 2)
    if (is === 'link') restoreLink(sample)
    const sensor = is === 'sensor' ? picture.get('sensors', id) : undefined
    if (sensor !== undefined) takeReading(sensor, { at, values }, receivedAt, retained)
    if (is === 'camera' && picture.get('cameras', id) !== undefined)
      takeCount(id, { at, ...values }, receivedAt, retained)
  }
}

function newestOf(readings: readonly Reading[]): number {
  return readings.reduce((newest, { at }) => Math.max(newest, at), Number.NEGATIVE_INFINITY)
}

/** Rows of one feed are flat but for `live`; a retained announcement repeated at every reconnect must change nothing. */
function sameRow(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
