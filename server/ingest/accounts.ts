import type { Edition } from '../../domain/units/unit.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Accepted } from './accepted.ts'
import type { Incoming } from './incoming.ts'
import type { SourceRegistry } from './messageValidator.ts'
import { byReason, type Quarantine } from './quarantine.ts'
import { registrationOf } from './registration.ts'
import { type Sources, UNKNOWN } from './sources.ts'

/** Books every message on its source: accepted ones on their health, refused ones there and in the quarantine. */
export interface Accounts {
  /** @param client id under which the sender is connected, where the broker tells */
  accepted(accepted: Accepted, outcome: 'new' | 'late' | 'duplicate', client?: string): void
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
    registrationOf(source, { edition, registry, simulated: sources.get(source)?.simulated ?? false })

  return {
    accepted(accepted, outcome, client) {
      if (accepted.is === 'retired') {
        if (outcome === 'new') sources.forget(accepted.source)
        return
      }
      const { source, at, deviceAt, receivedAt, retained = false, simulated } = whoAndWhen(accepted)
      const known = lookUp(source)
      if (known === undefined) return
      const registered = simulated === undefined ? known : { ...known, simulated }
      if (at === undefined || receivedAt === undefined) sources.registered(source, registered)
      else {
        const totals = totalsOf(accepted)
        sources.accepted(source, { ...registered, at, deviceAt, receivedAt, outcome, retained, client, totals })
      }
    },
    refused(incoming, claimed, parts) {
      const registered = claimed === undefined ? undefined : lookUp(claimed)
      const source = claimed ?? UNKNOWN
      if (registered !== undefined) sources.registered(source, registered)
      sources.refused(registered === undefined ? UNKNOWN : source)
      const { topic, payload, client } = incoming
      for (const { part, times } of byReason(parts))
        quarantine.refuse({ ...part, source, known: registered !== undefined, client, topic, payload, times })
    },
  }
}

/** `at` absent: an announcement, or online and offline, which say that a source exists and are no data. */
interface WhoAndWhen {
  readonly source: string
  readonly at?: number
  readonly deviceAt?: number | undefined
  readonly receivedAt?: number
  readonly retained?: boolean
  /** Where the message says it itself. */
  readonly simulated?: boolean
}

function whoAndWhen(accepted: Exclude<Accepted, { is: 'retired' }>): WhoAndWhen {
  switch (accepted.is) {
    case 'sensorAnnounce':
      return { source: `sensor/${accepted.sensor.id}` }
    case 'cameraAnnounce':
      return { source: `camera/${accepted.camera.id}` }
    case 'sensorStatus':
      return { source: `sensor/${accepted.id}` }
    case 'cameraStatus':
      return { source: `camera/${accepted.id}` }
    case 'readings': {
      const { id, readings, receivedAt, retained } = accepted
      const { at, deviceAt } = readings.reduce((a, b) => (b.at > a.at ? b : a))
      return { source: `sensor/${id}`, at, deviceAt, receivedAt, retained }
    }
    case 'frame':
      return { source: `camera/${accepted.id}`, at: accepted.receivedAt, receivedAt: accepted.receivedAt }
    case 'count': {
      const { id, count, receivedAt, retained } = accepted
      return { source: `camera/${id}`, at: count.at, deviceAt: count.deviceAt, receivedAt, retained }
    }
    case 'statistics': {
      const { system, unit, at, deviceAt, receivedAt, simulated } = accepted.reports.reduce((a, b) =>
        b.at > a.at ? b : a,
      )
      return {
        source: `statistics/${system}/${unit}`,
        at,
        deviceAt,
        receivedAt,
        retained: accepted.retained,
        simulated,
      }
    }
    case 'link': {
      const { system, link, report, receivedAt, retained } = accepted
      const { at, deviceAt, simulated } = report
      return { source: `link/${system}/${link}`, at, deviceAt, receivedAt, retained, simulated }
    }
    case 'event': {
      const { system, unit, at, deviceAt, receivedAt, simulated } = accepted.event
      return { source: `event/${system}/${unit}`, at, deviceAt, receivedAt, simulated }
    }
  }
}

/** Of a report the newest day that it tells of. */
function totalsOf(accepted: Accepted) {
  return accepted.is === 'statistics' ? accepted.reports.at(-1) : undefined
}
