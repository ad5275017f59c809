import type { Logger } from 'pino'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { FrozenFigure, Incident } from '../../domain/incidents/incident.ts'
import { criticalSince, type IncidentStepTaken, isGraver, nextHeld } from '../../domain/incidents/machine.ts'
import { SECOND_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { Incidents } from './incidents.ts'

const LOOK_EVERY_MS = SECOND_MS

/**
 * Tells incidents of their alerts that have become graver than was known there, and of critical ones that hold while nobody attends to them: an alert
 * that is worked on calls nobody by itself. What stands is compared, and not what happens, so that nothing is missed by a hub that was down or a store
 * that did not write.
 * @param frozen an alert as it stands, with what was measured there
 */
export function createIncidentAlerts({
  incidents,
  clock,
  alertOf,
  frozen,
  log,
}: {
  incidents: Pick<Incidents, 'open' | 'takeByHub'>
  clock: Clock
  alertOf: (id: string) => Alert | undefined
  frozen: (alert: Alert) => FrozenFigure
  log: Logger
}): {
  /** Looks once a second. */
  start(): void
  stop(): Promise<void>
  /** Resolves when what was found is durable. */
  look(): Promise<void>
} {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  /** What is to be told of an incident now; undefined: nothing. */
  function stepOf(incident: Incident): IncidentStepTaken | undefined {
    const standing = incident.alerts.flatMap((id) => {
      const alert = alertOf(id)
      const isTheirs = alert?.incident === incident.id && alert.handling === 'incident' && alert.endedAt === null
      return isTheirs ? [alert] : []
    })
    const worse = standing.filter((alert) => isGraver(incident, alert))
    if (worse.length > 0) return { did: 'worsen', figures: worse.map(frozen) }
    const critical = standing.filter(({ severity }) => severity === 'critical')
    if (critical.length === 0) return undefined
    const since = Math.min(...critical.map(({ id }) => criticalSince(incident, id) ?? incident.openedAt))
    const next = nextHeld(incident, since)
    if (next === undefined || next.at > clock.now()) return undefined
    return { did: 'stillHolds', level: next.level, to: next.to, since }
  }

  async function lookNow(): Promise<void> {
    for (const incident of [...incidents.open()]) {
      const step = stepOf(incident)
      if (step === undefined) continue
      await incidents.takeByHub(incident.id, step).catch((error: unknown) => {
        // Somebody has acted meanwhile, or the store does not write: it is looked at again.
        if (!(error instanceof Problem)) log.error({ error, incident: incident.id }, 'an incident could not be told')
      })
    }
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await looking
    },
    look,
  }
}
