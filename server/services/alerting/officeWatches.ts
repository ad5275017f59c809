import type { Watch } from '../../../domain/alerts/watch.ts'
import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { officeHours } from '../../../domain/calendar/officeHours.ts'
import { type Camera, type CameraView, COUNT_EVERY_MS, cameraState } from '../../../domain/cameras/camera.ts'
import { freshness, patienceFor } from '../../../domain/freshness.ts'
import type { Reception } from '../../../domain/reception.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { dayOf, MINUTE_MS } from '../../../domain/time.ts'
import type { OfficeView } from '../../../domain/triangulation/officeView.ts'
import { FINDING_RULES, type Finding, triangulate } from '../../../domain/triangulation/triangulate.ts'
import type { City } from '../../city/city.ts'

export type OfficeCity = Pick<City, 'cameras' | 'cameraView' | 'statistic'>

/** One watch a rule of disagreement and office: camera, ticket queue and dossier books side by side. */
export function officeWatches(city: OfficeCity, calendar: Calendar, now: number, reception: Reception): Watch[] {
  const hours = officeHours(calendar, now)
  return [...city.cameras()].flatMap((camera) => {
    const view = city.cameraView(camera.id)
    const office = officeView(city, camera, view, hours, now, reception)
    const findings = triangulate(office)
    return FINDING_RULES.map((rule) =>
      watchOf(
        camera,
        rule,
        findings.find((finding) => finding.rule === rule),
        hours.isOpen && reception.is === 'open',
      ),
    )
  })
}

function officeView(
  city: OfficeCity,
  camera: Camera,
  view: CameraView | undefined,
  hours: ReturnType<typeof officeHours>,
  now: number,
  reception: Reception,
): OfficeView {
  const today = dayOf(now)
  const queue = city.statistic('queue', camera.commune, today)
  const books = city.statistic('oneStop', camera.commune, today)
  const isFresh = (system: 'queue' | 'oneStop', at: number) =>
    freshness(at, now, patienceFor(SYSTEMS[system].everyMs)) === 'live'
  const { ticketsServed, ticketsWaiting, countersOpen } = queue?.counts ?? {}
  const received = books?.counts.received
  return {
    ...hours,
    camera: view && {
      state: cameraState(view, camera.everyMs, now, reception).is,
      waiting: view.waiting,
      counters: view.counters,
      countersStaffed: view.countersStaffed,
      at: view.countAt,
      fresh: freshness(view.countAt, now, patienceFor(COUNT_EVERY_MS), view.retained) === 'live',
    },
    queue:
      queue === undefined || ticketsServed === undefined || ticketsWaiting === undefined || countersOpen === undefined
        ? undefined
        : { ticketsServed, ticketsWaiting, countersOpen, at: queue.at, fresh: isFresh('queue', queue.at) },
    intake:
      books === undefined || received === undefined
        ? undefined
        : { received, at: books.at, fresh: isFresh('oneStop', books.at) },
  }
}

function watchOf(camera: Camera, rule: Finding['rule'], finding: Finding | undefined, canSay: boolean): Watch {
  return {
    rule: `office.${rule}`,
    subject: 'camera',
    subjectId: camera.id,
    unit: camera.commune,
    simulated: camera.simulated,
    levels: [
      {
        // After hours, and while the hub hears nothing, nobody can say; what was found stands until it is seen to be gone.
        condition: finding !== undefined ? 'on' : canSay ? 'off' : 'unknown',
        holdMs: finding?.holdMs ?? 5 * MINUTE_MS,
        severity: finding?.severity ?? 'minor',
        value: null,
        limit: null,
        title: () => ({
          vi: `${camera.office ?? camera.name}: ${finding?.title.vi ?? ''}`,
          en: `${camera.office ?? camera.name}: ${finding?.title.en ?? ''}`,
        }),
        evidence: () =>
          (finding?.seen ?? []).map(({ label, value, of, at }) => ({
            label,
            value,
            source:
              of === 'camera'
                ? `camera/${camera.id}`
                : `statistics/${of === 'queue' ? 'queue' : 'oneStop'}/${camera.commune}`,
            at,
          })),
      },
    ],
  }
}
