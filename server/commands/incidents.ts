import type { Alert } from '../../domain/alerts/alert.ts'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { deadlineOf } from '../../domain/incidents/deadline.ts'
import type { FrozenFigure, Incident } from '../../domain/incidents/incident.ts'
import type { IncidentStepTaken, Opening } from '../../domain/incidents/machine.ts'
import { quoted } from '../../domain/problems.ts'
import { NAMED_DEADLINES, type Sop } from '../../domain/sops/sop.ts'
import { dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { randomTyped } from '../accounts/secrets.ts'
import type { City } from '../city/city.ts'
import type { Sops } from '../cityFiles/sops.ts'
import { Problem } from '../problem.ts'
import type { Alerting } from '../services/alerting/alerting.ts'
import type { Incidents } from '../services/incidents.ts'
import { together } from '../services/matters/matters.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

/** Where nothing else says how long an incident may take: handled at once. */
const USUAL_DEADLINE = NAMED_DEADLINES[1].deadline

/** What people do to incidents. */
export function incidentCommands({
  incidents,
  alerting,
  city,
  sops,
  calendar,
  units,
}: {
  incidents: Incidents
  alerting: Pick<Alerting, 'find'>
  city: Pick<City, 'camera' | 'cameraView'>
  sops: Pick<Sops, 'get'>
  calendar: Pick<Calendar, 'addWorkingDays'>
  units: UnitTree
}): CommandHandler[] {
  type Answer = { incident: Incident }

  /** One step on an incident that is there. @param seen the version on the screen */
  async function step(
    id: string,
    taken: IncidentStepTaken,
    commanding: Commanding,
    seen?: number,
  ): Promise<Outcome<Answer>> {
    const incident = await incidents.read(id)
    const planned = incidents.plan(id, taken, takingOf(commanding, units, incident.unit, seen))
    return outcomeOf(planned, (after) => ({ incident: after }))
  }

  /** @throws Problem where it is beyond reach, as if it were not there */
  function alertOf(id: string, { reach }: Commanding): Alert {
    const alert = alerting.find(id)
    if (alert === undefined || !reach.has(alert.unit)) throw new Problem('unknownAlert', { alert: quoted(id) })
    const known = [...incidents.open()].find(({ alerts }) => alerts.includes(id))
    if (known !== undefined) throw new Problem('alertInIncident', { incident: known.id })
    return alert
  }

  function checkUnit(code: string | undefined): void {
    if (code !== undefined && !units.byCode.has(code)) throw new Problem('unknownUnit', { unit: quoted(code) })
  }

  /** The procedure that is asked for. @throws Problem */
  function sopOf(id: string | undefined): Sop | undefined {
    if (id === undefined) return undefined
    const sop = sops.get(id)
    if (sop === undefined) throw new Problem('unknownSop', { sop: quoted(id) })
    return sop
  }

  const handlers: CommandHandler[] = [
    carriesOut('openIncident', ({ from, title, unit, category, sop: sopId, deadline, note }, commanding) => {
      checkUnit(unit)
      const sop = sopOf(sopId)
      const { at, reach } = commanding
      const alert = from.is === 'alert' || from.is === 'report' ? alertOf(from.alert, commanding) : undefined
      const camera = from.is === 'camera' ? city.camera(from.camera) : undefined
      if (from.is === 'camera' && (camera === undefined || !reach.has(camera.commune)))
        throw new Problem('unknownCamera', { id: quoted(from.camera) })
      const named = title ?? alert?.title.vi ?? camera?.name
      if (named === undefined) throw new Problem('missingParameter', { names: 'title' })
      const due = deadline ?? sop?.deadline ?? USUAL_DEADLINE
      const device = camera ?? (alert?.subject === 'camera' ? city.camera(alert.subjectId) : undefined)
      const point = from.is === 'point' ? { lng: from.lng, lat: from.lat } : pointOf(device)
      const opening: Opening = {
        ...{ title: named, note, point, deadline: due, deadlineAt: deadlineOf(due, at, calendar) },
        unit: unit ?? alert?.unit ?? camera?.commune ?? null,
        category: category ?? sop?.category ?? 'other',
        severity: alert?.severity ?? null,
        origin: { is: from.is, id: alert?.id ?? camera?.id ?? '' },
        sop: sop === undefined ? null : { id: sop.id, title: sop.title, version: sop.version, digest: sop.digest },
        steps: sop?.steps ?? [],
        alerts: alert === undefined ? [] : [alert.id],
        figures:
          alert !== undefined ? [frozenAlert(alert, at)] : camera !== undefined ? frozenCamera(camera.id, at) : [],
        simulated: alert?.simulated ?? camera?.simulated ?? false,
      }
      const id = `SV-${dayOf(at).slice(2).replaceAll('-', '')}-${randomTyped(1, 4).toUpperCase()}`
      const planned = incidents.plan(id, { did: 'open', opening }, takingOf(commanding, units, opening.unit))
      return outcomeOf(planned, (incident) => ({ incident }))
    }),

    carriesOut('verifyIncident', ({ incident, expectedVersion }, commanding) =>
      step(incident, { did: 'verify' }, commanding, expectedVersion),
    ),
    carriesOut('handleIncident', ({ incident, expectedVersion, finding }, commanding) =>
      step(incident, { did: 'handle', finding }, commanding, expectedVersion),
    ),
    carriesOut('dismissIncident', ({ incident, expectedVersion, reason }, commanding) =>
      step(incident, { did: 'dismiss', reason }, commanding, expectedVersion),
    ),
    carriesOut('doStep', ({ incident, step: number, note }, commanding) =>
      step(incident, { did: 'doStep', number, note }, commanding),
    ),
    carriesOut('undoStep', ({ incident, step: number, reason }, commanding) =>
      step(incident, { did: 'undoStep', number, reason }, commanding),
    ),
    carriesOut('commentIncident', ({ incident, text }, commanding) =>
      step(incident, { did: 'comment', text }, commanding),
    ),
    carriesOut('takeOverIncident', ({ incident, expectedVersion }, commanding) =>
      step(incident, { did: 'takeOver' }, commanding, expectedVersion),
    ),
    carriesOut('assignIncident', ({ incident, expectedVersion, support, recorder }, commanding) =>
      step(incident, { did: 'assign', support, recorder }, commanding, expectedVersion),
    ),
    carriesOut('linkAlert', ({ incident, alert: id }, commanding) => {
      const alert = alertOf(id, commanding)
      return step(incident, { did: 'link', alerts: [id], figures: [frozenAlert(alert, commanding.at)] }, commanding)
    }),
    carriesOut('transferIncident', ({ incident, expectedVersion, unit, reason }, commanding) => {
      checkUnit(unit)
      return step(incident, { did: 'transfer', unit, reason }, commanding, expectedVersion)
    }),
    carriesOut('acceptIncident', ({ incident, expectedVersion }, commanding) =>
      step(incident, { did: 'accept' }, commanding, expectedVersion),
    ),
    carriesOut('declineIncident', ({ incident, expectedVersion, reason }, commanding) =>
      step(incident, { did: 'decline', reason }, commanding, expectedVersion),
    ),
    carriesOut('waitIncident', ({ incident, expectedVersion, until, reason }, commanding) =>
      step(incident, { did: 'wait', until, reason }, commanding, expectedVersion),
    ),
    carriesOut('resumeIncident', ({ incident, expectedVersion }, commanding) =>
      step(incident, { did: 'resume' }, commanding, expectedVersion),
    ),
    carriesOut('reportResult', ({ incident, expectedVersion, result }, commanding) =>
      step(incident, { did: 'reportResult', text: result }, commanding, expectedVersion),
    ),
    carriesOut('returnResult', ({ incident, expectedVersion, reason }, commanding) =>
      step(incident, { did: 'returnResult', reason }, commanding, expectedVersion),
    ),
    carriesOut('confirmResult', async ({ incident: id, expectedVersion, note, why }, commanding) => {
      const { alerts } = await incidents.read(id)
      const holding = alerts.filter((alert) => alerting.find(alert)?.clearedAt === null)
      return step(id, { did: 'confirmResult', note, why, holding }, commanding, expectedVersion)
    }),
    carriesOut('mergeIncident', async ({ incident: id, expectedVersion, into, reason }, commanding) => {
      const [from, to] = [await incidents.read(id), await incidents.read(into)]
      if (!commanding.reach.has(to.unit)) throw new Problem('unknownMatter', { id: quoted(into) })
      const merged = incidents.plan(
        id,
        { did: 'merge', into, reason },
        takingOf(commanding, units, from.unit, expectedVersion),
      )
      const absorbed = incidents.plan(
        into,
        { did: 'absorb', from: id, title: from.title, alerts: from.alerts },
        takingOf(commanding, units, to.unit),
      )
      return {
        ...outcomeOf(merged, (incident): Answer => ({ incident })),
        ...together(merged, absorbed),
      }
    }),
    carriesOut('reopenIncident', async ({ incident: id, expectedVersion, reason }, commanding) => {
      const { deadline } = await incidents.read(id)
      const deadlineAt = deadlineOf(deadline, commanding.at, calendar)
      return step(id, { did: 'reopen', reason, deadlineAt }, commanding, expectedVersion)
    }),
  ]
  return handlers

  function frozenCamera(id: string, at: number): FrozenFigure[] {
    const [camera, view] = [city.camera(id), city.cameraView(id)]
    if (camera === undefined) return []
    const { name, simulated } = camera
    const value = view?.waiting ?? null
    return [
      {
        ...{ is: 'camera' as const, id, severity: null, value, limit: null, evidence: [], simulated },
        title: { vi: `${name}: số người chờ`, en: `${name}: people waiting` },
        at: view?.countAt ?? at,
      },
    ]
  }
}

/** An alert as it stands. */
function frozenAlert({ id, title, severity, value, limit, evidence, simulated }: Alert, at: number): FrozenFigure {
  return { is: 'alert', id, title, severity, value, limit, evidence, at, simulated }
}

function pointOf(device: { readonly lng: number | null; readonly lat: number | null } | undefined): Incident['point'] {
  if (device === undefined || device.lng === null || device.lat === null) return null
  return { lng: device.lng, lat: device.lat }
}
