import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Camera } from '../../domain/cameras/camera.ts'
import { deviceChanges } from '../../domain/devices/deviceChanges.ts'
import { type DeviceChange, type DeviceSaid, deviceOf } from '../../domain/devices/waitingDevice.ts'
import { patienceFor } from '../../domain/freshness.ts'
import { cameraSource, sensorSource } from '../../domain/sourceId.ts'
import type { Link } from '../../domain/systems/link.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { formatTopic, parseTopic, sourceOf } from '../../domain/topics.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { type Decoded, type Refusal, type RefusedPart, refusal } from '../adapters/adapter.ts'
import { ADAPTERS } from '../adapters/index.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Admission } from '../devices/admission.ts'
import { standingOf } from '../devices/standing.ts'
import type { Entry, RawMessage, Retirement, SaidStatus, Store } from '../store/store.ts'
import type { Accepted } from './accepted.ts'
import { createAccounts } from './accounts.ts'
import type { ClockVerdict } from './deviceClocks.ts'
import { entryOf } from './entry.ts'
import { createHeldMessages, type Held, readHeld, writeHeld } from './heldMessages.ts'
import type { Handle, Incoming, Refuse } from './incoming.ts'
import { createKeeper, NotKept } from './keeper.ts'
import { createMessageValidator, isBeforeItsDay, type SourceRegistry } from './messageValidator.ts'
import { printable } from './printable.ts'
import type { Quarantine } from './quarantine.ts'
import { registrationOf } from './registration.ts'
import { settleTimes } from './settleTimes.ts'
import type { Sources } from './sources.ts'
import { toldTime } from './toldTime.ts'

/** Devices that may announce themselves in one life of the hub, beside those it knew at start. */
const MAX_NEW_DEVICES = 20_000
/** Devices whose online/offline arrived before their announcement: brokers replay in any order. */
const MAX_EARLY = 5_000
/** The quarantine counts every refusal; the log only says now and then that there are some. */
const LOG_EVERY_MS = 60_000
/** Moments of devices whose clocks are wrong that are taken over from an earlier life of the hub. */
const SETTLED_MOMENTS = 20_000
/** Longest that a message is held for the next one of its source to tell its clock. */
const MAX_HOLD_MS = HOUR_MS
const NOTHING = new Uint8Array()
/** A device that has changed its name changes it again after so long at the earliest, unless a person says so: each change stands in the log. */
const RENAMED_MS = HOUR_MS
/** Whoever speaks is listened to. */
const EVERYBODY: Pick<Admission, 'isAdmitted' | 'announced' | 'announcedElse' | 'isGivenSince'> = {
  isAdmitted: () => true,
  announced: async () => undefined,
  announcedElse: undefined,
  isGivenSince: () => true,
}
const DONE = Promise.resolve()

type StatusMessage = Extract<Accepted, { is: 'sensorStatus' | 'cameraStatus' }>

interface StandingBefore {
  /** Of a device that is known. */
  readonly stood: DeviceSaid | undefined
  readonly hadEnded: boolean
}

/** What a source has said of itself, or wants to be, that people look at. */
export interface ToldOfItself {
  readonly did: 'announceElse' | 'renameItself' | 'endItself' | 'blurAgain'
  readonly source: string
  readonly input: Readonly<Record<string, unknown>>
  /** How a device stood. */
  readonly before: DeviceSaid | undefined
  readonly from: Pick<Incoming, 'from' | 'client'>
}

/** The live picture, as ingest sees it. */
export interface LivePicture extends SourceRegistry, Pick<City, 'endedDevice' | 'liveOffers'> {
  apply(accepted: Accepted): 'new' | 'late' | 'duplicate'
  link(key: string): Link | undefined
  lag(source: string): number
  setLag(source: string, lagMs: number): void
  retire(retirement: Retirement): boolean
}

export interface Ingest {
  /** Takes up what an earlier life of the hub held. */
  start(): Promise<void>
  readonly handle: Handle
  readonly refuse: Refuse
  /** Takes a device into the city as it announced itself, with what people have set of it; resolves once that is durable. */
  letIn(said: DeviceSaid): Promise<void>
  /** A person's decision has ended a source, durably: picture and counts follow. */
  ended(retirement: Retirement): void
  /**
   * Ends a source by a person's decision: a device, a system's reporter or a connection, by its id. Resolves once that is durable, to false
   * when there is nothing to end.
   * @param by who decided it
   */
  retire(source: string, by: string): Promise<boolean>
  /** No message is kept any more; what still waits for a failing store is given up, unacknowledged. */
  stop(): void
}

/**
 * The way of every message: adapter → plausible → live picture at once, since that does not wait for the disk → store. What is
 * refused is counted and may be acknowledged: sending it again would not make it right.
 */
export function createIngest({
  edition,
  prefix,
  clock,
  log,
  store,
  city,
  quarantine,
  sources,
  admission = EVERYBODY,
  asSet = (accepted) => accepted,
  kept = () => undefined,
  told: tellPeople = () => undefined,
  limits: { maxNewDevices = MAX_NEW_DEVICES, ...keeperLimits } = {},
}: {
  edition: Edition
  prefix: string
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  store: Pick<Store, 'append' | 'settledMoments' | 'heldMessages'>
  city: LivePicture
  quarantine: Quarantine
  sources: Sources
  /** Whom the hub listens to; to everybody, when absent. */
  admission?: Pick<Admission, 'isAdmitted' | 'announced' | 'announcedElse' | 'isGivenSince'>
  /** An announcement with what people have set of the device. */
  asSet?: (accepted: Accepted) => Accepted
  /** Told of every entry once it is durable: what was read from the store before may be out of date. */
  kept?: (entry: Entry) => void
  /** Told of what sources say of themselves that people look at, where not everybody may say so. */
  told?: (told: ToldOfItself) => void
  limits?: { readonly maxWaitingBytes?: number; readonly firstDelayMs?: number; readonly maxNewDevices?: number }
}): Ingest {
  const keeper = createKeeper({ store, log, ...keeperLimits })
  const judge = createMessageValidator({ edition, registry: city })
  const accounts = createAccounts({ edition, registry: city, quarantine, sources })
  const held = createHeldMessages({ clock })
  const early = new LRUCache<string, StatusMessage>({ max: MAX_EARLY })
  /** Announced and shown, not yet durable: a repeated announcement of these is not a mere repetition. */
  const unsaved = new Set<string>()
  /** When devices changed their names, epoch ms. */
  const renamedAt = new Map<string, number>()
  let newDevices = 0
  let loggedAt = Number.NEGATIVE_INFINITY

  function refuse(incoming: Incoming, claimed: string | undefined, parts: readonly RefusedPart[]): void {
    accounts.refused(incoming, claimed, parts)
    if (clock.now() - loggedAt < LOG_EVERY_MS) return
    loggedAt = clock.now()
    const { topic, client } = incoming
    log.warn(
      {
        topic: printable(topic, 200),
        ...(client !== undefined && { client: printable(client, 64) }),
        reason: parts[0]?.reason,
      },
      'messages are being refused',
    )
  }

  function decode(incoming: Incoming): Decoded | Refusal {
    for (const adapter of ADAPTERS) {
      const decoded = adapter.decode(incoming, prefix)
      if (decoded.ok || decoded.reason !== 'unknownTopic') return decoded
    }
    return refusal('unknownTopic')
  }

  /** A stranger may announce itself; a million strangers may not. */
  function isOneTooMany(accepted: Accepted, claimed: string): boolean {
    const isNew =
      (accepted.is === 'sensorAnnounce' && city.sensor(accepted.sensor.id) === undefined) ||
      (accepted.is === 'cameraAnnounce' && city.camera(accepted.camera.id) === undefined)
    // Who has ended and begins again is no newcomer.
    if (!isNew || city.retirement(claimed) !== undefined) return false
    if (newDevices >= maxNewDevices) return true
    newDevices++
    return false
  }

  function show(accepted: Accepted): 'new' | 'late' | 'duplicate' {
    try {
      return city.apply(accepted)
    } catch (error) {
      // A fault of the picture must not cost the history, nor make the sender repeat the message for ever.
      log.error({ error, is: accepted.is }, 'the live picture failed on a message')
      return 'new'
    }
  }

  /** Online or offline of a device that is not announced yet waits for the announcement; the oldest gives way. */
  function holdStatus(decoded: Decoded, receivedAt: number): boolean {
    if (decoded.is !== 'sensorStatus' && decoded.is !== 'cameraStatus') return false
    const { is, id, status } = decoded
    if ((is === 'sensorStatus' ? city.sensor(id) : city.camera(id)) !== undefined) return false
    const key = `${is === 'sensorStatus' ? 'sensor' : 'camera'}/${id}`
    early.set(key, { is, id, status, receivedAt })
    return true
  }

  function releaseStatus(source: string): void {
    const held = early.get(source)
    if (held === undefined) return
    early.delete(source)
    show(held)
  }

  /** @returns false when the message is lost and nobody will send it again */
  async function keep(incoming: Incoming, entry: Entry, source: string): Promise<boolean> {
    try {
      await keeper.keep(entry, incoming.payload.length)
      kept(entry)
      return true
    } catch (error) {
      if (!(error instanceof NotKept) || incoming.qos !== 0) throw error
      refuse(incoming, source, [{ reason: 'storeFull' }])
      return false
    }
  }

  /** Who is not admitted may announce itself, and waits; whatever else it says is refused. */
  async function stranger(incoming: Incoming, decoded: Extract<Decoded, { ok: true }>, source: string): Promise<void> {
    const { accepted, refused } = judge(decoded, incoming)
    const said = accepted && saidOf(accepted)
    if (said === undefined) {
      const isAnnouncement = decoded.is === 'sensorAnnounce' || decoded.is === 'cameraAnnounce'
      const unknown = { reason: 'unknownDevice', params: { source } } as const
      return refuse(incoming, source, isAnnouncement && refused.length > 0 ? refused : [unknown])
    }
    const { client, from } = incoming
    // An account that is made for its id does not decide that what stands there is something else.
    const changes = changesFrom(source, said)
    const fault = await admission.announced(source, said, { client, address: from, isAdmitted: false }, changes)
    if (fault !== undefined) refuse(incoming, source, [fault])
  }

  /** In what a device announces itself otherwise than it stands, by what people have set of it; null: in nothing, or there is none. */
  function changesFrom(source: string, said: DeviceSaid): DeviceChange[] | null {
    const stands = standingOf(city, source)
    const asked = stands && saidOf(asSet(announcementOf(said)))
    if (stands === undefined || asked === undefined) return null
    const renamed = renamedAt.get(source) ?? Number.NEGATIVE_INFINITY
    const isRenamedAnew = isRenamed(stands, asked) && clock.now() - renamed < RENAMED_MS
    const changes = [...deviceChanges(stands, asked), ...(isRenamedAnew ? (['name'] as const) : [])]
    return changes.length === 0 ? null : changes
  }

  /** Whether a person has ended a device, and nobody has given it an account since: a gateway goes on speaking for it. */
  function isRetired(source: string): boolean {
    const { by = null, at = 0 } = city.retirement(source) ?? {}
    return by !== null && !admission.isGivenSince(source, at)
  }

  /**
   * A known device that announces itself as something else, or that a person has ended, waits as a stranger does, and stands as it stood.
   * @returns undefined where it may stand as it says
   */
  function announcedElse(incoming: Incoming, announced: Accepted, source: string): Promise<void> | undefined {
    const said = saidOf(announced)
    if (said === undefined || admission.announcedElse === undefined) return undefined
    const differs = changesFrom(source, said)
    const returns = isRetired(source)
    // What a broker goes on repeating of a device that has ended asks for nothing.
    if (returns && incoming.retained && differs === null) return DONE
    const changes = returns ? [...(differs ?? []), 'returns' as const] : differs
    if (changes === null) return undefined
    const { client, from } = incoming
    const before = standingOf(city, source)
    tellPeople({ did: 'announceElse', source, input: { device: source, changes, said }, before, from: incoming })
    return admission
      .announcedElse?.(source, said, { client, address: from, isAdmitted: true }, changes)
      .then((fault) => fault && refuse(incoming, source, [fault]))
  }

  /** How a source stands before a message that may change what it is called, or end it; undefined of other messages, and where nobody is told. */
  function standingBefore(accepted: Accepted, source: string): StandingBefore | undefined {
    if (admission.announcedElse === undefined || !(isAnnouncement(accepted) || accepted.is === 'retired'))
      return undefined
    return { stood: standingOf(city, source), hadEnded: city.retirement(source) !== undefined }
  }

  /** A message that has been taken has changed what its source is called, or ended it. */
  function tellOf(incoming: Incoming, accepted: Accepted, source: string, { stood, hadEnded }: StandingBefore): void {
    const said = saidOf(accepted)
    if (stood !== undefined && said !== undefined && isRenamed(stood, said)) {
      renamedAt.set(source, clock.now())
      const [was, name] = [deviceOf(stood).name, deviceOf(said).name]
      tellPeople({ did: 'renameItself', source, input: { device: source, was, name }, before: stood, from: incoming })
    }
    if (accepted.is === 'retired' && !hadEnded && city.retirement(source) !== undefined)
      tellPeople({ did: 'endItself', source, input: { source }, before: stood, from: incoming })
  }

  /** Clear pictures are let through of a place: those of a camera that is elsewhere now are blurred again. */
  function tellBlurred(incoming: Incoming, accepted: Accepted, source: string, before: Camera | undefined): void {
    if (accepted.is !== 'cameraAnnounce' || before?.pictures !== 'clear') return
    const { id: camera } = accepted.camera
    if (city.camera(camera)?.pictures === 'clear') return
    const stood = { is: 'camera', camera: { ...before, live: [] } } as const
    tellPeople({ did: 'blurAgain', source, input: { camera }, before: stood, from: incoming })
  }

  function take(incoming: Incoming, told: Accepted, source: string): Promise<unknown> {
    const accepted = settleTimes(source, told, sources.clocks)
    const isAnnounced = isAnnouncement(accepted)
    if (isAnnounced && isOneTooMany(accepted, source)) {
      refuse(incoming, source, [{ reason: 'tooManyDevices', params: { max: maxNewDevices } }])
      return DONE
    }
    const said = city.said(source)
    const retirement = city.retirement(source)
    const camera = accepted.is === 'cameraAnnounce' ? city.camera(accepted.camera.id) : undefined
    const kind = accepted.is === 'sensorAnnounce' ? city.sensor(accepted.sensor.id)?.kind : undefined
    const outcome = show(accepted)
    if (isAnnounced) releaseStatus(source)
    accounts.accepted(accepted, source, outcome, incoming.client)
    tellBlurred(incoming, accepted, source, camera)
    const changes = changesOf(source, { said, retirement })
    if (accepted.is === 'sensorAnnounce' && kind !== undefined && kind !== accepted.sensor.kind) {
      changes.push({ is: 'forgotten', source })
    }
    if (changes.length === 0) return keepMessage(incoming, accepted, source, outcome)
    return Promise.all([
      ...changes.map((entry) => keep(incoming, entry, source)),
      keepMessage(incoming, accepted, source, outcome),
    ])
  }

  function keepMessage(
    incoming: Incoming,
    accepted: Accepted,
    source: string,
    outcome: 'new' | 'late' | 'duplicate',
  ): Promise<unknown> {
    const entry = entryOf(accepted, source, edition, city.link, rawMessage(incoming, accepted))
    if (entry === undefined || (accepted.is === 'retired' && outcome !== 'new')) return DONE
    return isAnnouncement(accepted) ? keepAnnouncement(incoming, entry, source, outcome) : keep(incoming, entry, source)
  }

  /** A retained announcement comes again at every reconnect: once durable it is not written again. */
  async function keepAnnouncement(
    incoming: Incoming,
    entry: Entry,
    source: string,
    outcome: 'new' | 'late' | 'duplicate',
  ): Promise<void> {
    if (outcome === 'duplicate' && !unsaved.has(source)) return
    unsaved.add(source)
    if (await keep(incoming, entry, source)) unsaved.delete(source)
  }

  /** What a message has changed of its source beside its values. */
  function changesOf(source: string, before: { said: SaidStatus | undefined; retirement: Retirement | undefined }) {
    const changes: Entry[] = []
    const said = city.said(source)
    if (said !== undefined && said !== before.said) changes.push({ is: 'status', source, said })
    if (before.retirement !== undefined && city.retirement(source) === undefined)
      changes.push({ is: 'revived', source })
    return changes
  }

  /** What the last message showed of its source's lag: the picture knows it before it takes the message. */
  function keepLag(source: string): Promise<void> | undefined {
    const lagMs = sources.clocks.lag(source)
    if (lagMs === city.lag(source)) return undefined
    city.setLag(source, lagMs)
    return keeper.keep({ is: 'lag', source, lagMs }, 0)
  }

  function refuseClock(incoming: Incoming, source: string): void {
    const minutes = Math.round((sources.clocks.read(source).skewMs ?? 0) / MINUTE_MS)
    refuse(incoming, source, [{ reason: 'wrongClock', params: { minutes } }])
  }

  async function hold(incoming: Incoming, accepted: Accepted, source: string, everyMs: number): Promise<void> {
    const waitMs = Math.min(MAX_HOLD_MS, patienceFor(everyMs).staleAfterMs)
    const { receivedAt } = incoming
    const key = `${source} ${receivedAt} ${randomUUID()}`
    const one: Held = { key, source, incoming, accepted, until: receivedAt + waitMs }
    held.add(one, (due) => void release([due]))
    sources.measured(source)
    await keeper.keep({ is: 'held', message: writeHeld(one) }, incoming.payload.length)
  }

  /** They are late messages after all. What cannot be kept any more stays held in the store, for the next start. */
  async function release(those: readonly Held[]): Promise<void> {
    try {
      await Promise.all(those.map(({ incoming, accepted, source }) => take(incoming, accepted, source)))
      await keeper.keep({ is: 'released', keys: those.map(({ key }) => key) }, 0)
    } catch (error) {
      log.warn({ error }, 'messages that were held could not be kept yet')
    }
  }

  async function refuseHeld(those: readonly Held[]): Promise<void> {
    for (const { incoming, source } of those) refuseClock(incoming, source)
    await keeper.keep({ is: 'released', keys: those.map(({ key }) => key) }, 0)
  }

  /** What the clock verdict means for those held, whatever becomes of the message itself. */
  function settleHeld(source: string, verdict: ClockVerdict['held']): Promise<void> | undefined {
    if (verdict === 'hold') return undefined
    const those = held.take(source)
    if (those.length === 0) return undefined
    return verdict === 'accept' ? release(those) : refuseHeld(those)
  }

  return {
    async start() {
      for (const { source, deviceAt, at } of await store.settledMoments(SETTLED_MOMENTS)) {
        sources.clocks.remember(source, deviceAt, at)
        sources.saidAs(source, deviceAt, at)
      }
      for (const message of await store.heldMessages()) {
        const one = readHeld(message)
        const fault = heldFault(one.accepted)
        if (fault === undefined && isOfMap(one.accepted, edition)) {
          held.add(one, (due) => void release([due]))
          continue
        }
        if (fault !== undefined) refuse(one.incoming, one.source, [fault])
        // Its unit's code may be another unit's in the map in force: it belongs to the history of its own map alone.
        else await keepMessage(one.incoming, one.accepted, one.source, 'late')
        await keeper.keep({ is: 'released', keys: [one.key] }, 0)
      }
    },
    // Everything up to the store happens before the first await: a reading right behind its announcement finds it made.
    async handle(incoming) {
      const decoded = decode(incoming)
      if (!decoded.ok) return refuse(incoming, decoded.source, [decoded])
      const source = claimOf(decoded)
      if (source !== undefined && !admission.isAdmitted(source)) return stranger(incoming, decoded, source)
      if (source === undefined || holdStatus(decoded, incoming.receivedAt)) return
      const judgement = judge(decoded, incoming)
      const { refused } = judgement
      const accepted = judgement.accepted && asSet(judgement.accepted)
      const { receivedAt, retained } = incoming
      // A broker's memory tells nothing of the clock.
      const told = retained ? undefined : toldTime(decoded, judgement, city)
      const verdict = told && sources.clocks.judge(source, told, receivedAt)
      if (refused.length > 0) refuse(incoming, source, refused)
      if (accepted === undefined || judgement.accepted === undefined) return
      const waiting = announcedElse(incoming, judgement.accepted, source)
      if (waiting !== undefined) return waiting
      const settling = verdict && settleHeld(source, verdict.held)
      const isHeld = verdict?.message === 'hold' && held.hasRoomFor(source)
      const lagging = verdict && keepLag(source)
      const before = standingBefore(accepted, source)
      const taking =
        verdict?.message === 'refuse'
          ? refuseClock(incoming, source)
          : isHeld
            ? hold(incoming, accepted, source, told?.everyMs ?? 0)
            : take(incoming, accepted, source)
      if (before !== undefined) tellOf(incoming, accepted, source, before)
      await (lagging === undefined ? taking : Promise.all([lagging, taking]))
      if (settling !== undefined) await settling
    },
    async letIn(said) {
      const accepted = announcementOf(said)
      const { id } = said.is === 'sensor' ? said.sensor : said.camera
      const topic = formatTopic({ is: said.is, id, message: 'announce' }, prefix)
      const incoming = { topic, payload: NOTHING, retained: false, receivedAt: clock.now() }
      await take(incoming, asSet(accepted), `${said.is}/${id}`)
    },
    ended(retirement) {
      if (city.retire(retirement)) sources.forget(retirement.source)
    },
    async retire(source, by) {
      const retirement = { source, at: clock.now(), by }
      if (registrationOf(source, { edition, registry: city, simulated: false }) === undefined) return false
      if (!city.retire(retirement)) return false
      sources.forget(source)
      await keeper.keep({ is: 'retired', retirement }, 0)
      return true
    },
    stop() {
      held.stop()
      keeper.stop()
    },
    refuse(message, part) {
      const topic = parseTopic(message.topic, prefix)
      accounts.refused(message, topic && sourceOf(topic), [part])
    },
  }
}

/** As it is kept beside what is made of it; undefined for what no figure is made of, and where it is not all there. */
function rawMessage({ topic, payload, receivedAt, isCut }: Incoming, { is }: Accepted): RawMessage | undefined {
  if (isCut || (is !== 'readings' && is !== 'count' && is !== 'statistics' && is !== 'link' && is !== 'event'))
    return undefined
  const { buffer, byteOffset, length } = payload
  return { topic, body: Buffer.from(buffer, byteOffset, length).toString('utf8'), receivedAt }
}

function saidOf(accepted: Accepted): DeviceSaid | undefined {
  if (accepted.is === 'sensorAnnounce') return { is: 'sensor', sensor: accepted.sensor }
  return accepted.is === 'cameraAnnounce' ? { is: 'camera', camera: accepted.camera } : undefined
}

function announcementOf(said: DeviceSaid): Accepted {
  return said.is === 'sensor'
    ? { is: 'sensorAnnounce', sensor: said.sensor }
    : { is: 'cameraAnnounce', camera: said.camera }
}

const isRenamed = (stands: DeviceSaid, said: DeviceSaid) => deviceOf(stands).name !== deviceOf(said).name

function isAnnouncement({ is }: Accepted): boolean {
  return is === 'sensorAnnounce' || is === 'cameraAnnounce'
}

/** Who a decoded message says it is from. */
function claimOf(decoded: Decoded): string | undefined {
  switch (decoded.is) {
    case 'nothing':
      return undefined
    case 'retired':
      return decoded.source
    case 'link':
    case 'statistics':
    case 'event':
      return sourceOf(decoded)
    case 'sensorAnnounce':
    case 'sensorStatus':
    case 'readings':
      return sensorSource(decoded.id)
    default:
      return cameraSource(decoded.id)
  }
}

/** Whether the unit that a message tells of, if it does of one, is of that map of units. */
function isOfMap(accepted: Accepted, edition: Edition): boolean {
  if (accepted.is === 'statistics') return accepted.reports.every((report) => report.edition === edition)
  return accepted.is !== 'event' || accepted.event.edition === edition
}

/** An earlier version held what is refused today: it must not become a day's totals by waiting. */
function heldFault(accepted: Accepted): RefusedPart | undefined {
  const wrong = accepted.is === 'statistics' ? accepted.reports.find(isBeforeItsDay) : undefined
  if (wrong === undefined) return undefined
  return { reason: 'beforeItsDay', params: { period: wrong.period, value: new Date(wrong.at).toISOString() } }
}
