import type { AuditEntry, AuditWho } from '../../domain/access/auditEntry.ts'
import type { Principal } from '../../domain/access/principal.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { createRefusals } from './refusals.ts'

/** Whoever goes on looking at a camera stands in the log once in this time. */
const VIEW_MS = 10 * MINUTE_MS
/** Views that are remembered; beyond it the oldest are forgotten, and told again. */
const MAX_VIEWS = 20_000

/** What is tried and looked at, on its way into the log. */
export interface Audit {
  /** Somebody was not let. Many of one source are counted: see `createRefusals`. */
  refused(entry: Omit<AuditEntry, 'at' | 'who'>, principal: Principal | undefined): void
  /** Somebody looks at a camera's pictures: once for each of them, camera and ten minutes. */
  viewed(camera: string, unit: string | null, from: AuditEntry['from'], principal: Principal | undefined): void
  /** A program has read something over the API: once for each of them, path and ten minutes. */
  read(path: string, unit: string | null, from: AuditEntry['from'], principal: Principal): void
  /** Appends it. */
  note(entry: AuditEntry): void
  stop(): void
}

/** @param note appends an entry to the log */
export function createAudit({ clock, note }: { clock: Clock; note: (entry: AuditEntry) => void }): Audit {
  const refusals = createRefusals({ clock, note })
  /** When each was told last; in the order of that. */
  const views = new Map<string, number>()
  /** Notes what was done, unless the same was told of the same one a short while ago. */
  function seldom(done: Omit<AuditEntry, 'at' | 'result'>): void {
    const { who, from, did, input, unit } = done
    const at = clock.now()
    const key = JSON.stringify([who.is, who.id || from.address, did, input, unit])
    const told = views.get(key)
    if (told !== undefined && at - told < VIEW_MS) return
    views.delete(key)
    views.set(key, at)
    for (const oldest of views.keys()) {
      if (views.size <= MAX_VIEWS) break
      views.delete(oldest)
    }
    note({ ...done, at, result: 'done' })
  }

  return {
    refused(entry, principal) {
      refusals.refused({ ...entry, at: clock.now(), who: whoOf(principal) })
    },
    viewed(camera, unit, from, principal) {
      seldom({ who: whoOf(principal), from, did: 'watchCamera', input: { camera }, unit })
    },
    read(path, unit, from, principal) {
      seldom({ who: whoOf(principal), from, did: 'ask', input: { path }, unit })
    },
    note,
    stop: refusals.stop,
  }
}

/** How the log names whoever asks. */
export function whoOf(principal: Principal | undefined): AuditWho {
  if (principal === undefined) return { is: 'public', id: '', name: 'public' }
  const { is, id, name, session } = principal
  return { is, id, name, ...(session !== undefined && { session }) }
}
