import type { Share } from '../kpis/kpi.ts'
import { natureOf, type Reads } from '../kpis/reads.ts'
import type { Counts } from '../systems/system.ts'
import type { Text } from '../text.ts'

/** The six groups of the index as the National Portal shows them, with their most points: 100 together. */
export const GROUPS = { CKMB: 18, TDGQ: 20, CLGQ: 12, TTTT: 10, MDSH: 22, MDHL: 18 } as const
export type GroupCode = keyof typeof GROUPS

/** What the systems reported of a unit over the period; absent: nothing. */
export interface Reported {
  readonly oneStop?: Counts
  readonly portal?: Counts
  readonly nationalPortal?: Counts
  readonly satisfaction?: Counts
  readonly feedback?: Counts
}

/** One sub-indicator. Scores are those that reproduce published results; they explain, they are not law. */
export interface Criterion {
  readonly group: GroupCode
  readonly name: Text
  readonly max: number
  /** Share at which all points are given, 0 … 1. */
  readonly fullAt: number
  /** Points when there was nothing to count: `full`, `zero`, or nobody can say. */
  readonly whenNothing: 'full' | 'zero' | 'unknown'
  /** A commune decides nothing of it and gets full marks. */
  readonly cityOnly?: boolean
  /** The counts `share` looks at, by system: a day counts when all of them are known. */
  readonly reads: Readonly<Partial<Record<System, Reads>>>
  /** What is divided by what; undefined when a count is missing. */
  share(reported: Reported): Required<Share> | undefined
}

export type System = keyof Reported

/**
 * What a criterion counts over days. One that sets what stands beside what happened counts the same trailing days whatever period is
 * asked for: see `TRAILING_DAYS`.
 */
export function natureOfCriterion({ reads }: Pick<Criterion, 'reads'>): 'flow' | 'stock' | 'mixed' {
  const natures = new Set(Object.entries(reads).map(([system, of]) => natureOf(system, of)))
  const [nature = 'flow'] = natures
  return natures.size > 1 ? 'mixed' : nature
}

/** One count by another of the same system. */
function ratio(system: System, numerator: string, denominator: string): Pick<Criterion, 'reads' | 'share'> {
  return {
    reads: { [system]: [numerator, denominator] },
    share(reported) {
      const n = reported[system]?.[numerator]
      const d = reported[system]?.[denominator]
      return n === undefined || d === undefined ? undefined : { numerator: n, denominator: d }
    },
  }
}

/** Sum of counts; undefined when one is missing, so that no total is made of half. */
function sumOf(counts: Counts | undefined, ...names: readonly string[]): number | undefined {
  let total = 0
  for (const name of names) {
    const count = counts?.[name]
    if (count === undefined) return undefined
    total += count
  }
  return total
}

const HANDLED = ['resolvedEarly', 'resolvedOnTime', 'resolvedLate', 'pendingInTerm', 'pendingOverdue'] as const
const FEEDBACK = ['resolvedOnTime', 'resolvedLate', 'pendingInTerm', 'pendingOverdue'] as const
const PLAIN = { fullAt: 1, whenNothing: 'unknown' } as const

/**
 * The scored sub-indicators of QĐ 766/QĐ-TTg (2022), by their numbers. 2.2 and 5.1 carry no points and are left out; payment stands as a group of
 * its own, as on the portal.
 */
export const CRITERIA = {
  '1.1': {
    group: 'CKMB',
    name: { vi: 'Công bố thủ tục đúng hạn', en: 'Procedures announced on time' },
    max: 6,
    ...PLAIN,
    ...ratio('nationalPortal', 'announcedOnTime', 'proceduresAnnounced'),
  },
  '1.2': {
    group: 'CKMB',
    name: { vi: 'Cập nhật, công khai đúng hạn', en: 'Published on time' },
    max: 4,
    ...PLAIN,
    ...ratio('nationalPortal', 'publishedOnTime', 'publicationsDue'),
  },
  '1.3': {
    group: 'CKMB',
    name: { vi: 'Công khai đủ nội dung', en: 'Published in full' },
    max: 2,
    ...PLAIN,
    ...ratio('nationalPortal', 'proceduresComplete', 'proceduresPublished'),
  },
  '1.4': {
    group: 'CKMB',
    name: { vi: 'Hồ sơ đồng bộ lên Cổng quốc gia', en: 'Dossiers synchronised to the National Portal' },
    max: 6,
    ...PLAIN,
    reads: {
      nationalPortal: ['dossiersSynced', 'dossiersToSync'],
      portal: ['receivedDirect', 'receivedOnline', 'receivedPostal'],
    },
    // The larger of the two totals: what was never sent up is not forgotten.
    share({ nationalPortal, portal }) {
      const synced = nationalPortal?.dossiersSynced
      const national = nationalPortal?.dossiersToSync
      const own = sumOf(portal, 'receivedDirect', 'receivedOnline', 'receivedPostal')
      if (synced === undefined || national === undefined || own === undefined) return undefined
      return { numerator: synced, denominator: Math.max(national, own) }
    },
  },
  '2.1': {
    group: 'TDGQ',
    name: { vi: 'Xử lý trước hạn, đúng hạn và còn trong hạn', en: 'Handled early, on time or still in term' },
    max: 20,
    ...PLAIN,
    reads: { oneStop: HANDLED },
    share({ oneStop }) {
      const all = sumOf(oneStop, ...HANDLED)
      const good = sumOf(oneStop, 'resolvedEarly', 'resolvedOnTime', 'pendingInTerm')
      return all === undefined || good === undefined ? undefined : { numerator: good, denominator: all }
    },
  },
  '3.1': {
    group: 'CLGQ',
    name: { vi: 'Thủ tục có dịch vụ trực tuyến', en: 'Procedures with an online service' },
    max: 2,
    fullAt: 0.8,
    whenNothing: 'unknown',
    cityOnly: true,
    ...ratio('nationalPortal', 'proceduresOnline', 'proceduresEligible'),
  },
  '3.2': {
    group: 'CLGQ',
    name: { vi: 'Dịch vụ có phát sinh hồ sơ', en: 'Services that had dossiers' },
    max: 4,
    ...PLAIN,
    cityOnly: true,
    ...ratio('nationalPortal', 'onlineServicesUsed', 'onlineServices'),
  },
  '3.3': {
    group: 'CLGQ',
    name: { vi: 'Hồ sơ nộp trực tuyến', en: 'Dossiers filed online' },
    max: 6,
    fullAt: 0.5,
    whenNothing: 'unknown',
    reads: { portal: ['receivedDirect', 'receivedOnline', 'receivedPostal'] },
    share({ portal }) {
      const all = sumOf(portal, 'receivedDirect', 'receivedOnline', 'receivedPostal')
      const online = portal?.receivedOnline
      return all === undefined || online === undefined ? undefined : { numerator: online, denominator: all }
    },
  },
  '3.5a': {
    group: 'TTTT',
    name: { vi: 'Thủ tục có nghĩa vụ tài chính đưa lên Cổng', en: 'Fee procedures on the portal' },
    max: 2,
    fullAt: 0.8,
    whenNothing: 'unknown',
    ...ratio('nationalPortal', 'feeProceduresOnline', 'feeProcedures'),
  },
  '3.5b': {
    group: 'TTTT',
    name: { vi: 'Thủ tục có giao dịch thanh toán trực tuyến', en: 'Fee procedures paid online' },
    max: 2,
    fullAt: 0.8,
    whenNothing: 'unknown',
    ...ratio('nationalPortal', 'feeProceduresPaid', 'feeProcedures'),
  },
  '3.6': {
    group: 'TTTT',
    name: { vi: 'Hồ sơ thanh toán trực tuyến', en: 'Dossiers paid online' },
    max: 6,
    ...PLAIN,
    ...ratio('portal', 'paidOnline', 'feeDue'),
  },
  '4.1': {
    group: 'MDSH',
    name: { vi: 'Cấp kết quả điện tử', en: 'Electronic results' },
    max: 6,
    ...PLAIN,
    ...ratio('oneStop', 'resultsElectronic', 'resultsDue'),
  },
  '4.2': {
    group: 'MDSH',
    name: { vi: 'Số hóa hồ sơ', en: 'Dossiers digitised' },
    max: 4,
    ...PLAIN,
    ...ratio('oneStop', 'digitised', 'received'),
  },
  '4.3': {
    group: 'MDSH',
    name: { vi: 'Dùng lại dữ liệu đã số hóa', en: 'Digitised data reused' },
    max: 2,
    fullAt: 0.8,
    whenNothing: 'unknown',
    ...ratio('oneStop', 'dataReused', 'received'),
  },
  '4.4': {
    group: 'MDSH',
    name: { vi: 'Kết nối, chia sẻ để dùng lại', en: 'Shared for reuse' },
    max: 4,
    ...PLAIN,
    ...ratio('oneStop', 'personalStoreUsed', 'received'),
  },
  '4.5a': {
    group: 'MDSH',
    name: { vi: 'Thủ tục kết nối dữ liệu dân cư', en: 'Procedures connected to population data' },
    max: 2,
    ...PLAIN,
    cityOnly: true,
    ...ratio('nationalPortal', 'proceduresPopulationData', 'proceduresCitizen'),
  },
  '4.5b': {
    group: 'MDSH',
    name: { vi: 'Hồ sơ dùng dữ liệu dân cư', en: 'Dossiers that used population data' },
    max: 2,
    ...PLAIN,
    cityOnly: true,
    reads: { nationalPortal: ['dossiersPopulationData'], oneStop: ['received'] },
    share({ nationalPortal, oneStop }) {
      const used = nationalPortal?.dossiersPopulationData
      const all = oneStop?.received
      return used === undefined || all === undefined ? undefined : { numerator: used, denominator: all }
    },
  },
  '4.x': {
    group: 'MDSH',
    name: { vi: 'Chứng thực bản sao điện tử', en: 'Electronic certified copies' },
    max: 2,
    ...PLAIN,
    ...ratio('nationalPortal', 'certifiedCopiesElectronic', 'certifiedCopies'),
  },
  '5.2': {
    group: 'MDHL',
    name: { vi: 'Phản ánh, kiến nghị xử lý đúng hạn', en: 'Feedback handled on time' },
    max: 6,
    fullAt: 1,
    whenNothing: 'full',
    reads: { feedback: FEEDBACK },
    share({ feedback }) {
      const all = sumOf(feedback, ...FEEDBACK)
      const good = sumOf(feedback, 'resolvedOnTime', 'pendingInTerm')
      return all === undefined || good === undefined ? undefined : { numerator: good, denominator: all }
    },
  },
  '5.3': {
    group: 'MDHL',
    name: { vi: 'Hài lòng trong xử lý phản ánh, kiến nghị', en: 'Satisfied with the handling of feedback' },
    max: 6,
    fullAt: 1,
    whenNothing: 'full',
    reads: { feedback: [...FEEDBACK, 'dissatisfied'] },
    share({ feedback }) {
      const all = sumOf(feedback, ...FEEDBACK)
      const bad = sumOf(feedback, 'dissatisfied', 'resolvedLate', 'pendingOverdue')
      return all === undefined || bad === undefined
        ? undefined
        : { numerator: Math.max(0, all - bad), denominator: all }
    },
  },
  '5.4': {
    group: 'MDHL',
    name: { vi: 'Hài lòng trong giải quyết thủ tục', en: 'Satisfied with how procedures are handled' },
    max: 6,
    fullAt: 0.9,
    whenNothing: 'zero',
    reads: { oneStop: HANDLED, satisfaction: ['dissatisfied'], feedback: ['received'] },
    share({ oneStop, satisfaction, feedback }) {
      const all = sumOf(oneStop, ...HANDLED)
      const late = sumOf(oneStop, 'resolvedLate', 'pendingOverdue')
      const disliked = satisfaction?.dissatisfied
      const reported = feedback?.received
      if (all === undefined || late === undefined || disliked === undefined || reported === undefined) return undefined
      return { numerator: Math.max(0, all - late - disliked - reported), denominator: all }
    },
  },
} as const satisfies Record<string, Criterion>
export type CriterionId = keyof typeof CRITERIA
