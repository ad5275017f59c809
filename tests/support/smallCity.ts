import { createCanvas } from '@napi-rs/canvas'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { MAX_STATISTICS } from '../../domain/messages.ts'
import { addDays, eachDay, wholePeriod } from '../../domain/periods.ts'
import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { type Day, dayOf, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import type { Edition, UnitTree } from '../../domain/units/unit.ts'
import type { Publisher } from './publisher.ts'

/** Places of a few devices: every kind once, on the river and in the centre. */
const SENSORS = [
  { id: 'MN-1', kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: '31135', lng: 105.7872, lat: 10.0526 },
  { id: 'MUA-1', kind: 'rain', name: 'Mưa Cái Răng', commune: '31186', lng: 105.75, lat: 10.0 },
  { id: 'KK-1', kind: 'airQuality', name: 'Không khí Ninh Kiều', commune: '31117', lng: 105.78, lat: 10.04 },
  { id: 'ON-1', kind: 'noise', name: 'Tiếng ồn Bến Ninh Kiều', commune: '31117', lng: 105.79, lat: 10.03 },
]
/** The communes that have a camera. */
const withCamera = (units: UnitTree) => units.communes.slice(0, 4)

/**
 * A city small enough to say again in an instant: all communes report, a few devices speak. Times are now.
 * @param patience how many times as long as usual its devices may be silent
 */
export async function announceSmallCity(
  { say }: Publisher,
  edition: Edition = '2021',
  { patience = 1 } = {},
): Promise<void> {
  const units = UNIT_TREES[edition]
  const [first] = units.communes
  const communeOf = (code: string) => (units.byCode.has(code) ? code : first?.code)
  await Promise.all([
    ...SENSORS.map(({ id, commune, ...sensor }) =>
      say(`sensor/${id}/announce`, { ...sensor, commune: communeOf(commune), every: 60 * patience }, { retain: true }),
    ),
    ...withCamera(units).map(({ code, lng, lat, name }) => {
      const camera = {
        name: `Một cửa ${name}`,
        commune: code,
        lng,
        lat,
        noticePosted: true,
        every: 30 * patience,
        simulated: true,
      }
      return say(`camera/MC-${code}/announce`, camera, { retain: true })
    }),
  ])
}

/**
 * What the other systems say, the same of every authority of theirs: targets met, nearly met and missed, so that every state is seen.
 */
const REPORTS: Readonly<Partial<Record<SystemId, Readonly<Record<string, number>>>>> = {
  queue: { ticketsIssued: 60, ticketsServed: 52, ticketsWaiting: 5, ticketsAbandoned: 1, countersOpen: 3, counters: 5 },
  nationalPortal: {
    proceduresEligible: 1860,
    proceduresOnline: 1302,
    servicesTotal: 1530,
    servicesLevel4MultiChannel: 520,
    servicesLevel34: 1300,
    servicesIntegrated: 260,
    officialScoreHundredths: 8_250,
  },
  emc: { pushes: 240, pushesFailed: 2, pagesTagged: 36 },
  reporting: { reportsDue: 20, reportsFiled: 19, reportsShared: 19, reportsLate: 1 },
  lgsp: { calls: 52_000, failures: 31, systemsInOperation: 36, systemsConnected: 9 },
  ngsp: { calls: 18_000, failures: 12, services: 14, servicesAnswering: 14 },
  sharedDatabases: { planned: 20, formedAndConnected: 7, reuseCalls: 900 },
  openData: { datasetsPublished: 200, datasetsStale: 30, originalDatasets: 120, datasetsWithApi: 66, downloads: 80 },
  documents: { workFiles: 100, workFilesOnline: 70, documentsIn: 40, documentsOut: 30, connectedToAxis: 1 },
  documentAxis: { sent: 400, received: 380, acknowledged: 395, failed: 2 },
  signatures: { outgoingDocuments: 40, signedDocuments: 36, certificatesValid: 12, certificatesExpiring: 1 },
  videoConferencing: { endpoints: 2, endpointsOnline: 2, sessions: 1 },
  soc: { events: 12_000, alertsHigh: 3, drills: 0, incidentsOpen: 2, systemsNeedingDossier: 60, dossiersApproved: 57 },
  antiMalware: { hosts: 40, hostsProtected: 38, endpoints: 50, endpointsProtected: 48, signaturesStale: 3 },
  firewalls: { sites: 1, sitesProtected: 1, dropped: 900 },
  dataCentre: { servers: 120, serversUp: 119, wanSites: 93, wanSitesUp: 92, cpuPercent: 41, diskPercent: 66 },
  training: { itStaff: 4, itStaffTrained: 3, enrolled: 12, completed: 7 },
  personalStore: { items: 1_400, itemsAdded: 12, itemsReused: 5 },
  feedback: { received: 4, resolvedOnTime: 3, resolvedLate: 0, satisfied: 3, dissatisfied: 0, pendingInTerm: 2 },
  urbanServices: { connectedHealth: 1, connectedEducation: 1, connectedTourism: 0, connectedEnvironment: 1 },
}

interface How {
  readonly edition?: Edition
  /** Places in the list of communes of those that are late. */
  readonly late?: readonly number[]
}

/** What every authority says of a day, whichever day it is. */
function* reportsOfADay({ edition = '2021', late = [3] }: How) {
  const units = UNIT_TREES[edition]
  for (const [i, { code }] of units.communes.entries()) {
    const overdue = late.includes(i) ? 40 : 1
    const oneStop = {
      received: 100 + i,
      resolvedEarly: 30,
      resolvedOnTime: 50,
      resolvedLate: overdue,
      pendingOverdue: overdue,
      pendingInTerm: 20,
    }
    const portal = { receivedDirect: 60, receivedOnline: 35 + (i % 9), receivedPostal: 2 }
    const satisfaction = { verySatisfied: 40, satisfied: 52, dissatisfied: 4 }
    for (const [system, counts] of Object.entries({ oneStop, portal, satisfaction })) yield { system, code, counts }
  }
  for (const [system, counts] of Object.entries(REPORTS)) {
    const { reportedAt }: SourceSystem = SYSTEMS[system as SystemId]
    for (const { code, level } of units.all)
      if (isAuthority(edition, level) && reportedAt.includes(level)) yield { system, code, counts }
  }
}

/** A year's books so far, and those of a month at least: figures of days are judged by the days that were due. */
export function booksFrom(today: Day): Day {
  const [year, month] = [wholePeriod('year', today).from, addDays(today, -31)]
  return year < month ? year : month
}

/** The days that are over, from `from` on, of the systems whose figures are of days: all alike, each told at its end. */
export async function tellBooks(
  { say }: Publisher,
  { from, systems = OF_DAYS, ...how }: How & { readonly from: Day; readonly systems?: readonly string[] },
): Promise<void> {
  const days = eachDay({ from, to: addDays(dayOf(Date.now()), -1) })
  for (const { system, code, counts } of reportsOfADay(how)) {
    if (!systems.includes(system)) continue
    for (let first = 0; first < days.length; first += MAX_STATISTICS) {
      const reports = days
        .slice(first, first + MAX_STATISTICS)
        .map((period) => ({ period, at: startOfDay(addDays(period, 1)) - 1, counts, simulated: true }))
      await say(`statistics/${system}/${code}`, reports)
    }
  }
}

const OF_DAYS = Object.values(KPIS as Record<string, Kpi>).flatMap((kpi) =>
  kpi.from === 'statistic' && kpi.period !== 'now' ? [kpi.system] : [],
)

/** Everything once, as of now: one office over capacity, and late communes, one unless said. */
export async function tellSmallCity({ say }: Publisher, how: How = {}): Promise<void> {
  const units = UNIT_TREES[how.edition ?? '2021']
  const at = Date.now()
  const period = dayOf(at)
  await Promise.all([
    ...[...reportsOfADay(how)].map(({ system, code, counts }) =>
      say(`statistics/${system}/${code}`, { period, at, counts, simulated: true }, { retain: true }),
    ),
    ...Object.entries(SYSTEMS as Record<string, SourceSystem>).flatMap(([system, { links = {} }]) =>
      Object.keys(links).map((link) =>
        // One of them is down, for twenty minutes.
        say(
          `link/${system}/${link}`,
          link === 'government'
            ? { at, state: 'down', since: at - 20 * 60_000, lastSuccess: at - 21 * 60_000, simulated: true }
            : { at, state: 'up', since: at - 86_400_000, lastSuccess: at, simulated: true },
          { retain: true },
        ),
      ),
    ),
    say('sensor/MN-1/reading', { at, values: { level: 1.62 } }),
    say('sensor/MUA-1/reading', { at, values: { rate: 2.4, day: 12.2 } }),
    say('sensor/ON-1/reading', { at, values: { laeq: 61.5 } }),
    say('sensor/KK-1/reading', { at, values: { pm25: 21, pm10: 34, o3: 61, no2: 22, so2: 9, co: 640 } }),
    ...withCamera(units).map(async ({ code }, i) => {
      await say(`camera/MC-${code}/count`, { at, waiting: i === 1 ? 27 : 4 + i, counters: 5, countersStaffed: 2 })
      await say(`camera/MC-${code}/frame`, hall(code, at))
    }),
  ])
}

/** A picture that differs with every moment, as a real camera's does. */
function hall(code: string, at: number): Buffer {
  const canvas = createCanvas(320, 180)
  const context = canvas.getContext('2d')
  context.fillStyle = '#3a4650'
  context.fillRect(0, 0, 320, 180)
  context.fillStyle = '#c8d2da'
  context.font = '20px sans-serif'
  context.fillText(`${code} ${at}`, 20, 90)
  return canvas.encodeSync('jpeg', 70)
}
