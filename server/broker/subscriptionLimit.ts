import type { EventEmitter } from 'node:events'
import type { RefusedPart } from '../adapters/adapter.ts'

type Filters =
  | { readonly cmd: 'subscribe'; readonly subscriptions: readonly { readonly topic: string }[] }
  | { readonly cmd: 'unsubscribe'; readonly unsubscriptions: readonly string[] }

/**
 * Counts what clients subscribe to, packet by packet in the order in which they come. Aedes asks about a subscription when it gets to it, and
 * tells of an unsubscription when that is done: of several packets that come at once it would ask about the second before the first has ended.
 */
export interface SubscriptionLimit {
  /** Follows a client of aedes from its first packet on. */
  follow(client: object): void
  /** Why a subscription, as aedes hands it over, is one too many; undefined when it is not. */
  denial(subscription: object): RefusedPart | undefined
}

/**
 * @param max of one client
 * @param denied why a filter may not be subscribed to whatever else is held; such a one takes no room
 */
export function createSubscriptionLimit(
  max: number,
  denied: (filter: string) => RefusedPart | undefined,
): SubscriptionLimit {
  const denials = new WeakMap<object, RefusedPart>()

  function take(held: Set<string>, packet: Filters): void {
    if (packet.cmd === 'unsubscribe') {
      for (const filter of packet.unsubscriptions) held.delete(filter)
      return
    }
    for (const subscription of packet.subscriptions) {
      const { topic: filter } = subscription
      const isOneTooMany = !held.has(filter) && held.size >= max
      const denial =
        denied(filter) ?? (isOneTooMany ? { reason: 'tooManySubscriptions', params: { filter, max } } : undefined)
      if (denial === undefined) held.add(filter)
      else denials.set(subscription, denial as RefusedPart)
    }
  }

  return {
    follow(client) {
      const held = new Set<string>()
      const { _parser: parser } = client as { _parser: EventEmitter }
      parser.prependListener('packet', (packet: { cmd: string }) => {
        if (packet.cmd === 'subscribe' || packet.cmd === 'unsubscribe') take(held, packet as Filters)
      })
    },
    denial: (subscription) => denials.get(subscription),
  }
}
