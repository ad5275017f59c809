import { withoutLogins } from '../../domain/cameras/liveAddress.ts'
import { isOfSomebodyElse, type RefusalParams, type RefusalReason } from '../../domain/refusals.ts'
import { OVERFLOW_SOURCE, type Quarantined, UNKNOWN_SOURCE } from '../../domain/sources/quarantined.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Clock } from '../clock.ts'
import { excerptOf, textOf } from './excerpt.ts'
import { printable } from './printable.ts'

/** Rows kept of what known sources sent, and of whoever else writes: a flood under invented names, or others' names, must push nobody else out. */
const MAX_KNOWN_ROWS = 2_000
const MAX_STRANGER_ROWS = 500
/** Clients told apart of one source and reason: many programs take a new id with every start. */
const MAX_CLIENTS = 8
/** Where the counts go of rows that gave way to newer ones. */
/** A row that has not been added to for so long is forgotten. */
const REMEMBERED_MS = 30 * DAY_MS
const MAX_SAMPLE = 300
const MAX_TOPIC = 200
const MAX_CLIENT = 64
const MAX_PARAM = 120

interface Refused extends RefusedPart {
  /** Who the topic says it is; `unknown` where it names nobody. */
  readonly source: string
  /** Whether that source is announced or declared. */
  readonly known: boolean
  /** Client id at the broker; absent where the broker does not tell. */
  readonly client?: string | undefined
  readonly topic: string
  readonly payload: Uint8Array | string
  /** How many parts of the message were refused for the same reason. */
  readonly times?: number
}

/** What was refused, counted by source, reason and client, with the last sample of each. */
export interface Quarantine {
  refuse(refused: Refused): void
  rows(): Quarantined[]
  get(key: string): Quarantined | undefined
  /** Called with the row's key after each change, also when the row is gone. */
  onChange(listener: (key: string) => void): void
  /** Puts back the counters of an earlier life; tells nobody. */
  restore(rows: readonly Quarantined[]): void
  /** Lets go of what has not been added to for a month. */
  forgetOld(): void
}

export function createQuarantine({ clock }: { clock: Clock }): Quarantine {
  /** In the order in which they were last added to. */
  const known = new Map<string, Quarantined>()
  const strangers = new Map<string, Quarantined>()
  /** Keys of the rows of one source and reason that name a client, by the key of the one that names none. */
  const clients = new Map<string, string[]>()
  let overflow: Quarantined | undefined
  const listeners: ((key: string) => void)[] = []

  function tell(key: string): void {
    for (const listener of listeners) listener(key)
  }

  function get(key: string): Quarantined | undefined {
    return key === OVERFLOW_SOURCE ? overflow : (known.get(key) ?? strangers.get(key))
  }

  function remove({ key, source, reason }: Quarantined): void {
    known.delete(key)
    strangers.delete(key)
    const base = keyOf(source, reason, null)
    const others = clients.get(base)?.filter((other) => other !== key) ?? []
    if (others.length === 0) clients.delete(base)
    else clients.set(base, others)
  }

  /** The row that has waited longest gives way; what it counted stays counted. */
  function makeRoom(rows: Map<string, Quarantined>, max: number): void {
    const [oldest] = rows.values()
    if (rows.size < max || oldest === undefined) return
    remove(oldest)
    overflow = {
      ...oldest,
      key: OVERFLOW_SOURCE,
      source: OVERFLOW_SOURCE,
      known: false,
      client: null,
      count: oldest.count + (overflow?.count ?? 0),
      firstAt: Math.min(oldest.firstAt, overflow?.firstAt ?? oldest.firstAt),
    }
    tell(oldest.key)
    tell(OVERFLOW_SOURCE)
  }

  function put(row: Quarantined): void {
    const isItsOwn = row.known && !isOfSomebodyElse(row.reason)
    const [rows, max] = isItsOwn ? [known, MAX_KNOWN_ROWS] : [strangers, MAX_STRANGER_ROWS]
    // A stranger that has announced itself since, or the other way round, keeps its row.
    remove(row)
    makeRoom(rows, max)
    rows.set(row.key, row)
    if (row.client !== null && row.source !== UNKNOWN_SOURCE) limitClients(row)
  }

  /** Of too many clients the one not heard of for longest is no longer told apart from those without a name. */
  function limitClients({ key, source, reason }: Quarantined): void {
    const base = keyOf(source, reason, null)
    const keys = [...(clients.get(base) ?? []), key]
    clients.set(base, keys)
    const [first = ''] = keys
    const oldest = get(first)
    if (keys.length <= MAX_CLIENTS || oldest === undefined) return
    remove(oldest)
    tell(first)
    const unnamed = get(base)
    put({
      ...(unnamed ?? oldest),
      key: base,
      client: null,
      count: oldest.count + (unnamed?.count ?? 0),
      firstAt: Math.min(oldest.firstAt, unnamed?.firstAt ?? oldest.firstAt),
    })
    tell(base)
  }

  return {
    refuse({ source, known: isKnown, client: clientId, reason, params = {}, topic, payload, part, value, times = 1 }) {
      const client = clientId === undefined ? null : printable(clientId, MAX_CLIENT)
      const key = keyOf(source, reason, client)
      const before = get(key)
      const now = clock.now()
      const written = value === undefined ? undefined : writtenAt(payload, value)
      put({
        key,
        source,
        known: isKnown,
        client,
        reason,
        params: printableParams(written === undefined ? params : { ...params, value: written }),
        topic: printable(topic, MAX_TOPIC),
        count: (before?.count ?? 0) + times,
        firstAt: before?.firstAt ?? now,
        lastAt: now,
        sample: withoutLogins(
          printable(part === undefined || part.length === 0 ? payload : writtenAt(payload, part), MAX_SAMPLE),
        ),
      })
      tell(key)
    },
    rows: () => [...known.values(), ...strangers.values(), ...(overflow === undefined ? [] : [overflow])],
    get,
    onChange: (listener) => void listeners.push(listener),
    restore(earlier) {
      for (const row of [...earlier].sort((a, b) => a.lastAt - b.lastAt)) {
        if (row.key === OVERFLOW_SOURCE) overflow = row
        else put(row)
      }
    },
    forgetOld() {
      const oldest = clock.now() - REMEMBERED_MS
      for (const row of [...known.values(), ...strangers.values()]) {
        if (row.lastAt >= oldest) continue
        remove(row)
        tell(row.key)
      }
    },
  }
}

function keyOf(source: string, reason: string, client: string | null): string {
  return client === null ? `${source}|${reason}` : `${source}|${reason}|${client}`
}

/** What stands at a place of a JSON payload, as it was written there. */
function writtenAt(payload: Uint8Array | string, path: readonly (string | number)[]): string {
  return excerptOf(typeof payload === 'string' ? payload : textOf(payload), path) ?? ''
}

function printableParams(params: RefusalParams): RefusalParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, said]) => [
      name,
      // What is allowed is our own declaration, and no list of it may break off: everything else comes from strangers.
      typeof said === 'string' && name !== 'allowed' ? withoutLogins(printable(said, MAX_PARAM)) : said,
    ]),
  )
}

/** Of several parts that were refused for one reason the last, and how many they were. */
export function byReason(parts: readonly RefusedPart[]): { part: RefusedPart; times: number }[] {
  const found = new Map<RefusalReason, { part: RefusedPart; times: number }>()
  for (const part of parts) found.set(part.reason, { part, times: (found.get(part.reason)?.times ?? 0) + 1 })
  return [...found.values()]
}
