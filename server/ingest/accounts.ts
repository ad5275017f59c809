import { COUNT_EVERY_MS } from '../../domain/cameras/camera.ts'
import { isOfSomebodyElse } from '../../domain/refusals.ts'
import { UNKNOWN_SOURCE } from '../../domain/sources/quarantined.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Accepted } from './accepted.ts'
import type { Incoming } from './incoming.ts'
import type { SourceRegistry } from './messageValidator.ts'
import { byReason, type Quarantine } from './quarantine.ts'
import { deviceRegistration, registrationOf } from './registration.ts'
import type { Registered, Sources } from './sources.ts'

/** Books every message on its source: accepted ones on their health, refused ones there and in the quarantine. */
export interface Accounts {
  /** @param client id under which the sender is connected, where the broker tells */
  accepted(accepted: Accepted, source: string, outcome: 'new' | 'late' | 'duplicate', client?: string): void
  /** @param claimed who the topic says it is; for the health of sources, strangers share one row */
  refused(
    incoming: Pick<Incoming, 'topic' | 'payload' | 'client'>,
    claimed: string | undefined,
    parts: readonly RefusedPart[],
  ): void
}

export function createAccounts({
  edition,
  registry,
  quarantine,
  sources,
}: {
  edition: Edition
  registry: SourceRegistry
  quarantine: Quarantine
  sources: Sources
}): Accounts {
  const lookUp = (source: string) =>
    registrationOf(source, { edition, registry, simulated: sources.isSimulated(source) })

  /** Of what devices send all the time: without taking the name of the source apart. */
  function senderOf(accepted: Accepted, source: string): Registered | undefined {
    if (accepted.is !== 'readings') return lookUp(source)
    const sensor = registry.sensor(accepted.id)
    return sensor && deviceRegistration(source, sensor, registry)
  }

  return {
    accepted(accepted, source, outcome, client) {
      if (accepted.is === 'retired') {
        if (outcome === 'new') sources.forget(source)
        return
      }
      const known = senderOf(accepted, source)
      if (known === undefined) return
      const { at, deviceAt, receivedAt, retained = false, withinMs, simulated = known.simulated } = whenSaid(accepted)
      const { unit, everyMs, status } = known
      if (at === undefined || receivedAt === undefined)
        return sources.registered(source, { unit, everyMs, status, simulated })
      const totals = totalsOf(accepted)
      sources.accepted(source, {
        unit,
        everyMs,
        status,
        simulated,
        at,
        deviceAt,
        receivedAt,
        outcome,
        retained,
        withinMs,
        client,
        totals,
      })
    },
    refused(incoming, claimed, parts) {
      const registered = claimed === undefined ? undefined : lookUp(claimed)
      const source = claimed ?? UNKNOWN_SOURCE
      if (registered !== undefined) sources.registered(source, registered)
      const isItsOwn = registered !== undefined && !parts.some(({ reason }) => isOfSomebodyElse(reason))
      sources.refused(isItsOwn ? source : UNKNOWN_SOURCE)
      const { topic, payload, client } = incoming
      for (const { part, times } of byReason(parts))
        quarantine.refuse({ ...part, source, known: registered !== undefined, client, topic, payload, times })
    },
  }
}

/** `at` absent: an announcement, or online and offline, which say that a source exists and are no data. */
interface WhenSaid {
  readonly at?: number
  readonly deviceAt?: number | undefined
  readonly receivedAt?: number
  readonly retained?: boolean
  /** Promised interval of such messages, where that is not the source's, ms. */
  readonly withinMs?: number
  /** Where the message says it itself. */
  readonly simulated?: boolean
}

const NEVER: WhenSaid = {}

function whenSaid(accepted: Exclude<Accepted, { is: 'retired' }>): WhenSaid {
  switch (accepted.is) {
    case 'sensorAnnounce':
    case 'cameraAnnounce':
    case 'sensorStatus':
    case 'cameraStatus':
      return NEVER
    case 'readings': {
      const { readings, receivedAt, retained } = accepted
      const { at, deviceAt } = newestOf(readings)
      return { at, deviceAt, receivedAt, retained }
    }
    case 'frame':
      return { at: accepted.receivedAt, receivedAt: accepted.receivedAt }
    case 'count': {
      const { count, receivedAt, retained } = accepted
      return { at: count.at, deviceAt: count.deviceAt, receivedAt, retained, withinMs: COUNT_EVERY_MS }
    }
    case 'statistics': {
      const { at, deviceAt, receivedAt, simulated } = newestOf(accepted.reports)
      return { at, deviceAt, receivedAt, retained: accepted.retained, simulated }
    }
    case 'link': {
      const { report, receivedAt, retained } = accepted
      const { at, deviceAt, simulated } = report
      return { at, deviceAt, receivedAt, retained, simulated }
    }
    case 'event': {
      const { at, deviceAt, receivedAt, simulated } = accepted.event
      return { at, deviceAt, receivedAt, simulated }
    }
  }
}

function newestOf<T extends { readonly at: number }>(said: readonly T[]): T {
  return said.reduce((a, b) => (b.at > a.at ? b : a))
}

/** Of a report the newest day that it tells of. */
function totalsOf(accepted: Accepted) {
  return accepted.is === 'statistics' ? accepted.reports.at(-1) : undefined
}
