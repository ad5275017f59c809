import { type Watch, watchKey } from '../../../domain/alerts/watch.ts'
import type { Calendar } from '../../../domain/calendar/calendar.ts'
import { officeHours } from '../../../domain/calendar/officeHours.ts'
import {
  type Camera,
  type CameraState,
  type CameraView,
  COUNT_EVERY_MS,
  cameraState,
  countAsOf,
  SHOWS_MOST_FIRST,
  stateOfCamera,
} from '../../../domain/cameras/camera.ts'
import { type Office, type OfficeCount, officeCount, officesOf } from '../../../domain/cameras/office.ts'
import { freshness, patienceFor } from '../../../domain/freshness.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { Reception } from '../../../domain/reception.ts'
import { cameraSource, statisticsSource } from '../../../domain/sourceId.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { dayOf, MINUTE_MS } from '../../../domain/time.ts'
import type { OfficeView } from '../../../domain/triangulation/officeView.ts'
import { FINDING_RULES, FINDINGS, type Finding, triangulate } from '../../../domain/triangulation/triangulate.ts'
import type { City } from '../../city/city.ts'
import type { StatisticReport } from '../../store/store.ts'
import { reportAsOf } from '../kpis/kpiLeaves.ts'

export type OfficeCity = Pick<City, 'cameras' | 'cameraView' | 'statistic' | 'lag'>

/**
 * One watch a rule of disagreement and commune: cameras, ticket queue and dossier books side by side. Queue and books are a commune's, so
 * where it has several offices their cameras speak together.
 */
export function officeWatches(city: OfficeCity, calendar: Calendar, now: number, reception: Reception): Watch[] {
  const hours = officeHours(calendar, now)
  const byCommune = new Map<string, [Office, ...Office[]]>()
  for (const office of officesOf(city.cameras())) {
    const known = byCommune.get(office.commune)
    if (known === undefined) byCommune.set(office.commune, [office])
    else known.push(office)
  }
  const dark = [...city.cameras()].map((camera) =>
    darkWatch(camera, city.cameraView(camera.id), hours.isOpen, now, reception),
  )
  const disagreements = [...byCommune.values()].flatMap((offices) => {
    const findings = triangulate({ ...hours, ...witnessesOf(city, offices, now, reception) })
    return FINDING_RULES.map((rule) =>
      watchOf(
        offices,
        rule,
        findings.find((finding) => finding.rule === rule),
        hours.isOpen && reception.is === 'open',
      ),
    )
  })
  return [...disagreements, ...dark]
}

/** A hall is dark every night; in office hours its camera sees nothing, or the light is out. */
function darkWatch(
  camera: Camera,
  view: CameraView | undefined,
  isOpen: boolean,
  now: number,
  reception: Reception,
): Watch {
  const { is } = stateOfCamera(camera, view, now, reception)
  const name = readableName(camera.name, camera.id)
  return {
    rule: 'camera.dark',
    subject: 'camera',
    subjectId: camera.id,
    unit: camera.commune,
    simulated: camera.simulated,
    levels: [
      {
        condition: is === 'dark' && isOpen ? 'on' : is === 'live' && view?.quality === 'good' ? 'off' : 'unknown',
        holdMs: 5 * MINUTE_MS,
        severity: 'minor',
        value: null,
        limit: null,
        title: () => ({
          vi: `${name}: hình quá tối trong giờ làm việc`,
          en: `${name}: the picture is too dark in office hours`,
        }),
      },
    ],
  }
}

function witnessesOf(
  city: OfficeCity,
  offices: readonly [Office, ...Office[]],
  now: number,
  reception: Reception,
): Pick<OfficeView, 'camera' | 'queue' | 'intake'> {
  const [{ commune }] = offices
  const today = dayOf(now)
  const queue = city.statistic('queue', commune, today)
  const books = city.statistic('oneStop', commune, today)
  const isFresh = (system: 'queue' | 'oneStop', report: StatisticReport) =>
    freshness(reportAsOf(report, city), now, patienceFor(SYSTEMS[system].everyMs), report.retained) === 'live'
  const { ticketsServed, ticketsWaiting, countersOpen } = queue?.counts ?? {}
  const received = books?.counts.received
  return {
    camera: seenIn(city, offices, now, reception),
    queue:
      queue === undefined || ticketsServed === undefined || ticketsWaiting === undefined || countersOpen === undefined
        ? undefined
        : { ticketsServed, ticketsWaiting, countersOpen, at: queue.at, fresh: isFresh('queue', queue) },
    intake:
      books === undefined || received === undefined
        ? undefined
        : { received, at: books.at, fresh: isFresh('oneStop', books) },
  }
}

/** What the cameras of some offices see: each office as its best camera has it, all of them added up, and as old as the oldest. */
function seenIn(city: OfficeCity, offices: readonly Office[], now: number, reception: Reception): OfficeView['camera'] {
  const patience = patienceFor(COUNT_EVERY_MS)
  const viewOf = (id: string) => city.cameraView(id)
  const isFresh = (view: CameraView) => freshness(countAsOf(view), now, patience, view.retained) === 'live'
  const states = offices.map(({ cameras }) =>
    bestOf(
      cameras.flatMap(({ id, everyMs }) => {
        const view = viewOf(id)
        return view === undefined ? [] : [cameraState(view, everyMs, now, reception).is]
      }),
    ),
  )
  const counts = offices.map((office) => officeCount(office, viewOf, isFresh))
  const known = counts.flatMap((count) => count ?? [])
  const sum = (of: (count: OfficeCount) => number | null): number | null => {
    const numbers = known.map(of)
    if (known.length < counts.length || numbers.some((number) => number === null)) return null
    return numbers.reduce<number>((total, number) => total + (number ?? 0), 0)
  }
  return {
    state: states.reduce(
      (worst, state) => (SHOWS_MOST_FIRST.indexOf(state) > SHOWS_MOST_FIRST.indexOf(worst) ? state : worst),
      'live',
    ),
    waiting: sum(({ waiting }) => waiting),
    counters: sum(({ counters }) => counters),
    countersStaffed: sum(({ countersStaffed }) => countersStaffed),
    at: known.length === 0 ? null : Math.min(...known.map(({ at }) => at)),
    fresh: known.length === counts.length && known.every(({ fresh }) => fresh),
  }
}

function bestOf(states: readonly CameraState['is'][]): CameraState['is'] {
  return SHOWS_MOST_FIRST.find((state) => states.includes(state)) ?? 'never'
}

function watchOf(
  offices: readonly [Office, ...Office[]],
  rule: Finding['rule'],
  finding: Finding | undefined,
  canSay: boolean,
): Watch {
  const [{ id, commune }] = offices
  const says = FINDINGS[rule]
  const name = offices.map((office) => readableName(office.name, office.id)).join(' + ')
  return {
    rule: `office.${rule}`,
    subject: 'camera',
    subjectId: id,
    unit: commune,
    simulated: offices.some(({ cameras }) => cameras.some(({ simulated }) => simulated)),
    // What is wrong with the camera itself is told once: here, with what is missed for it.
    ...(rule === 'deadCamera' && { members: offices.flatMap(deadCameraKeys) }),
    levels: [
      {
        // After hours, and while the hub hears nothing, nobody can say; what was found stands until it is seen to be gone.
        condition: finding !== undefined ? 'on' : canSay ? 'off' : 'unknown',
        holdMs: finding?.holdMs ?? 5 * MINUTE_MS,
        severity: says.severity,
        value: null,
        limit: null,
        title: () => ({
          vi: `${name}: ${says.title.vi}`,
          en: `${name}: ${says.title.en}`,
        }),
        evidence: () =>
          (finding?.seen ?? []).map(({ label, value, of, at }) => ({
            label,
            value,
            source:
              of === 'camera' ? cameraSource(id) : statisticsSource(of === 'queue' ? 'queue' : 'oneStop', commune),
            at,
          })),
      },
    ],
  }
}

/** Keys of the alerts that the cameras of an office raise by themselves when they give no picture. */
function deadCameraKeys({ cameras }: Office): string[] {
  return cameras.flatMap(({ id }) =>
    ['camera.lost', 'camera.noPicture', 'camera.frozen'].map((rule) =>
      watchKey({ rule, subject: 'camera', subjectId: id }),
    ),
  )
}
