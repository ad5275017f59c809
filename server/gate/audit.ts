import { type AuditEntry, type AuditWho, BY_HUB } from '../../domain/access/auditEntry.ts'
import type { Principal } from '../../domain/access/principal.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from './network.ts'
import { createRefusals } from './refusals.ts'

/** Whoever goes on looking at a camera stands in the log once in this time. */
const VIEW_MS = 10 * MINUTE_MS
/** Views that are remembered; beyond it the oldest are forgotten, and told again. */
const MAX_VIEWS = 20_000

/** A camera, and where it stands. */
interface ViewedCamera {
  readonly id: string
  readonly unit: string | null
}

/** What is tried and looked at, on its way into the log. */
export interface Audit {
  /** Somebody was not let. Many of one source are counted: see `createRefusals`. */
  refused(entry: Omit<AuditEntry, 'at' | 'who'>, principal: Principal | undefined): void
  /** Somebody looks at pictures of cameras: one entry of all that they have not looked at for ten minutes. */
  viewed(cameras: readonly ViewedCamera[], from: AuditEntry['from'], principal: Principal | undefined): void
  /**
   * A program has read something over the API, or somebody has taken something away: once for each of them, what they read and ten minutes.
   * @param asked `path` as it is declared; with it which thing it was, where that matters
   */
  read(
    asked: { readonly path: string } & AuditEntry['input'],
    unit: string | null,
    from: AuditEntry['from'],
    principal: Principal,
  ): void
  /** A program follows a feed: once for each of them, feed, place and ten minutes. */
  followed(feed: string, unit: string | null, from: AuditEntry['from'], principal: Principal): void
  /** A source has said something of itself that people look at: once for each source, what it said and ten minutes. */
  toldOfItself(told: Omit<AuditEntry, 'at' | 'who' | 'result'>): void
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
    const { did, input, unit } = done
    if (isNew(done, [did, input, unit])) note({ ...done, at: clock.now(), result: 'done' })
  }

  /**
   * Whether the same one has not done the same from the same network for a while; from now on it has. Whoever uses a session or a token that is
   * another's, elsewhere, stands in the log though its owner has asked the same just before.
   */
  function isNew({ who, from }: Pick<AuditEntry, 'who' | 'from'>, what: readonly unknown[]): boolean {
    const at = clock.now()
    const key = JSON.stringify([who.is, who.id, who.session, networkOf(from.address), ...what])
    const told = views.get(key)
    if (told !== undefined && at - told < VIEW_MS) return false
    views.delete(key)
    views.set(key, at)
    for (const oldest of views.keys()) {
      if (views.size <= MAX_VIEWS) break
      views.delete(oldest)
    }
    return true
  }

  return {
    refused(entry, principal) {
      refusals.refused({ ...entry, at: clock.now(), who: whoOf(principal) })
    },
    viewed(cameras, from, principal) {
      const who = whoOf(principal)
      const fresh = cameras.filter(({ id, unit }) => isNew({ who, from }, ['watchCamera', id, unit]))
      const [first] = fresh
      if (first === undefined) return
      const units = [...new Set(fresh.flatMap(({ unit }) => unit ?? []))].sort()
      const isOne = fresh.length === 1
      const input = isOne
        ? { camera: first.id }
        : { cameras: fresh.map(({ id }) => id), ...(units.length > 1 && { units }) }
      note({
        ...{ who, from, did: 'watchCamera', input, at: clock.now(), result: 'done' },
        unit: units.length > 1 ? null : first.unit,
      })
    },
    read(asked, unit, from, principal) {
      seldom({ who: whoOf(principal), from, did: 'ask', input: asked, unit })
    },
    followed(feed, unit, from, principal) {
      seldom({ who: whoOf(principal), from, did: 'subscribe', input: { feed }, unit })
    },
    toldOfItself(told) {
      const { device, source, camera } = told.input
      const who = BY_HUB.who
      if (isNew({ who, from: BY_HUB.from }, [told.did, device ?? source ?? camera]))
        note({ ...told, who, at: clock.now(), result: 'done' })
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
