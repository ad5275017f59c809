import type { ConnectionState } from '../live/connection.ts'
import { SILENCE_MS } from '../live/reception.ts'

/** Whether the picture on the wall still follows the city. */
export type Link =
  | { readonly is: 'coming' }
  | { readonly is: 'live' }
  /** No word from the hub since then, epoch ms. */
  | { readonly is: 'lost'; readonly since: number }

/**
 * @param heartbeatAt when the hub last spoke, epoch ms on its own clock; undefined before the first word
 * @param now epoch ms on the hub's clock
 */
export function linkState(connection: ConnectionState, heartbeatAt: number | undefined, now: number): Link {
  if (connection.is === 'lost')
    return { is: 'lost', since: Math.min(connection.since, heartbeatAt ?? connection.since) }
  if (heartbeatAt === undefined) return { is: 'coming' }
  return now - heartbeatAt > SILENCE_MS ? { is: 'lost', since: heartbeatAt } : { is: 'live' }
}
