import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { whoseOf } from '../../domain/access/principal.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from './network.ts'

/** So many of one source stand in the log one by one in a minute: of somebody known, and of a stranger. */
const ONE_BY_ONE = { known: 10, stranger: 1 }
/** Sources that are told apart in one minute, those who are known and strangers; those beyond are counted together, each with their like. */
const MAX_SOURCES = { known: 180, stranger: 20 }
/** What one source was refused, and under which names, told apart in one entry. */
const MAX_KINDS = 20
const MAX_NAMES = 50
const MAX_NAME = 100

interface Counted {
  readonly first: AuditEntry
  told: number
  more: number
  readonly kinds: Map<string, number>
  /** User names and MQTT accounts it tried. */
  readonly names: Map<string, number>
}

/** Refusals on their way into the log. Whoever is refused a thousand times a second fills neither the log nor the store. */
export interface Refusals {
  /** The first of a source in a minute stand as they were; how many more there were of what is one entry when the minute is over. */
  refused(entry: AuditEntry): void
  /** What has been counted is told now. */
  stop(): void
}

/** @param note appends an entry to the log */
export function createRefusals({
  clock,
  note,
  everyMs = MINUTE_MS,
}: {
  clock: Clock
  note: (entry: AuditEntry) => void
  everyMs?: number
}): Refusals {
  const sources = new Map<string, Counted>()
  const apart = { known: 0, stranger: 0 }
  let timer: NodeJS.Timeout | undefined

  function tell(): void {
    timer = undefined
    for (const { first, more, kinds, names } of sources.values()) {
      if (more === 0) continue
      note({
        ...first,
        at: clock.now(),
        did: 'refusals',
        input: {
          ...{ since: first.at, times: more, kinds: Object.fromEntries(kinds) },
          ...(names.size > 0 && { names: Object.fromEntries(names) }),
        },
        unit: null,
        result: 'refused',
      })
    }
    sources.clear()
    Object.assign(apart, { known: 0, stranger: 0 })
  }

  return {
    refused(entry) {
      const isKnown = entry.who.id !== ''
      const own = isKnown ? whoseOf(entry.who) : networkOf(entry.from.address)
      const is = isKnown ? 'known' : 'stranger'
      const isApart = sources.has(own) || apart[is] < MAX_SOURCES[is]
      // No source is called so: of a stranger it is an address, of who is known two words.
      const key = isApart ? own : `* ${is} *`
      let counted = sources.get(key)
      if (counted === undefined) {
        const first = isApart ? entry : { ...entry, from: { ...entry.from, address: '*', agent: '' } }
        if (isApart) apart[is]++
        counted = {
          first,
          told: isApart ? 0 : Number.POSITIVE_INFINITY,
          more: 0,
          kinds: new Map(),
          names: new Map(),
        }
        sources.set(key, counted)
      }
      timer ??= setTimeout(tell, everyMs).unref()
      if (counted.told < (isKnown ? ONE_BY_ONE.known : ONE_BY_ONE.stranger)) {
        counted.told++
        note(entry)
        return
      }
      counted.more++
      count(counted.kinds, `${entry.did} ${entry.result}`, MAX_KINDS)
      const name = entry.input.user ?? entry.input.account
      if (typeof name === 'string') count(counted.names, name.slice(0, MAX_NAME), MAX_NAMES)
    },
    stop() {
      clearTimeout(timer)
      tell()
    },
  }
}

/** Those that find no room are counted together. */
function count(of: Map<string, number>, what: string, max: number): void {
  const named = of.has(what) || of.size < max ? what : '…'
  of.set(named, (of.get(named) ?? 0) + 1)
}
