import { asOf, lagIn, staleAfterMs } from '../../domain/freshness.ts'
import { UNKNOWN_SOURCE } from '../../domain/sources/quarantined.ts'
import type { Source } from '../../domain/sources/source.ts'
import type { Clock } from '../clock.ts'
import { createDeviceClocks, type DeviceClocks } from './deviceClocks.ts'
import { createRivalWatch, type SentMessage } from './rivals.ts'

const MAX_SOURCES = 20_000

export interface Registered {
  readonly unit: string | null
  /** Promised interval, ms; null where none is promised (events). */
  readonly everyMs: number | null
  readonly simulated: boolean
  /** Of a device: what it says of being online. */
  readonly status?: 'online' | 'offline' | null
}

interface Heard extends Registered, Pick<SentMessage, 'client' | 'totals'> {
  /** When what was accepted was true, epoch ms. */
  readonly at: number
  /** The same by the device's own clock, where that was ahead of the hub's or had fallen back. */
  readonly deviceAt?: number | undefined
  readonly receivedAt: number
  readonly outcome: 'new' | 'late' | 'duplicate'
  /** Promised interval of this kind of message, where that is another than the source's, ms. */
  readonly withinMs?: number | undefined
  /** From a broker's memory: does not say that the device speaks now. */
  readonly retained?: boolean
}

/** Health of every source: how often it speaks, how late, how wrongly. */
export interface Sources {
  /** The clocks of the sources: measured by whoever hears them, shown on their rows. */
  readonly clocks: DeviceClocks
  /** The source exists: from here on its refusals are its own. Not counted as a message. */
  registered(id: string, source: Registered): void
  /** When the source was last heard, before the hub began: it is not counted, but neither forgotten. */
  restored(
    id: string,
    heard: Pick<Heard, keyof Registered | 'at' | 'receivedAt' | 'withinMs'> & { readonly lagMs: number },
  ): void
  /** Its clock was ahead, or had fallen back, before the hub began: what was taken as of `at` said `deviceAt`. */
  saidAs(id: string, deviceAt: number, at: number): void
  /** When something of it was refused last, before the hub began. @param registered undefined for a stranger: then it stands on `unknown` */
  refusedBefore(id: string, at: number, registered: Registered | undefined): void
  accepted(id: string, heard: Heard): void
  /** What a system has said of itself; false for who is not known. */
  isSimulated(id: string): boolean
  /** Heard, but neither accepted nor refused yet: its row shows what its clock says. */
  measured(id: string): void
  /** The source has ended: it has no row any more. */
  forget(id: string): void
  /** Counted on the source's own row when it has one, on `unknown` otherwise. */
  refused(id: string): void
  rows(): Source[]
  get(id: string): Source | undefined
  /** Called with the row's id after each change. */
  onChange(listener: (id: string) => void): void
  /** Messages since the hub began. */
  counts(): { readonly accepted: number; readonly refused: number }
}

/**
 * A source as it is being counted. Messages come by the ten thousand a second and rows are read once a second: the row that people see is
 * made when somebody asks for it. Times that are not known are NaN: a field that holds nothing but numbers is overwritten in place, where
 * one that may be null takes a new object for each.
 */
interface Counted {
  readonly id: string
  unit: string | null
  everyMs: number | null
  status: 'online' | 'offline' | null
  simulated: boolean
  lastAt: number
  lastReceivedAt: number
  asOf: number
  readonly countedSince: number
  nextWithinMs: number | null
  accepted: number
  refused: number
  lastRefusedAt: number
  acceptedSince: number
  duplicates: number
  late: number
  /** When the newest accepted message was true, epoch ms: its device time may have been another. */
  newest: number
  /** Undefined while something has changed since it was made. */
  row: Source | undefined
}

export function createSources({ clock }: { clock: Clock }): Sources {
  const sources = new Map<string, Counted>()
  const clocks = createDeviceClocks()
  const rivals = createRivalWatch()
  const listeners: ((id: string) => void)[] = []
  let accepted = 0
  let refused = 0

  /** Undefined when there are too many: then nothing of it is counted but the totals. */
  function countedOf(id: string): Counted | undefined {
    const known = sources.get(id)
    if (known !== undefined) return known
    if (sources.size >= MAX_SOURCES && id !== UNKNOWN_SOURCE) return undefined
    const source = silent(id, clock.now())
    sources.set(id, source)
    return source
  }

  function register(source: Counted, { unit, everyMs, simulated, status = null }: Registered): void {
    source.unit = unit
    source.everyMs = everyMs
    source.simulated = simulated
    source.status = status
  }

  function changed(source: Counted): void {
    source.row = undefined
    for (const listener of listeners) listener(source.id)
  }

  function rowOf(source: Counted): Source {
    source.row ??= {
      id: source.id,
      unit: source.unit,
      everyMs: source.everyMs,
      status: source.status,
      lastAt: known(source.lastAt),
      lastReceivedAt: known(source.lastReceivedAt),
      asOf: known(source.asOf),
      nextWithinMs: source.nextWithinMs,
      countedSince: source.countedSince,
      accepted: source.accepted,
      refused: source.refused,
      lastRefusedAt: known(source.lastRefusedAt),
      acceptedSince: source.acceptedSince,
      duplicates: source.duplicates,
      late: source.late,
      ...clocks.read(source.id),
      rivals: rivals.read(source.id),
      simulated: source.simulated,
    }
    return source.row
  }

  return {
    clocks,
    registered(id, registered) {
      const isNew = !sources.has(id)
      const source = countedOf(id)
      if (source === undefined) return
      const { unit, everyMs, simulated, status } = source
      register(source, registered)
      const isSame =
        source.unit === unit && source.everyMs === everyMs && source.simulated === simulated && source.status === status
      if (isNew || !isSame) changed(source)
    },
    restored(id, heard) {
      const { at, receivedAt, lagMs } = heard
      clocks.restored(id, at, receivedAt, lagMs)
      const source = countedOf(id)
      if (source === undefined) return
      register(source, heard)
      source.newest = at
      source.lastAt = at
      source.lastReceivedAt = receivedAt
      source.asOf = asOf({ at, lagMs: lagIn(at, receivedAt, lagMs) })
      source.nextWithinMs = heard.withinMs ?? heard.everyMs
      changed(source)
    },
    saidAs(id, deviceAt, at) {
      const source = sources.get(id)
      if (source === undefined || source.newest !== at) return
      source.lastAt = deviceAt
      changed(source)
    },
    refusedBefore(id, at, registered) {
      const source = countedOf(registered === undefined ? UNKNOWN_SOURCE : id)
      if (source === undefined) return
      if (registered !== undefined) register(source, registered)
      // A later one may be known already.
      if (at <= source.lastRefusedAt) return
      source.lastRefusedAt = at
      if (registered === undefined) source.lastReceivedAt = at
      changed(source)
    },
    accepted(id, heard) {
      const { at, deviceAt = at, receivedAt, outcome, retained = false, everyMs, client, totals } = heard
      accepted++
      // What is told twice overwrites nothing, and a broker's memory says nothing of who sends now.
      if (outcome !== 'duplicate' && !retained) rivals.sent({ source: id, receivedAt, everyMs, client, totals })
      const source = countedOf(id)
      if (source === undefined) return
      register(source, heard)
      source.accepted++
      source.acceptedSince++
      if (outcome === 'duplicate') source.duplicates++
      if (outcome === 'late') source.late++
      if (outcome === 'new' && !(at < source.newest)) {
        source.newest = at
        source.lastAt = deviceAt
      }
      if (!retained) {
        source.lastReceivedAt = receivedAt
        const said = asOf({ at, lagMs: lagIn(at, receivedAt, clocks.lag(id)) })
        const withinMs = heard.withinMs ?? everyMs
        // A count that holds for a minute outweighs a picture that holds for seconds.
        const holds = said + staleAfterMs(withinMs ?? 0)
        if (!(holds < source.asOf + staleAfterMs(source.nextWithinMs ?? 0))) {
          source.asOf = said
          source.nextWithinMs = withinMs
        }
      }
      changed(source)
    },
    isSimulated: (id) => sources.get(id)?.simulated ?? false,
    measured(id) {
      const source = sources.get(id)
      if (source !== undefined) changed(source)
    },
    forget(id) {
      clocks.forget(id)
      if (sources.delete(id)) for (const listener of listeners) listener(id)
    },
    refused(id) {
      refused++
      const now = clock.now()
      let source = sources.get(id)
      if (source === undefined) {
        source = countedOf(UNKNOWN_SOURCE) as Counted
        source.lastReceivedAt = now
      }
      source.refused++
      source.lastRefusedAt = now
      source.acceptedSince = 0
      changed(source)
    },
    rows: () => [...sources.values()].map(rowOf),
    get(id) {
      const source = sources.get(id)
      return source && rowOf(source)
    },
    onChange: (listener) => void listeners.push(listener),
    counts: () => ({ accepted, refused }),
  }
}

function silent(id: string, countedSince: number): Counted {
  return {
    id,
    unit: null,
    everyMs: null,
    status: null,
    simulated: false,
    lastAt: Number.NaN,
    lastReceivedAt: Number.NaN,
    asOf: Number.NaN,
    countedSince,
    nextWithinMs: null,
    accepted: 0,
    refused: 0,
    lastRefusedAt: Number.NaN,
    acceptedSince: 0,
    duplicates: 0,
    late: 0,
    newest: Number.NaN,
    row: undefined,
  }
}

function known(time: number): number | null {
  return Number.isNaN(time) ? null : time
}
