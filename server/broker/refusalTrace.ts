import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { refusalSentence } from '../../domain/refusals.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Clock } from '../clock.ts'
import type { Refuse } from '../ingest/incoming.ts'
import { printable } from '../ingest/printable.ts'

/** One line a minute for one client and reason, and one a second for all of them. */
const SAME_EVERY_MS = 60_000
const ANY_EVERY_MS = 1_000
const MAX_KNOWN = 1_000
const NO_PAYLOAD = new Uint8Array()

/** Whom a broker refuses something, as far as it is known. */
export interface Refused {
  readonly client: string | undefined
  /** Network address; empty where there is none. */
  readonly from: string
  /** The message's, or the last one of the client; empty where there is none. */
  readonly topic: string
  readonly payload?: Uint8Array
}

/**
 * What the broker refuses by itself leaves a trace where people look: in the quarantine, on the source that the topic names, and in the log,
 * there with what to do. A device that comes back to be refused again does not fill the log.
 */
export function createRefusalTrace({
  refuse,
  clock,
  log,
}: {
  refuse: Refuse
  clock: Clock
  log: Pick<Logger, 'warn'>
}): (refused: Refused, part: RefusedPart) => void {
  const told = new LRUCache<string, number>({ max: MAX_KNOWN })
  let loggedAt = Number.NEGATIVE_INFINITY

  return ({ client, from, topic, payload = NO_PAYLOAD }, part) => {
    refuse({ topic, payload, ...(client !== undefined && { client }) }, part)
    const now = clock.now()
    const key = `${part.reason}|${client ?? from}`
    if (now - loggedAt < ANY_EVERY_MS || now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < SAME_EVERY_MS) return
    told.set(key, now)
    loggedAt = now
    log.warn(
      {
        ...(client !== undefined && { client: printable(client, 64) }),
        ...(from !== '' && { from }),
        ...(topic !== '' && { topic: printable(topic, 200) }),
        reason: part.reason,
        remedy: printable(refusalSentence(part.reason, part.params ?? {})?.en ?? '', 400),
      },
      'the broker refused a client',
    )
  }
}
