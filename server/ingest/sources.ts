import type { Source } from '../../domain/sources/source.ts'
import type { Clock } from '../clock.ts'
import { createDeviceClocks, type DeviceClocks } from './deviceClocks.ts'
import { createRivalWatch, type SentMessage } from './rivals.ts'

const MAX_SOURCES = 20_000
/** Everybody who never announced shares this row: a flood of invented names must not fill a table. */
export const UNKNOWN = 'unknown'

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
  /** The same by the device's own clock, where that was ahead of the hub's. */
  readonly deviceAt?: number | undefined
  readonly receivedAt: number
  readonly outcome: 'new' | 'late' | 'duplicate'
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
  restored(id: string, heard: Pick<Heard, keyof Registered | 'at' | 'receivedAt'>): void
  accepted(id: string, heard: Heard): void
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

export function createSources({ clock }: { clock: Clock }): Sources {
  const rows = new Map<string, Source>()
  /** When the newest accepted message of each source was true, epoch ms: its device time may have been ahead. */
  const newest = new Map<string, number>()
  const clocks = createDeviceClocks()
  const rivals = createRivalWatch()
  const listeners: ((id: string) => void)[] = []
  let accepted = 0
  let refused = 0

  function put(row: Source): void {
    if (!rows.has(row.id) && rows.size >= MAX_SOURCES && row.id !== UNKNOWN) return
    rows.set(row.id, { ...row, ...clocks.read(row.id), rivals: rivals.read(row.id) })
    for (const listener of listeners) listener(row.id)
  }

  function rowOf(id: string): Source {
    return rows.get(id) ?? { ...SILENT, id }
  }

  return {
    clocks,
    registered(id, { unit, everyMs, simulated, status = null }) {
      const row = rowOf(id)
      const isSame = row.unit === unit && row.everyMs === everyMs && row.simulated === simulated
      if (isSame && row.status === status && rows.has(id)) return
      put({ ...row, unit, everyMs, simulated, status })
    },
    restored(id, { unit, everyMs, simulated, status = null, at, receivedAt }) {
      clocks.restored(id, at, receivedAt)
      newest.set(id, at)
      put({ ...rowOf(id), unit, everyMs, simulated, status, lastAt: at, lastReceivedAt: receivedAt })
    },
    accepted(
      id,
      { unit, everyMs, simulated, status = null, at, deviceAt = at, receivedAt, outcome, retained = false, ...sent },
    ) {
      accepted++
      // What is told twice overwrites nothing, and a broker's memory says nothing of who sends now.
      if (outcome !== 'duplicate' && !retained) rivals.sent({ source: id, receivedAt, everyMs, ...sent })
      const row = rowOf(id)
      const isNewest = outcome === 'new' && at >= (newest.get(id) ?? at)
      if (isNewest) newest.set(id, at)
      put({
        ...row,
        unit,
        everyMs,
        simulated,
        status,
        accepted: row.accepted + 1,
        acceptedSince: row.acceptedSince + 1,
        duplicates: row.duplicates + (outcome === 'duplicate' ? 1 : 0),
        late: row.late + (outcome === 'late' ? 1 : 0),
        lastAt: isNewest ? deviceAt : row.lastAt,
        lastReceivedAt: retained ? row.lastReceivedAt : receivedAt,
      })
    },
    measured(id) {
      const row = rows.get(id)
      if (row !== undefined) put(row)
    },
    forget(id) {
      clocks.forget(id)
      newest.delete(id)
      if (rows.delete(id)) for (const listener of listeners) listener(id)
    },
    refused(id) {
      refused++
      const now = clock.now()
      const own = rows.get(id)
      const row = own ?? { ...rowOf(UNKNOWN), lastReceivedAt: now }
      put({ ...row, refused: row.refused + 1, lastRefusedAt: now, acceptedSince: 0 })
    },
    rows: () => [...rows.values()],
    get: (id) => rows.get(id),
    onChange: (listener) => void listeners.push(listener),
    counts: () => ({ accepted, refused }),
  }
}

const SILENT: Omit<Source, 'id'> = {
  unit: null,
  everyMs: null,
  status: null,
  lastAt: null,
  lastReceivedAt: null,
  accepted: 0,
  refused: 0,
  lastRefusedAt: null,
  acceptedSince: 0,
  duplicates: 0,
  late: 0,
  skewMs: null,
  clock: null,
  measuredAt: null,
  rivals: null,
  simulated: false,
}
