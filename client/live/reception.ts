import type { HubStatus } from '../../domain/hubStatus.ts'
import { ALWAYS_OPEN, type Reception } from '../../domain/reception.ts'
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

/** Whether the hub can hear the city, by its own word; a screen that has lost the hub goes by its last one. */
export function receptionOfHub(reception: Reception, hub: Pick<HubStatus, 'reception'> | undefined): Reception {
  return reception.is === 'cut' && reception.cause === 'screen' ? (hub?.reception ?? reception) : reception
}

/** By when, and by what could be heard then, the city is judged. */
export interface Judging {
  /** Epoch ms on the hub's clock. */
  readonly now: number
  readonly reception: Reception
  /** When that is not now: since then nothing has been heard. */
  readonly asOf: number | undefined
}

/**
 * What nobody hears gets neither better nor worse: while a screen has lost the hub, or the hub its broker, the city is judged as it stood when it was
 * heard last. A hub that has not heard anything since it began has nothing to judge.
 * @param hub its last heartbeat; undefined before the first word
 */
export function judgingOf(reception: Reception, hub: Pick<HubStatus, 'reception'> | undefined, now: number): Judging {
  const heard = receptionOfHub(reception, hub)
  if (reception.is === 'open' || hub === undefined || (heard.is === 'cut' && heard.cause === 'starting'))
    return { now, reception, asOf: undefined }
  const since = heard.is === 'cut' ? heard.since : reception.since
  return { now: since, reception: heard.is === 'cut' ? ALWAYS_OPEN : heard, asOf: since }
}
