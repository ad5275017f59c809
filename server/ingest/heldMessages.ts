import type { Clock } from '../clock.ts'
import type { HeldMessage } from '../store/store.ts'
import type { Accepted } from './accepted.ts'
import type { Incoming } from './incoming.ts'

/** Beyond these nothing is held: what comes is taken as it is. */
const MAX_OF_SOURCE = 100
const MAX_MESSAGES = 5_000
/** Of the payload, over a restart: characters. A single message is longer only when somebody fills it up. */
const MAX_PAYLOAD = 4_096

const NONE: readonly Held[] = []

/** A plausible message that waits until its device's clock is known. */
export interface Held {
  readonly key: string
  readonly source: string
  readonly incoming: Incoming
  readonly accepted: Accepted
  /** When it is taken for a late message if nothing has told otherwise, epoch ms. */
  readonly until: number
}

export interface HeldMessages {
  hasRoomFor(source: string): boolean
  /** @param onDue called when nothing has told otherwise until then; it is no longer held by then */
  add(held: Held, onDue: (held: Held) => void): void
  /** Those of a source, which are no longer held. */
  take(source: string): readonly Held[]
  stop(): void
}

export function createHeldMessages({ clock }: { clock: Clock }): HeldMessages {
  const bySource = new Map<string, Map<string, { readonly held: Held; readonly timer: NodeJS.Timeout }>>()
  let count = 0

  function remove(source: string, key: string): void {
    const ofSource = bySource.get(source)
    const found = ofSource?.get(key)
    if (ofSource === undefined || found === undefined) return
    clearTimeout(found.timer)
    ofSource.delete(key)
    if (ofSource.size === 0) bySource.delete(source)
    count--
  }

  return {
    hasRoomFor: (source) => count < MAX_MESSAGES && (bySource.get(source)?.size ?? 0) < MAX_OF_SOURCE,
    add(held, onDue) {
      const { source, key, until } = held
      remove(source, key)
      const timer = setTimeout(
        () => {
          remove(source, key)
          onDue(held)
        },
        Math.max(0, until - clock.now()),
      ).unref()
      const ofSource = bySource.get(source) ?? new Map()
      bySource.set(source, ofSource.set(key, { held, timer }))
      count++
    },
    take(source) {
      const ofSource = bySource.get(source)
      if (ofSource === undefined) return NONE
      const found = [...ofSource.values()].map(({ held }) => held)
      for (const { key } of found) remove(source, key)
      return found
    },
    stop() {
      for (const ofSource of bySource.values()) for (const { timer } of ofSource.values()) clearTimeout(timer)
      bySource.clear()
      count = 0
    },
  }
}

/** As it is kept over a restart. */
export function writeHeld({ key, source, incoming, accepted, until }: Held): HeldMessage {
  const { topic, payload, receivedAt } = incoming
  const whole = Buffer.from(payload).toString('utf8')
  const isCut = whole.length > MAX_PAYLOAD
  const text = whole.slice(0, MAX_PAYLOAD)
  return { key, body: JSON.stringify({ source, topic, payload: text, isCut, receivedAt, accepted, until }) }
}

export function readHeld({ key, body }: HeldMessage): Held {
  // One that an earlier version held does not say whether it is whole.
  const {
    source,
    topic,
    payload,
    isCut = true,
    receivedAt,
    accepted,
    until,
  } = JSON.parse(body) as {
    readonly source: string
    readonly topic: string
    readonly payload: string
    readonly isCut?: boolean
    readonly receivedAt: number
    readonly accepted: Accepted
    readonly until: number
  }
  return {
    key,
    source,
    accepted,
    until,
    incoming: { topic, payload: Buffer.from(payload), isCut, receivedAt, retained: false },
  }
}
