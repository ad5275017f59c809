import { describe, expect, it } from 'vitest'
import { CITY_VIEW } from '../../../client/console/address.ts'
import { alertPage, alertView } from '../../../client/console/alerts/alertPage.ts'
import { viewOfPick } from '../../../client/console/map/mapPicture.ts'
import { pageOfSource } from '../../../client/console/sources/sourcePage.ts'
import {
  cityCounts,
  newestPeriod,
  reporterRows,
  type SystemReport,
} from '../../../client/console/systems/systemDetail.ts'
import { refusedCount, reportedShare } from '../../../client/console/systems/systemOrder.ts'
import { alertPlaces } from '../../../client/panels/alertPlaces.ts'
import { sourceSystem } from '../../../client/panels/sourceSystem.ts'
import {
  type CityNow,
  needOrder,
  SYSTEM_TROUBLES,
  type SystemLine,
  systemLines,
} from '../../../client/panels/systemHealth.ts'
import { kpisOfSystem } from '../../../client/panels/systemKpis.ts'
import { type Alert, JUST_RAISED, UNHANDLED } from '../../../domain/alerts/alert.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import type { HubStatus } from '../../../domain/hubStatus.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import type { Retired, Source } from '../../../domain/sources/source.ts'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import type { Link } from '../../../domain/systems/link.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { reportersUnder } from '../../../domain/units/reporters.ts'

const NOW = 1_795_000_000_000
const MINUTE = 60_000
const units = UNIT_TREES['2021']
const CITY = units.city.code
const IDS = Object.keys(SYSTEMS) as SystemId[]

function source(id: string, rest: Partial<Source> = {}): [string, Source] {
  return [
    id,
    {
      id,
      unit: null,
      everyMs: MINUTE,
      status: null,
      lastAt: NOW - 1_000,
      lastReceivedAt: NOW - 1_000,
      asOf: rest.lastReceivedAt === undefined ? NOW - 1_000 : rest.lastReceivedAt,
      nextWithinMs: null,
      countedSince: 0,
      accepted: 1,
      refused: 0,
      lastRefusedAt: null,
      acceptedSince: 0,
      duplicates: 0,
      late: 0,
      skewMs: 100,
      clock: 'right',
      measuredAt: NOW - 1_000,
      rivals: null,
      simulated: false,
      ...rest,
    },
  ]
}

function link(key: string, rest: Partial<Link> = {}): [string, Link] {
  const [system = '', name = ''] = key.split('/')
  return [
    key,
    {
      key,
      system,
      link: name,
      state: 'up',
      at: NOW - 1_000,
      receivedAt: NOW - 900,
      since: null,
      lastSuccessAt: null,
      simulated: false,
      retained: false,
      ...rest,
    },
  ]
}

function alert(subject: Alert['subject'], subjectId: string, rest: Partial<Alert> = {}): Alert {
  return {
    id: `of-${subjectId}`,
    key: `event|${subject}/${subjectId}`,
    rule: 'event',
    severity: 'minor',
    subject,
    subjectId,
    unit: null,
    title: { vi: subjectId, en: subjectId },
    value: null,
    limit: null,
    evidence: [],
    raisedAt: NOW - MINUTE,
    clearedAt: null,
    ...JUST_RAISED,
    ...UNHANDLED,
    severityNow: 'minor',
    simulated: false,
    ...rest,
  }
}

function refused(source: string, count: number, lastAt = NOW - MINUTE): Quarantined {
  return {
    key: `${source}|shape`,
    source,
    known: true,
    client: null,
    reason: 'shape',
    params: {},
    topic: source,
    count,
    firstAt: lastAt,
    lastAt,
    sample: '',
  }
}

const hub: HubStatus = {
  id: 'hub',
  now: NOW,
  startedAt: NOW - MINUTE,
  version: 'test',
  edition: '2021',
  broker: 'connected',
  brokerTrouble: null,
  dataGaps: [],
  store: 'ok',
  acceptedPerSecond: 1,
  refusedPerSecond: 0,
  fileProblems: [],
  unknownHolidays: [],
  drill: null,
  logProblem: null,
  clients: 1,
  reception: ALWAYS_OPEN,
}

function lines(more: Partial<CityNow> = {}): readonly SystemLine[] {
  return systemLines({
    units,
    sources: new Map(),
    links: new Map(),
    retired: new Map(),
    alerts: [],
    quarantine: [],
    cameras: new Map(),
    cameraViews: new Map(),
    hub,
    now: NOW,
    reception: ALWAYS_OPEN,
    ...more,
  })
}

const lineOf = (all: readonly SystemLine[], id: SystemId) => all.find((line) => line.id === id) as SystemLine

const ended = (id: string): [string, Retired] => [id, { id, unit: null, at: NOW, by: null }]

/** The security centre reports for the city alone and has one connection: everything about it, well. */
const soundSoc = {
  sources: new Map([source(`statistics/soc/${CITY}`), source('link/soc/national')]),
  links: new Map([link('soc/national')]),
}
const soc = (more: Partial<CityNow> = {}) => lineOf(lines({ ...soundSoc, ...more }), 'soc')

describe('health of the information systems', () => {
  it('does not expect who has ended: neither a reporter nor a connection', () => {
    const soc = () => lineOf(lines({ ...soundSoc, retired: new Map([ended('link/soc/national')]) }), 'soc')
    expect(soc().links).toEqual([])
    expect(soc().trouble).toBe('none')
    const oneStop = lineOf(lines({ retired: new Map([ended('statistics/oneStop/31117')]) }), 'oneStop')
    expect(oneStop.expected).toBe(units.communes.length - 1)
  })

  it('lists every declared system, and nobody who was never heard is called lost', () => {
    const all = lines()
    expect(all.map(({ id }) => id)).toEqual(IDS)
    for (const line of all) expect(line.trouble).toBe(line.id === 'operationsCentre' ? 'none' : 'never')
  })

  it('counts who reports of those who should, at every level that the system declares', () => {
    for (const id of IDS) {
      const system: SourceSystem = SYSTEMS[id]
      if (Object.keys(system.counts).length === 0) continue
      const should = reportersUnder(units, CITY, system.reportedAt)
      const sources = new Map(should.slice(1).map((unit) => source(`statistics/${id}/${unit}`)))
      const line = lineOf(lines({ sources }), id)
      expect([line.reported, line.expected, line.silent.count]).toEqual([should.length - 1, should.length, 1])
    }
  })

  it('is the worst of what is wrong', () => {
    expect(soc().trouble).toBe('none')
    expect(soc({ quarantine: [refused(`statistics/soc/${CITY}`, 2)] }).trouble).toBe('refused')
    expect(soc({ links: new Map() }).trouble).toBe('partly')
    const raised = alert('system', `soc/${CITY}/worm`)
    expect(soc({ links: new Map(), alerts: [raised] }).trouble).toBe('events')
    // What it tells of others is no fault of its own, and hides none.
    expect(soc({ links: new Map(), alerts: [raised] }).fault).toBe('partly')
    expect(soc({ alerts: [raised] }).fault).toBe('none')
    const silentFor = (ms: number) =>
      new Map([...soundSoc.sources.keys()].map((id) => source(id, { lastReceivedAt: NOW - ms })))
    expect(soc({ sources: silentFor(3 * MINUTE), alerts: [raised] }).trouble).toBe('stale')
    const links = new Map([link('soc/national', { state: 'down' })])
    expect(soc({ sources: silentFor(3 * MINUTE), links }).trouble).toBe('down')
    expect(soc({ sources: silentFor(11 * MINUTE), links }).trouble).toBe('lost')
  })

  it('is not what a hub makes of it that could not have heard: nobody can say then', () => {
    const long = new Map([...soundSoc.sources.keys()].map((id) => source(id, { lastReceivedAt: NOW - 60 * MINUTE })))
    const links = new Map([link('soc/national', { state: 'down', at: NOW - 60 * MINUTE })])
    const deaf = { is: 'cut', since: NOW - 59 * MINUTE, cause: 'broker' } as const
    for (const reception of [deaf, { is: 'open', since: NOW - 1_000 } as const]) {
      const line = soc({ sources: long, links, reception })
      expect(line).toMatchObject({ trouble: 'unheard', reported: 0, silent: { count: 0, since: null }, unheard: 1 })
    }
    // Of cameras, nobody has announced any.
    const own: Partial<Record<SystemId, string>> = { operationsCentre: 'none', oneStopCameras: 'never' }
    for (const { id, trouble } of lines({ reception: deaf })) expect([id, trouble]).toEqual([id, own[id] ?? 'unheard'])
  })

  it('takes no old word of a connection for its state now', () => {
    const old = soc({ links: new Map([link('soc/national', { state: 'down', at: NOW - 5 * MINUTE })]) })
    expect([old.trouble, old.links[0]?.freshness]).toEqual(['partly', 'stale'])
    const retained = soc({ links: new Map([link('soc/national', { state: 'down', retained: true })]) })
    expect(retained.trouble).toBe('partly')
  })

  it('forgives what was refused more than a day ago, and still counts it', () => {
    const line = soc({ quarantine: [refused(`event/soc/${CITY}`, 3, NOW - 2 * 86_400_000)] })
    expect([line.trouble, refusedCount(line)]).toEqual(['none', 3])
  })

  it('says since when the longest silent has been, of those that ever spoke', () => {
    const [first = '', second = '', ...rest] = units.communes.map(({ code }) => `statistics/portal/${code}`)
    const sources = new Map([
      source(first, { lastReceivedAt: NOW - 20 * MINUTE }),
      source(second, { lastReceivedAt: NOW - 5 * MINUTE }),
      ...rest.slice(1).map((id) => source(id)),
    ])
    const { silent, freshness, trouble } = lineOf(lines({ sources }), 'portal')
    expect(silent).toEqual({ count: 3, since: NOW - 20 * MINUTE })
    expect([freshness, trouble]).toEqual(['live', 'partly'])
  })

  it('ages by the hub’s clock when nothing more comes', () => {
    expect(soc({ now: NOW + 3 * MINUTE }).trouble).toBe('stale')
    expect(soc({ now: NOW + 30 * MINUTE }).trouble).toBe('lost')
    expect(lineOf(lines({ now: NOW + MINUTE }), 'operationsCentre').trouble).toBe('lost')
  })

  it('hears cameras by their pictures', () => {
    const camera = { id: 'MC-1', everyMs: 5_000, simulated: true } as Camera
    const cameras = new Map(['MC-1', 'MC-2', 'MC-3'].map((id): [string, Camera] => [id, { ...camera, id }]))
    const view = { id: 'MC-1', status: 'online', frameAt: NOW - 1_000, frozenSince: null } as CameraView
    const cameraViews = new Map([
      ['MC-1', view],
      ['MC-2', { ...view, id: 'MC-2', frozenSince: NOW - MINUTE }],
    ])
    const line = lineOf(lines({ cameras, cameraViews }), 'oneStopCameras')
    expect([line.reported, line.expected, line.freshness, line.simulated]).toEqual([1, 3, 'live', true])
  })

  it('gives each alert and each refusal to one system at most; those of no system to none', () => {
    const all = lines({
      alerts: [
        alert('system', 'soc'),
        alert('system', 'lgsp/ngsp'),
        alert('system', `feedback/${CITY}/late`, { clearedAt: NOW }),
        alert('system', 'elsewhere/1'),
        alert('camera', 'MC-1'),
        alert('system', 'camera', { rule: 'camera.manyLost' }),
        alert('sensor', 'TV-01'),
      ],
      quarantine: [refused('unknown', 7), refused('sensor/TV-01', 2), refused('statistics/lgsp/92', 1)],
    })
    const raised = all.flatMap(({ id, alerts }) => alerts.map(({ subjectId }) => [id, subjectId]))
    expect(raised).toEqual([
      ['oneStopCameras', 'MC-1'],
      ['oneStopCameras', 'camera'],
      ['lgsp', 'lgsp/ngsp'],
      ['soc', 'soc'],
    ])
    expect(all.filter((line) => line.refused.length > 0).map((line) => [line.id, refusedCount(line)])).toEqual([
      ['operationsCentre', 7],
      ['lgsp', 1],
    ])
  })

  it('puts problems first and loses no system', () => {
    const all = lines({
      sources: new Map([
        source(`statistics/soc/${CITY}`, { lastReceivedAt: NOW - 30 * MINUTE }),
        source(`statistics/lgsp/${CITY}`),
        source('link/lgsp/ngsp'),
      ]),
      links: new Map([link('lgsp/ngsp', { state: 'down' })]),
      alerts: [alert('system', 'training'), alert('system', 'feedback', { severity: 'critical' })],
    })
    const byNeed = [...all].sort(needOrder)
    expect(byNeed.slice(0, 4).map(({ id }) => id)).toEqual(['soc', 'lgsp', 'feedback', 'training'])
    expect(byNeed.map(({ trouble }) => SYSTEM_TROUBLES.indexOf(trouble))).toEqual(
      byNeed.map(({ trouble }) => SYSTEM_TROUBLES.indexOf(trouble)).sort((a, b) => a - b),
    )
    expect(new Set(byNeed)).toEqual(new Set(all))
    const shares = all.map(reportedShare)
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  })

  it('feeds every KPI of statistics or cameras from exactly one system', () => {
    const fed = IDS.flatMap((id) => [...kpisOfSystem(id)])
    const due = Object.entries(KPIS).filter(([, { from }]) => from === 'statistic' || from === 'camera')
    expect(fed.toSorted()).toEqual(due.map(([id]) => id).toSorted())
  })
})

describe('where a source is looked at', () => {
  it('is its own page for a device, and the system’s for what a system says', () => {
    expect(pageOfSource('camera/MC-1')).toEqual({ is: 'camera', id: 'MC-1' })
    expect(pageOfSource('statistics/queue/31135')).toEqual({ is: 'system', id: 'queue' })
    expect(pageOfSource('link/lgsp/ngsp')).toEqual({ is: 'system', id: 'lgsp' })
    for (const none of ['unknown', 'sensor/', 'statistics/constructor/1', 'event/nobody/1', 'x/y'])
      expect(pageOfSource(none)).toBeUndefined()
    expect(sourceSystem('unknown')).toBe('operationsCentre')
  })

  it('leads from an alert of a system to the system, and to the sources where it is not known', () => {
    expect(alertPage(alert('system', 'soc/92/worm'))).toEqual({ is: 'system', id: 'soc' })
    expect(alertPage(alert('system', 'elsewhere/1'))).toEqual({ is: 'sources' })
    expect(alertPage(alert('system', 'waterLevel', { rule: 'sensor.manyLost' }))).toEqual({ is: 'sources' })
    expect(alertPage(alert('camera', 'MC-1'))).toEqual({ is: 'camera', id: 'MC-1' })
  })
})

describe('what a system says of the city and of each unit', () => {
  const system: SourceSystem = SYSTEMS.oneStop
  const day = (unit: string, period: string, counts: SystemReport['counts'], receivedAt = NOW - 1_000) => ({
    unit,
    period,
    at: receivedAt,
    receivedAt,
    counts,
    simulated: false,
  })
  const reports = [
    day('31117', '2026-11-23', { received: 10, pendingOverdue: 1 }),
    day('31120', '2026-11-23', { received: 5 }),
    day('31129', '2026-11-22', { received: 100, pendingOverdue: 4 }, NOW - 20 * MINUTE),
  ]

  it('adds up flows of the newest day only, stocks of everybody, and leaves unknown what nobody said', () => {
    expect(newestPeriod(reports)).toBe('2026-11-23')
    const counts = new Map(cityCounts(system, reports).map((count) => [count.name, count]))
    expect(counts.get('received')).toMatchObject({ total: 15, reporters: 2 })
    expect(counts.get('pendingOverdue')).toMatchObject({ total: 5, reporters: 2 })
    expect(counts.get('apologies')).toMatchObject({ total: null, reporters: 0 })
    expect([...counts.keys()]).toEqual(Object.keys(system.counts))
    expect(cityCounts(system, []).every(({ total }) => total === null)).toBe(true)
  })

  it('adds up only what adds up: the city’s own report of everybody, yeses counted, no percentage of percentages', () => {
    const portal: SourceSystem = SYSTEMS.nationalPortal
    const told = cityCounts(portal, [
      day('92', '2026-11-22', { proceduresEligible: 1_860, officialScoreHundredths: 8_250 }),
      day('31117', '2026-11-23', { proceduresEligible: 210, officialScoreHundredths: 8_000, certifiedCopies: 5 }),
    ])
    const count = (name: string) => told.find((each) => each.name === name)
    expect(count('proceduresEligible')).toMatchObject({ total: 1_860, reporters: 1, period: '2026-11-22' })
    expect(count('officialScoreHundredths')).toMatchObject({ total: 8_250 })
    expect(count('certifiedCopies')).toMatchObject({ total: null, reporters: 0 })
    const flags = [1, 0, 1].map((connectedToAxis, i) => day(`3111${i}`, '2026-11-23', { connectedToAxis }))
    expect(cityCounts(SYSTEMS.documents, flags).find(({ name }) => name === 'connectedToAxis')).toMatchObject({
      total: 2,
      reporters: 3,
    })
    const rooms = [40, 60].map((cpuPercent, i) => day(`room-${i}`, '2026-11-23', { cpuPercent }))
    const cpu = (reports: readonly SystemReport[]) =>
      cityCounts(SYSTEMS.dataCentre, reports).find(({ name }) => name === 'cpuPercent')
    expect(cpu(rooms)).toMatchObject({ total: null, reporters: 2 })
    expect(cpu(rooms.slice(1))).toMatchObject({ total: 60, reporters: 1 })
  })

  const rows = (heard: (unit: string) => number | undefined = () => undefined) =>
    reporterRows(system, units, reports, heard, NOW, ALWAYS_OPEN)

  it('has a row for everybody who should report, heard or not', () => {
    expect(rows()).toHaveLength(units.communes.length)
    const fresh = new Map(rows().map(({ unit, freshness }) => [unit.code, freshness]))
    expect([fresh.get('31117'), fresh.get('31129'), fresh.get('31135')]).toEqual(['live', 'lost', 'never'])
    const heard = rows((unit) => (unit === '31129' ? NOW : undefined))
    expect(heard.find(({ unit }) => unit.code === '31129')?.freshness).toBe('live')
  })

  it('has no row for who has ended, and hatches who is known from a broker’s memory alone', () => {
    const ended = reporterRows(
      system,
      units,
      reports,
      () => undefined,
      NOW,
      ALWAYS_OPEN,
      (unit) => unit === '31117',
    )
    expect(ended).toHaveLength(units.communes.length - 1)
    const remembered = reports.map((report) => ({ ...report, retained: true }))
    const of = (heard: number | null) =>
      reporterRows(system, units, remembered, () => heard, NOW, ALWAYS_OPEN).find(({ unit }) => unit.code === '31117')
    expect(of(null)?.freshness).toBe('stale')
    expect(of(NOW)?.freshness).toBe('live')
  })
})

describe('alerts on the map', () => {
  const here = (severity: Alert['severity'], unit: string | null, id: string, rest: Partial<Alert> = {}) =>
    alert('system', `soc/${unit}/${id}`, { id, severity, unit, ...rest })

  it('are one mark a unit, the worst of what is open there, at the unit', () => {
    const places = alertPlaces(
      [
        here('minor', '31117', 'a'),
        here('critical', '31117', 'b'),
        here('major', '31120', 'c'),
        here('critical', '31120', 'd', { clearedAt: NOW }),
        here('critical', null, 'e'),
        here('critical', 'nowhere', 'f'),
        here('info', CITY, 'g'),
      ],
      units,
      CITY,
    )
    expect(places.map(({ id, severity }) => [id, severity])).toEqual([
      ['b', 'critical'],
      ['c', 'major'],
      ['g', 'info'],
    ])
    const commune = units.byCode.get('31117')
    expect(places[0]).toMatchObject({ lng: commune?.lng, lat: commune?.lat })
  })

  it('stay on the map of the unit they belong to', () => {
    const alerts = [here('minor', '31117', 'a'), here('minor', CITY, 'b')]
    expect(alertPlaces(alerts, units, '916').map(({ id }) => id)).toEqual(['a'])
    expect(alertPlaces(alerts, units, '31120')).toEqual([])
  })

  it('lead to the alert, and other marks to their own page', () => {
    const view = { ...CITY_VIEW, range: '7d' as const, sort: { by: 'value', falls: true } }
    expect(viewOfPick({ layer: 'alerts', id: 'b' }, view)).toEqual(alertView(view, { id: 'b' }))
    expect(alertView(view, { id: 'b' })).toEqual({ ...CITY_VIEW, page: { is: 'alerts' }, range: '7d', opened: 'b' })
    expect(viewOfPick({ layer: 'cameras', id: 'MC-1' }, view)?.page).toEqual({ is: 'camera', id: 'MC-1' })
    expect(viewOfPick({ layer: 'rank-discs', id: 'x' }, view)).toBeUndefined()
  })
})
