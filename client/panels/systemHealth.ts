import type { Alert } from '../../domain/alerts/alert.ts'
import { compareAlerts, openAlerts } from '../../domain/alerts/order.ts'
import { type Camera, type CameraView, cameraState, countAsOf, isWorking } from '../../domain/cameras/camera.ts'
import { asOf, freshness, patienceFor } from '../../domain/freshness.ts'
import type { HubStatus } from '../../domain/hubStatus.ts'
import { type JudgedFreshness, judgedFreshness, type Reception } from '../../domain/reception.ts'
import { linkSource, statisticsSource } from '../../domain/sourceId.ts'
import type { Quarantined } from '../../domain/sources/quarantined.ts'
import type { Retired, Source } from '../../domain/sources/source.ts'
import { sourceFreshness } from '../../domain/sources/sourceTrouble.ts'
import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import type { Link } from '../../domain/systems/link.ts'
import type { LinkDeclaration, SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS } from '../../domain/time.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { sourceSystem } from './sourceSystem.ts'

/**
 * What is wrong with a system, worst first. A system has its worst trouble only.
 * - `lost`, `stale`: nobody speaks for it as promised any more
 * - `down`: a connection of it is said to be down
 * - `events`: something happened in it that nobody has closed
 * - `partly`: some of those who should speak do
 * - `refused`: some of what it said within the last day could not be believed
 * - `unheard`: of those who should speak the hub could not have heard some, so nobody can say
 * - `never`: nobody has ever spoken for it
 */
export const SYSTEM_TROUBLES = [
  'lost',
  'down',
  'stale',
  'events',
  'partly',
  'refused',
  'unheard',
  'never',
  'none',
] as const
export type SystemTrouble = (typeof SYSTEM_TROUBLES)[number]

const REFUSED_WITHIN_MS = DAY_MS
/** The hub tells of itself once a second. */
const HEARTBEAT_MS = 1_000

/** A declared connection and what is known of it. */
export interface LinkLine {
  readonly id: string
  readonly declared: LinkDeclaration
  /** Undefined: nobody has said anything of it. */
  readonly link: Link | undefined
  readonly freshness: JudgedFreshness
}

/** One information system as it stands now. */
export interface SystemLine {
  readonly id: SystemId
  readonly system: SourceSystem
  readonly trouble: SystemTrouble
  /** The same but for what it tells of others: a system that reports a street lamp, or a queue, works. */
  readonly fault: SystemTrouble
  /** Of the youngest of all that speaks for it: reports, connections, cameras, the hub's own heartbeat. */
  readonly freshness: JudgedFreshness
  /** When that came in, epoch ms; null when nothing has. */
  readonly lastReceivedAt: number | null
  /** Of its authorities or devices: how many speak as promised, and how many there should be. */
  readonly reported: number
  readonly expected: number
  /** Those that do not, and since when the longest silent of those that ever spoke has been; epoch ms. */
  readonly silent: { readonly count: number; readonly since: number | null }
  /** Those of which nobody can say. */
  readonly unheard: number
  readonly links: readonly LinkLine[]
  /** Open ones, the worst first. */
  readonly alerts: readonly Alert[]
  /** What stands in the quarantine, newest first. */
  readonly refused: readonly Quarantined[]
  readonly simulated: boolean
}

/** What the feeds hold now; `now` epoch ms on the hub's clock. */
export interface CityNow {
  readonly units: UnitTree
  readonly sources: ReadonlyMap<string, Source>
  readonly links: ReadonlyMap<string, Link>
  /** Sources that have ended. */
  readonly retired: ReadonlyMap<string, Retired>
  readonly alerts: Iterable<Alert>
  readonly quarantine: Iterable<Quarantined>
  readonly cameras: ReadonlyMap<string, Camera>
  readonly cameraViews: ReadonlyMap<string, CameraView>
  readonly hub: HubStatus | undefined
  readonly now: number
  readonly reception: Reception
}

/** One who speaks for a system, and when it was last heard. */
interface Speaker {
  readonly freshness: JudgedFreshness
  readonly heardAt: number | null
  readonly simulated: boolean
}

const SYSTEM_IDS = Object.keys(SYSTEMS) as SystemId[]

/** Every system in the order of the registry. */
export function systemLines(city: CityNow): readonly SystemLine[] {
  const alerts = bySystem(openAlerts(city.alerts), systemOfAlert)
  const refused = bySystem(
    [...city.quarantine].sort((a, b) => b.lastAt - a.lastAt),
    ({ source }) => sourceSystem(source),
  )
  return SYSTEM_IDS.map((id) => lineOf(id, city, alerts.get(id) ?? [], refused.get(id) ?? []))
}

/** In the order given; each row is looked at once, whatever the number of systems. */
function bySystem<Row>(
  rows: readonly Row[],
  systemOf: (row: Row) => SystemId | undefined,
): ReadonlyMap<SystemId, Row[]> {
  const found = new Map<SystemId, Row[]>()
  for (const row of rows) {
    const id = systemOf(row)
    if (id === undefined) continue
    const known = found.get(id)
    if (known === undefined) found.set(id, [row])
    else known.push(row)
  }
  return found
}

/** The system that an alert is about, or whose devices it is about; undefined where it is about the city itself. */
export function systemOfAlert({
  rule,
  subject,
  subjectId,
}: Pick<Alert, 'rule' | 'subject' | 'subjectId'>): SystemId | undefined {
  // Many cameras lost at once are one alert, about no camera of its own.
  if (subject === 'camera' || rule.startsWith('camera.')) return 'oneStopCameras'
  return subject === 'system' ? SYSTEM_IDS.find((id) => id === subjectId.split('/', 1)[0]) : undefined
}

function lineOf(id: SystemId, city: CityNow, alerts: readonly Alert[], refused: readonly Quarantined[]): SystemLine {
  const system: SourceSystem = SYSTEMS[id]
  const reporters = reportersOf(id, system, city)
  const links = Object.entries(system.links ?? {})
    .filter(([link]) => !city.retired.has(linkSource(`${id}/${link}`)))
    .map(([link, declared]) => linkLine(id, system, link, declared, city))
  const speakers = [
    ...reporters,
    ...links.map(({ id: link }) => heard(city.sources.get(linkSource(`${id}/${link}`)), city)),
  ]
  const unheard = reporters.filter(({ freshness }) => freshness === 'unheard').length
  const silent = reporters.filter(({ freshness }) => freshness !== 'live' && freshness !== 'unheard')
  const reported = reporters.length - silent.length - unheard
  const youngest = speakers.reduce<Speaker>(younger, NOBODY)
  const troubleWith = (hasEvents: boolean) =>
    troubleOf(youngest.freshness, { silent: silent.length, unheard }, links, hasEvents, refused, city.now)
  return {
    id,
    system,
    trouble: troubleWith(alerts.length > 0),
    fault: troubleWith(false),
    freshness: youngest.freshness,
    lastReceivedAt: youngest.heardAt,
    reported,
    expected: reporters.length,
    silent: { count: silent.length, since: earliest(silent) },
    unheard,
    links,
    alerts,
    refused,
    simulated: speakers.some(({ simulated }) => simulated) || links.some(({ link }) => link?.simulated),
  }
}

const NOBODY: Speaker = { freshness: 'never', heardAt: null, simulated: false }

function heard(source: Source | undefined, { now, reception }: Pick<CityNow, 'now' | 'reception'>): Speaker {
  if (source === undefined) return reception.is === 'open' ? NOBODY : { ...NOBODY, freshness: 'unheard' }
  const { asOf: heardAt, simulated } = source
  return { freshness: sourceFreshness(source, now, reception), heardAt, simulated }
}

/** Who should speak for a system: its authorities, the announced cameras, or the hub itself. A system of links alone has none. */
function reportersOf(id: SystemId, system: SourceSystem, city: CityNow): readonly Speaker[] {
  const { units, sources, cameras, cameraViews, hub, now, reception } = city
  if (system.devices === 'camera')
    return [...cameras.values()].map((each) => seen(each, cameraViews.get(each.id), now, reception))
  if (system.devices === 'hub') {
    const heardAt = hub?.now ?? null
    // The hub speaks for itself, whatever it hears of others.
    return [{ freshness: freshness(heardAt, now, patienceFor(HEARTBEAT_MS)), heardAt, simulated: false }]
  }
  if (Object.keys(system.counts).length === 0) return []
  return reportersUnder(units, units.city.code, system.reportedAt)
    .map((unit) => statisticsSource(id, unit))
    .filter((source) => !city.retired.has(source))
    .map((source) => heard(sources.get(source), city))
}

function seen(camera: Camera, view: CameraView | undefined, now: number, reception: Reception): Speaker {
  const { simulated } = camera
  if (view === undefined) return { ...NOBODY, simulated }
  const state = cameraState(view, camera.everyMs, now, reception)
  const heardAt = Math.max(view.frameAt ?? 0, countAsOf(view) ?? 0) || null
  if (isWorking(state, view, now)) return { freshness: 'live', heardAt, simulated }
  // What works is live: a picture that is missing alone does not get here.
  const { is } = state
  const fresh = is === 'frozen' || is === 'noPicture' || is === 'dark' || is === 'unclear' ? 'stale' : is
  return { freshness: fresh, heardAt, simulated }
}

function linkLine(
  id: SystemId,
  system: SourceSystem,
  name: string,
  declared: LinkDeclaration,
  { links, now, reception }: CityNow,
): LinkLine {
  const link = links.get(`${id}/${name}`)
  const patience = patienceFor(system.everyMs)
  return { id: name, declared, link, freshness: judgedFreshness(asOf(link), now, patience, reception, link?.retained) }
}

const FRESHEST_FIRST = ['live', 'unheard', 'stale', 'lost', 'never'] as const satisfies readonly JudgedFreshness[]

function younger(a: Speaker, b: Speaker): Speaker {
  const order = FRESHEST_FIRST.indexOf(a.freshness) - FRESHEST_FIRST.indexOf(b.freshness)
  if (order !== 0) return order < 0 ? a : b
  return (a.heardAt ?? 0) >= (b.heardAt ?? 0) ? a : b
}

function earliest(speakers: readonly Speaker[]): number | null {
  const times = speakers.flatMap(({ heardAt }) => heardAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function troubleOf(
  fresh: JudgedFreshness,
  missing: { readonly silent: number; readonly unheard: number },
  links: readonly LinkLine[],
  hasEvents: boolean,
  refused: readonly Quarantined[],
  now: number,
): SystemTrouble {
  if (fresh === 'lost') return 'lost'
  if (links.some(({ link, freshness }) => link?.state === 'down' && freshness === 'live')) return 'down'
  if (fresh === 'stale') return 'stale'
  if (hasEvents) return 'events'
  if (fresh === 'never') return 'never'
  const isUnheard = missing.unheard > 0 || links.some(({ freshness }) => freshness === 'unheard')
  if (missing.silent > 0 || links.some(({ freshness }) => freshness !== 'live' && freshness !== 'unheard'))
    return 'partly'
  // What somebody sends who is not announced says nothing of the system.
  if (refused.some(({ known, lastAt }) => known && now - lastAt <= REFUSED_WITHIN_MS)) return 'refused'
  return isUnheard ? 'unheard' : 'none'
}

/** How much needs somebody, the less the sooner: trouble, then the worst alert, then how many are silent. */
export function needOrder(a: SystemLine, b: SystemLine): number {
  const [first, second] = [a.alerts[0], b.alerts[0]]
  return (
    SYSTEM_TROUBLES.indexOf(a.trouble) - SYSTEM_TROUBLES.indexOf(b.trouble) ||
    Number(first === undefined) - Number(second === undefined) ||
    (first === undefined || second === undefined ? 0 : compareAlerts(first, second)) ||
    b.silent.count - a.silent.count
  )
}

/** Systems that need somebody, the most pressing first. Of one that nobody could hear nobody can say. */
export function needingSystems(lines: readonly SystemLine[]): readonly SystemLine[] {
  return lines.filter(({ trouble }) => trouble !== 'none' && trouble !== 'unheard').sort(needOrder)
}

/** How the rules of alerts begin that are about a system, or its devices, and not about what it tells of others. */
const OF_ITSELF = ['system.', 'link.', 'camera.'] as const

/** The same systems by their own faults alone: which of them are interrupted, and who is on that. */
export function interruptions(lines: readonly SystemLine[]): readonly SystemLine[] {
  return lines.map(interruptionOf)
}

export function interruptionOf(line: SystemLine): SystemLine {
  const isOwn = ({ rule }: Alert) => OF_ITSELF.some((begins) => rule.startsWith(begins))
  return { ...line, trouble: line.fault, alerts: line.alerts.filter(isOwn) }
}
