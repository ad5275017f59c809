import { may } from '../../domain/access/principal.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { AlertMatter, AlertStep } from '../../domain/alerts/handling.ts'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { FILE_KINDS, safeFileName } from '../../domain/files/fileKind.ts'
import type { FileRef } from '../../domain/files/fileRef.ts'
import { deadlineOf } from '../../domain/incidents/deadline.ts'
import type { FrozenFigure, Incident } from '../../domain/incidents/incident.ts'
import { absorbedOf, CRITICAL_DEADLINE, type IncidentStepTaken, type Opening } from '../../domain/incidents/machine.ts'
import { keptTitle } from '../../domain/matters/matterKinds.ts'
import { quoted } from '../../domain/problems.ts'
import { type DeadlineClass, NAMED_DEADLINES, type Sop } from '../../domain/sops/sop.ts'
import { dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { writtenTime } from '../../domain/writtenTime.ts'
import { randomTyped } from '../accounts/secrets.ts'
import type { City } from '../city/city.ts'
import type { Sops } from '../cityFiles/sops.ts'
import type { FileContents } from '../files/contents.ts'
import type { Uploads } from '../files/uploads.ts'
import { Problem } from '../problem.ts'
import type { Alerting } from '../services/alerting/alerting.ts'
import type { CameraPictures } from '../services/cameraPictures.ts'
import type { Incidents } from '../services/incidents.ts'
import { type Matters, type PlannedStep, together } from '../services/matters/matters.ts'
import { countersOf, frozenAlert } from '../services/measuredAround.ts'
import type { Store } from '../store/store.ts'
import { attachedFile, attachedUpload } from './attachedFile.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import { outcomeOf, takingOf } from './matterStep.ts'

/** Where nothing else says how long an incident may take: handled at once. */
const USUAL_DEADLINE = NAMED_DEADLINES[1].deadline

/** What people do to incidents. */
export function incidentCommands({
  incidents,
  alerting,
  alerts,
  city,
  pictures,
  sops,
  uploads,
  contents,
  calendar,
  units,
  store,
}: {
  incidents: Incidents
  alerting: Pick<Alerting, 'find'>
  alerts: Pick<Matters<AlertMatter, AlertStep>, 'plan'>
  city: Pick<City, 'sensors' | 'sensor' | 'reading' | 'camera' | 'cameraView'>
  pictures: Pick<CameraPictures, 'newest'>
  sops: Pick<Sops, 'get'>
  uploads: Pick<Uploads, 'pending' | 'done'>
  contents: Pick<FileContents, 'put'>
  calendar: Pick<Calendar, 'addWorkingDays'>
  units: UnitTree
  store: Pick<Store, 'matter'>
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

  /** A step on an incident that takes its alerts along: all of it is written, or nothing. */
  function withAlerts(planned: PlannedStep<Incident>, ...steps: readonly PlannedStep<AlertMatter>[]): Outcome<Answer> {
    return {
      ...outcomeOf(planned, (incident): Answer => ({ incident })),
      ...together(planned, ...steps),
    }
  }

  /** The step by which a file becomes one of an incident. */
  const attaching = (id: string, unit: string | null, commanding: Commanding) => (file: FileRef) =>
    incidents.plan(id, { did: 'attach', file }, takingOf(commanding, units, unit))

  /** The alerts of an incident but those that have become another's: one that was dismissed and opened again may name them still. */
  const ownAlerts = ({ id, alerts: linked }: Incident): readonly string[] =>
    linked.filter((each) => {
      const alert = alerting.find(each)
      return alert?.handling !== 'incident' || alert.incident === id
    })

  /** The same step on each of some alerts that nobody has closed. */
  function alertSteps(
    ids: readonly string[],
    stepOf: (alert: Alert) => AlertStep,
    commanding: Commanding,
  ): readonly PlannedStep<AlertMatter>[] {
    return ids.flatMap((id) => {
      const alert = alerting.find(id)
      if (alert === undefined || alert.handling === 'closed') return []
      return [alerts.plan(id, stepOf(alert), takingOf(commanding, units, alert.unit))]
    })
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

  /**
   * The deadline of an incident that is opened from an alert, or from none: an alert is not silenced by becoming an incident that is due in months.
   * @param asked by whoever opens it
   * @throws Problem where they ask for more than a critical one allows that holds
   */
  function dueOf(
    asked: DeadlineClass | undefined,
    usual: DeadlineClass,
    alert: Alert | undefined,
    at: number,
  ): DeadlineClass {
    const due = asked ?? usual
    const isWithin = deadlineOf(due, at, calendar) <= deadlineOf(CRITICAL_DEADLINE, at, calendar)
    if (isWithin || !holdsCritical(alert)) return due
    if (asked !== undefined) throw new Problem('deadlineWithCritical', { hours: CRITICAL_DEADLINE.count })
    return CRITICAL_DEADLINE
  }

  /** The procedure that is asked for. @throws Problem */
  function sopOf(id: string | undefined): Sop | undefined {
    if (id === undefined) return undefined
    const sop = sops.get(id)
    if (sop === undefined) throw new Problem('unknownSop', { sop: quoted(id) })
    return sop
  }

  /** An id that no incident has: four letters that are read over the radio are drawn again where another one has them. */
  async function freeId(at: number): Promise<string> {
    for (;;) {
      const id = `SV-${dayOf(at).slice(2).replaceAll('-', '')}-${randomTyped(1, 4).toUpperCase()}`
      if (incidents.find(id) === undefined && (await store.matter('incident', id)) === undefined) return id
    }
  }

  const handlers: CommandHandler[] = [
    carriesOut('openIncident', async ({ from, title, unit, category, sop: sopId, deadline, note }, commanding) => {
      checkUnit(unit)
      const sop = sopOf(sopId)
      const { at, reach } = commanding
      const alert = from.is === 'alert' || from.is === 'report' ? alertOf(from.alert, commanding) : undefined
      const camera = from.is === 'camera' ? city.camera(from.camera) : undefined
      if (from.is === 'camera' && (camera === undefined || !reach.has(camera.commune)))
        throw new Problem('unknownCamera', { id: quoted(from.camera) })
      const known = alert?.title ?? (camera && { vi: camera.name, en: camera.name })
      const named = title !== undefined ? { title } : known && keptTitle(known)
      if (named === undefined) throw new Problem('missingParameter', { names: 'title' })
      const due = dueOf(deadline, sop?.deadline ?? USUAL_DEADLINE, alert, at)
      const device = camera ?? (alert?.subject === 'camera' ? city.camera(alert.subjectId) : undefined)
      const point = from.is === 'point' ? { lng: from.lng, lat: from.lat } : pointOf(device)
      const opening: Opening = {
        ...{ ...named, note, point, deadline: due, deadlineAt: deadlineOf(due, at, calendar) },
        unit: unit ?? alert?.unit ?? camera?.commune ?? null,
        category: category ?? sop?.category ?? 'other',
        severity: alert?.severity ?? null,
        origin: { is: from.is, id: alert?.id ?? camera?.id ?? '' },
        sop: sop === undefined ? null : { id: sop.id, title: sop.title, version: sop.version, digest: sop.digest },
        steps: sop?.steps ?? [],
        alerts: alert === undefined ? [] : [alert.id],
        figures:
          alert !== undefined
            ? [frozenAlert(city, units, alert, at)]
            : camera !== undefined
              ? frozenCamera(camera.id, at)
              : [],
        simulated: alert?.simulated ?? camera?.simulated ?? false,
      }
      const id = await freeId(at)
      const planned = incidents.plan(id, { did: 'open', opening }, takingOf(commanding, units, opening.unit))
      return withAlerts(planned, ...alertSteps(opening.alerts, () => ({ did: 'join', incident: id }), commanding))
    }),

    carriesOut('verifyIncident', ({ incident, expectedVersion }, commanding) =>
      step(incident, { did: 'verify' }, commanding, expectedVersion),
    ),
    carriesOut('handleIncident', ({ incident, expectedVersion, finding }, commanding) =>
      step(incident, { did: 'handle', finding }, commanding, expectedVersion),
    ),
    carriesOut('dismissIncident', async ({ incident: id, expectedVersion, reason }, commanding) => {
      const incident = await incidents.read(id)
      const taking = takingOf(commanding, units, incident.unit, expectedVersion)
      const planned = incidents.plan(id, { did: 'dismiss', reason }, taking)
      const theirs = ownAlerts(incident).filter((alert) => alerting.find(alert)?.handling === 'incident')
      return withAlerts(planned, ...alertSteps(theirs, () => ({ did: 'leave' }), commanding))
    }),
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
    carriesOut('linkAlert', async ({ incident, alert: id }, commanding) => {
      const alert = alertOf(id, commanding)
      const { unit } = await incidents.read(incident)
      const figures = [frozenAlert(city, units, alert, commanding.at)]
      const linked = { did: 'link', alerts: [id], figures, holding: holdsCritical(alert) ? [id] : [] } as const
      const planned = incidents.plan(incident, linked, takingOf(commanding, units, unit))
      return withAlerts(planned, ...alertSteps([id], () => ({ did: 'join', incident }), commanding))
    }),
    carriesOut('unlinkAlert', async ({ incident: id, expectedVersion, alert: alertId, reason }, commanding) => {
      const { unit, figures, alerts: linked } = await incidents.read(id)
      const alert = alerting.find(alertId)
      // Of one that is not in it nobody learns whether it is anywhere.
      if (alert !== undefined && linked.includes(alertId) && !commanding.reach.has(alert.unit))
        throw new Problem('unknownAlert', { alert: quoted(alertId) })
      const frozen = figures.find((figure) => figure.is === 'alert' && figure.id === alertId)
      const title = frozen?.title ?? alert?.title ?? { vi: alertId, en: alertId }
      const taking = takingOf(commanding, units, unit, expectedVersion)
      const planned = incidents.plan(id, { did: 'unlink', alert: alertId, title, reason }, taking)
      // One of an incident that was dismissed and opened again may stand elsewhere by now, and stays there.
      if (alert?.incident !== id) return withAlerts(planned)
      const step: AlertStep = { did: 'unlink', incident: id, reason }
      return withAlerts(planned, alerts.plan(alertId, step, takingOf(commanding, units, alert.unit)))
    }),
    carriesOut('attachFile', async ({ incident: id, upload }, commanding) => {
      const { unit } = await incidents.read(id)
      const plan = attaching(id, unit, commanding)
      return attachedUpload(uploads, upload, { kind: 'incident', id }, commanding, plan, (incident) => ({ incident }))
    }),
    carriesOut('keepPicture', async ({ incident: id, camera: cameraId }, commanding) => {
      const camera = city.camera(cameraId)
      // A camera elsewhere is to who may not watch it like one that is not there.
      if (camera === undefined || !may(commanding.principal, 'cameras.watch', camera.commune, units))
        throw new Problem('unknownCamera', { id: quoted(cameraId) })
      if (camera.noticePosted !== true) throw new Problem('noNotice', { id: quoted(cameraId) })
      const frame = await pictures.newest(cameraId).catch(() => undefined)
      if (frame === undefined) throw new Problem('noFrame')
      const name = safeFileName(`${cameraId} ${writtenTime(frame.receivedAt).replaceAll(/[:/]/g, '-')}`, 'jpeg')
      const { type } = FILE_KINDS.jpeg
      const kept = { hash: await contents.put(frame.jpeg), name, type, bytes: frame.jpeg.length }
      const { unit } = await incidents.read(id)
      const plan = attaching(id, unit, commanding)
      return attachedFile({ kind: 'incident', id }, kept, commanding, plan, (incident) => ({ incident }))
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
    carriesOut('waitIncident', async ({ incident, expectedVersion, until, reason }, commanding) => {
      const holding = ownAlerts(await incidents.read(incident)).filter((id) => holdsCritical(alerting.find(id)))
      return step(incident, { did: 'wait', until, reason, holding }, commanding, expectedVersion)
    }),
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
      const incident = await incidents.read(id)
      const linked = ownAlerts(incident)
      const holding = linked.filter((alert) => holds(alerting.find(alert)))
      const taking = takingOf(commanding, units, incident.unit, expectedVersion)
      const planned = incidents.plan(id, { did: 'confirmResult', note, why, holding }, taking)
      const close = (alert: Alert): AlertStep => ({
        ...{ did: 'close', reason: 'handled', note, incident: id },
        ...(holds(alert) && { despite: why }),
      })
      return withAlerts(planned, ...alertSteps(linked, close, commanding))
    }),
    carriesOut('mergeIncident', async ({ incident: id, expectedVersion, into, reason }, commanding) => {
      /** The other one as it stands by then: it may have gone to a unit beyond reach meanwhile. @throws Problem */
      const inReach = async () => {
        const to = await incidents.read(into)
        if (!commanding.reach.has(to.unit)) throw new Problem('unknownMatter', { id: quoted(into) })
        return to
      }
      const from = await incidents.read(id)
      await inReach()
      const taking = takingOf(commanding, units, from.unit, expectedVersion)
      const merged = incidents.plan(id, { did: 'merge', into, reason }, taking)
      // What the other takes in is what stands when both are written: whatever happens to it meanwhile is not lost by the merger.
      let taken: PlannedStep<Incident> | undefined
      const absorbed: Pick<PlannedStep<Incident>, 'write' | 'apply'> = {
        async write(tables) {
          const before = merged.happened().before ?? from
          const absorb = { did: 'absorb', from: id, alerts: ownAlerts(before), ...absorbedOf(before) } as const
          taken = incidents.plan(into, absorb, takingOf(commanding, units, (await inReach()).unit))
          await taken.write(tables)
        },
        apply: () => taken?.apply(),
      }
      const moved = alertSteps(ownAlerts(from), () => ({ did: 'join', incident: into, from: id }), commanding)
      return { ...withAlerts(merged), ...together(merged, absorbed, ...moved) }
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
        ...{ is: 'camera' as const, id, rule: null, severity: null, value, limit: null, simulated },
        evidence: countersOf(city, id),
        title: { vi: `${name}: số người chờ`, en: `${name}: people waiting` },
        at: view?.countAt ?? at,
      },
    ]
  }
}

/** Whether the condition of an alert still stands. */
function holds(alert: Alert | undefined): boolean {
  return alert !== undefined && alert.endedAt === null && alert.handling !== 'closed'
}

function holdsCritical(alert: Alert | undefined): boolean {
  return holds(alert) && alert?.severity === 'critical'
}

function pointOf(device: { readonly lng: number | null; readonly lat: number | null } | undefined): Incident['point'] {
  if (device === undefined || device.lng === null || device.lat === null) return null
  return { lng: device.lng, lat: device.lat }
}
