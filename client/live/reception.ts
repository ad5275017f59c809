import type { HubStatus } from '../../domain/hubStatus.ts'
import type { Reception } from '../../domain/reception.ts'
import type { ConnectionState } from './connection.ts'

/** The hub says its heartbeat every second; so long a silence is a loss, even while the socket claims to stand. */
export const SILENCE_MS = 6_000

/**
 * Whether what the city says reaches this screen: the hub has to hear it, and the screen the hub.
 * @param hub its last heartbeat; undefined before the first word
 * @param now epoch ms on the hub's clock
 */
export function receptionOf(
  connection: ConnectionState,
  hub: Pick<HubStatus, 'now' | 'reception'> | undefined,
  now: number,
): Reception {
  if (connection.is === 'lost')
    return { is: 'cut', since: Math.min(connection.since, hub?.now ?? connection.since), cause: 'screen' }
  if (hub === undefined) return { is: 'cut', since: now, cause: 'screen' }
  return now - hub.now > SILENCE_MS ? { is: 'cut', since: hub.now, cause: 'screen' } : hub.reception
}
