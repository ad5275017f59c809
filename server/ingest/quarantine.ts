import type { RefusalParams, RefusalReason } from '../../domain/refusals.ts'
import type { Quarantined } from '../../domain/wire.ts'
import type { Clock } from '../clock.ts'
import { printable } from './printable.ts'

/** Rows kept; sources are bounded, reasons are few, so only an attack reaches this. */
const MAX_ROWS = 2_000
/** Where refusals are counted that found no row of their own. */
const OVERFLOW = 'overflow'
const MAX_SAMPLE = 300
const MAX_TOPIC = 200

interface Refused {
  /** A source that is known, or `unknown`. */
  readonly source: string
  readonly reason: RefusalReason
  readonly topic: string
  readonly payload: Uint8Array | string
  /** Which field; stands in brackets before the sample. */
  readonly detail?: string
  /** What the sentence of the reason names. */
  readonly params?: RefusalParams
}

/** What was refused, counted by source and reason, with the last sample of each. */
export interface Quarantine {
  refuse(refused: Refused): void
  rows(): Quarantined[]
  /** Called with the row's key after each refusal. */
  onChange(listener: (key: string) => void): void
  /** Puts back the counters of an earlier life; tells nobody. */
  restore(rows: readonly Quarantined[]): void
}

export function createQuarantine({ clock }: { clock: Clock }): Quarantine {
  const rows = new Map<string, Quarantined>()
  const listeners: ((key: string) => void)[] = []

  function hasRoomFor(key: string): boolean {
    return rows.has(key) || rows.size < MAX_ROWS
  }

  return {
    refuse({ source, reason, topic, payload, detail, params }) {
      const own = `${source}|${reason}`
      const key = hasRoomFor(own) ? own : OVERFLOW
      const known = rows.get(key)
      const now = clock.now()
      const lead = detail === undefined ? '' : `(${printable(detail, 100)}) `
      rows.set(key, {
        key,
        source: key === own ? source : OVERFLOW,
        reason,
        ...(params !== undefined && { params }),
        topic: printable(topic, MAX_TOPIC),
        count: (known?.count ?? 0) + 1,
        firstAt: known?.firstAt ?? now,
        lastAt: now,
        sample: lead + printable(payload, MAX_SAMPLE - lead.length),
      })
      for (const listener of listeners) listener(key)
    },
    rows: () => [...rows.values()],
    onChange: (listener) => void listeners.push(listener),
    restore(earlier) {
      for (const row of earlier) if (hasRoomFor(row.key)) rows.set(row.key, row)
    },
  }
}
