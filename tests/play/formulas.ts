import type { Counts } from './published.ts'

/** A figure of what authorities report, as `docs/indicators.md` words it: which counts of which system, over which days, by whom. */
export interface Formula {
  readonly system: string
  /** `now`: what the newest report says, while it is fresh; `trailing`: thirty days up to today. */
  readonly over: 'now' | 'day' | 'month' | 'trailing'
  readonly by: readonly ('city' | 'district' | 'commune')[]
  readonly is: 'share' | 'mean' | 'sum' | 'yesNo'
  /** Counts that are added up above and below the line; all of them must be known. */
  readonly above: readonly string[]
  readonly below?: readonly string[]
  /** Taken away from what stands above. */
  readonly less?: readonly string[]
  /** Counts that stand at the end of a day: of several days the last one says it. */
  readonly stocks?: readonly string[]
}

const COMMUNES = ['commune'] as const
const CITY = ['city'] as const
const EVERYBODY = ['city', 'district', 'commune'] as const
const IN_TIME = ['resolvedEarly', 'resolvedOnTime'] as const
const RESOLVED = [...IN_TIME, 'resolvedLate'] as const

const workFiles = {
  system: 'documents',
  over: 'month',
  is: 'share',
  above: ['workFilesOnline'],
  below: ['workFiles'],
} as const

const ofCity = (system: string, above: readonly string[], below: readonly string[]) =>
  ({ system, over: 'now', by: CITY, is: 'share', above, below }) as const

const ofEverybody = (system: string, above: string, below: string) =>
  ({ system, over: 'now', by: EVERYBODY, is: 'share', above: [above], below: [below] }) as const

export const FORMULAS: Readonly<Record<string, Formula>> = {
  onTimeRate: { system: 'oneStop', over: 'month', by: COMMUNES, is: 'share', above: IN_TIME, below: RESOLVED },
  honestOnTimeRate: {
    system: 'oneStop',
    over: 'trailing',
    by: COMMUNES,
    is: 'share',
    above: IN_TIME,
    below: [...RESOLVED, 'pendingOverdue'],
    stocks: ['pendingOverdue'],
  },
  onlineShare: {
    system: 'portal',
    over: 'month',
    by: COMMUNES,
    is: 'share',
    above: ['receivedOnline'],
    below: ['receivedOnline', 'receivedDirect', 'receivedPostal'],
  },
  pendingOverdue: {
    system: 'oneStop',
    over: 'day',
    by: COMMUNES,
    is: 'sum',
    above: ['pendingOverdue'],
    stocks: ['pendingOverdue'],
  },
  satisfactionRate: {
    system: 'satisfaction',
    over: 'month',
    by: COMMUNES,
    is: 'share',
    above: ['verySatisfied', 'satisfied'],
    below: ['verySatisfied', 'satisfied', 'dissatisfied'],
  },
  receivedToday: { system: 'oneStop', over: 'day', by: COMMUNES, is: 'sum', above: ['received'] },
  meanWait: {
    system: 'queue',
    over: 'day',
    by: COMMUNES,
    is: 'mean',
    above: ['waitMinutes'],
    below: ['ticketsServed'],
  },
  eligibleOnline: ofCity('nationalPortal', ['proceduresOnline'], ['proceduresEligible']),
  multiChannelServices: ofCity('nationalPortal', ['servicesLevel4MultiChannel'], ['servicesTotal']),
  nationalIntegration: ofCity('nationalPortal', ['servicesIntegrated'], ['servicesLevel34']),
  resolvedOnlineShare: {
    system: 'oneStop',
    over: 'month',
    by: COMMUNES,
    is: 'share',
    above: ['resolvedOnline'],
    below: RESOLVED,
  },
  workFilesCity: { ...workFiles, by: CITY },
  workFilesDistrict: { ...workFiles, by: ['district'] },
  workFilesCommune: { ...workFiles, by: COMMUNES },
  reportsShared: {
    system: 'reporting',
    over: 'month',
    by: EVERYBODY,
    is: 'share',
    above: ['reportsShared'],
    below: ['reportsDue'],
  },
  lgspConnected: ofCity('lgsp', ['systemsConnected'], ['systemsInOperation']),
  sharedDatabasesFormed: ofCity('sharedDatabases', ['formedAndConnected'], ['planned']),
  itStaffTrained: ofEverybody('training', 'itStaffTrained', 'itStaff'),
  securityDossiers: ofCity('soc', ['dossiersApproved'], ['systemsNeedingDossier']),
  antiMalwareHosts: ofEverybody('antiMalware', 'hostsProtected', 'hosts'),
  firewallSites: ofEverybody('firewalls', 'sitesProtected', 'sites'),
  protectedEndpoints: ofEverybody('antiMalware', 'endpointsProtected', 'endpoints'),
  videoCommunes: { system: 'videoConferencing', over: 'now', by: COMMUNES, is: 'yesNo', above: ['endpointsOnline'] },
  datasetsWithApi: ofCity('openData', ['datasetsWithApi'], ['originalDatasets']),
  documentUnits: { system: 'documents', over: 'now', by: EVERYBODY, is: 'yesNo', above: ['connectedToAxis'] },
  documentDelivery: {
    system: 'documentAxis',
    over: 'month',
    by: CITY,
    is: 'share',
    above: ['acknowledged'],
    below: ['sent'],
  },
  databasesIntegrated: {
    system: 'sharedDatabases',
    over: 'now',
    by: CITY,
    is: 'sum',
    above: ['Citizens', 'Businesses', 'Officials', 'Procedures', 'Catalogues', 'Dossiers'].map(
      (what) => `integrated${what}`,
    ),
  },
  openDatasetsFresh: {
    ...ofCity('openData', ['datasetsPublished'], ['datasetsPublished']),
    less: ['datasetsStale'],
  },
  resultsDigitised: {
    system: 'oneStop',
    over: 'month',
    by: COMMUNES,
    is: 'share',
    above: ['resultsElectronic'],
    below: ['resultsDue'],
  },
  securityDrills: { system: 'soc', over: 'month', by: CITY, is: 'sum', above: ['drills'] },
  signedDocuments: {
    system: 'signatures',
    over: 'month',
    by: EVERYBODY,
    is: 'share',
    above: ['signedDocuments'],
    below: ['outgoingDocuments'],
  },
  learnersCompleted: { system: 'training', over: 'month', by: EVERYBODY, is: 'sum', above: ['completed'] },
}

/** Criteria of Index 766 that are one share of what communes report: how many points, and from which share on they are full. */
export const CRITERIA: Readonly<
  Record<string, { readonly points: number; readonly fullAt: number; readonly of: Formula }>
> = Object.fromEntries(
  (
    [
      ['3.3', 6, 0.5, 'portal', ['receivedOnline'], ['receivedOnline', 'receivedDirect', 'receivedPostal']],
      ['3.6', 6, 1, 'portal', ['paidOnline'], ['feeDue']],
      ['4.1', 6, 1, 'oneStop', ['resultsElectronic'], ['resultsDue']],
      ['4.2', 4, 1, 'oneStop', ['digitised'], ['received']],
      ['4.3', 2, 0.8, 'oneStop', ['dataReused'], ['received']],
      ['4.4', 4, 1, 'oneStop', ['personalStoreUsed'], ['received']],
    ] as const
  ).map(([id, points, fullAt, system, above, below]) => [
    id,
    { points, fullAt, of: { system, over: 'month', by: COMMUNES, is: 'share', above, below } },
  ]),
)

/** Systems that promise a report each minute; all others each five. */
const EACH_MINUTE = new Set([
  'dataCentre',
  'documentAxis',
  'emc',
  'feedback',
  'lgsp',
  'ngsp',
  'oneStop',
  'operationsCentre',
  'portal',
  'queue',
  'satisfaction',
  'soc',
])
/** Machines among them work on every day of the week. */
const EVERY_DAY = new Set(['dataCentre', 'documentAxis', 'emc', 'lgsp', 'ngsp', 'soc'])

export const everyMsOf = (system: string) => (EACH_MINUTE.has(system) ? 60_000 : 300_000)
export const worksEveryDay = (system: string) => EVERY_DAY.has(system)

/** What a report gives above and below the line; undefined where it does not say all that is needed. */
export function partsOf(
  { is, above, below = [], less = [] }: Formula,
  counts: Counts,
): readonly [number, number] | undefined {
  if ([...above, ...below, ...less].some((name) => counts[name] === undefined)) return undefined
  const sum = (names: readonly string[]) => names.reduce((all, name) => all + (counts[name] ?? 0), 0)
  if (is === 'yesNo') return [sum(above) > 0 ? 1 : 0, 1]
  return [sum(above) - sum(less), sum(below)]
}
