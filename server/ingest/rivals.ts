import { rivalsForMs } from '../../domain/rivals.ts'
import type { Rivals } from '../../domain/sources/source.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Counts, SourceSystem } from '../../domain/systems/system.ts'
import type { Day } from '../../domain/time.ts'

/** So many times lately one returns whom another had displaced, or totals fall, before two senders are suspected. */
const RETURNS = 2

/** One message of a source, as far as it tells who sent it. */
export interface SentMessage {
  readonly source: string
  readonly receivedAt: number
  /** Promised interval of the source, ms; null where none is promised. */
  readonly everyMs: number | null
  /** Id under which the sender is connected, where the broker tells. */
  readonly client?: string | undefined
  /** Of a report of a system: the newest day that it tells of, and that day's totals so far. */
  readonly totals?: { readonly system: string; readonly period: Day; readonly counts: Counts } | undefined
}

/**
 * Finds sources for which two senders speak: their messages displace each other, and what stands is whoever spoke last. By the clients, where
 * the broker tells them apart; a device that connects anew under another id takes over once and is none. Else by a day's totals, which
 * only rise: one correction may lower them, falling again and again they are two senders' in turn.
 */
export interface RivalWatch {
  sent(message: SentMessage): void
  read(source: string): Rivals | null
}

interface Heard {
  client: string | undefined
  /** Whom that client displaced. */
  displaced: string | undefined
  /** When somebody came back who had been displaced, epoch ms. */
  returns: number[]
  period: Day | undefined
  counts: Counts
  /** When a total of that day fell. */
  falls: number[]
  rivals: Rivals | null
}

export function createRivalWatch(): RivalWatch {
  const heard = new Map<string, Heard>()

  function heardOf(source: string): Heard {
    const before = heard.get(source)
    if (before !== undefined) return before
    const known: Heard = {
      client: undefined,
      displaced: undefined,
      returns: [],
      period: undefined,
      counts: {},
      falls: [],
      rivals: null,
    }
    heard.set(source, known)
    return known
  }

  return {
    sent({ source, receivedAt, everyMs, client, totals }) {
      // Of most messages nothing is to be learnt: devices whose client the broker does not tell, or that stays the same.
      if (client === undefined && totals === undefined) return
      const known = heardOf(source)
      if (client === known.client && totals === undefined) return
      const since = receivedAt - rivalsForMs(everyMs)
      const recent = (times: readonly number[]) => times.filter((at) => at > since)
      const suspect = (clients: readonly string[]) => {
        const before = known.rivals !== null && known.rivals.seenAt > since ? known.rivals : undefined
        known.rivals = { since: before?.since ?? receivedAt, seenAt: receivedAt, clients }
      }
      if (client !== undefined && client !== known.client) {
        const isReturn = client === known.displaced
        known.returns = isReturn ? [...recent(known.returns), receivedAt] : recent(known.returns)
        known.displaced = known.client
        known.client = client
        if (isReturn && known.returns.length >= RETURNS) suspect([client, known.displaced ?? ''].sort())
      }
      if (totals === undefined) return
      const falls = known.period === totals.period && hasFallen(totals.system, known.counts, totals.counts)
      known.falls = falls ? [...recent(known.falls), receivedAt] : recent(known.falls)
      if (falls && known.falls.length >= RETURNS && known.rivals?.seenAt !== receivedAt) suspect([])
      known.period = totals.period
      known.counts = totals.counts
    },
    read: (source) => heard.get(source)?.rivals ?? null,
  }
}

/** Whether anything that only rises during a day is less than it was. */
function hasFallen(id: string, before: Counts, after: Counts): boolean {
  const system: SourceSystem | undefined = SYSTEMS[id as keyof typeof SYSTEMS]
  return Object.entries(after).some(([name, count]) => {
    const last = before[name]
    return last !== undefined && count < last && system?.counts[name]?.overDays === 'sum'
  })
}
