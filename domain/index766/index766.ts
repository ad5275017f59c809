import { type Coverage, shareReported } from '../kpis/coverage.ts'
import type { Share } from '../kpis/kpi.ts'
import { type Band, bandOf } from './bands.ts'
import { CRITERIA, type Criterion, type CriterionId, GROUPS, type GroupCode } from './criteria.ts'

/** Points of some criteria together. `score` null: not all of them are known; `known` of `knownMax` are. */
interface Points {
  readonly score: number | null
  readonly known: number
  readonly knownMax: number
}

export interface Index766Group extends Points {
  readonly code: GroupCode
  readonly max: number
}

/** Below this coverage what a criterion says is told, but no band follows from it, 0…1. */
const MIN_COVERAGE = 0.8

/** What was counted for one criterion, and how much of what should have been: see `Coverage`. */
export interface CountedCriterion extends Coverage {
  /** Undefined: nobody reported all that it reads. */
  readonly share: Required<Share> | undefined
}

export interface Index766Criterion extends Coverage {
  readonly id: CriterionId
  /** null: nobody reported. */
  readonly numerator: number | null
  readonly denominator: number | null
  readonly score: number | null
  readonly max: number
  /** False: not a commune's to decide, full marks. */
  readonly applies: boolean
}

/**
 * Index 766 of one unit over a period, as the reported counts have it: an explanation of the official score, which stands beside it where a
 * source reports one.
 */
export interface Index766Row extends Points {
  readonly unit: string
  /** null: the total is not known, or rests on criteria of which too little was reported. */
  readonly band: Band | null
  /** The portal's own score, 0 … 100; null when nobody reported it. */
  readonly official: number | null
  /** It was reported of the units that became this one, and scores of several units make no score of one. */
  readonly officialUnpooled: boolean
  readonly groups: readonly Index766Group[]
  readonly criteria: readonly Index766Criterion[]
}

/**
 * @param level a commune gets full marks where a criterion is not its own to decide
 * @param own the portal's own score: see `Index766Row`
 * @param countedOf what was counted of the period
 */
export function scoreIndex(
  unit: string,
  level: 'city' | 'commune',
  own: Pick<Index766Row, 'official' | 'officialUnpooled'>,
  countedOf: (criterion: CriterionId) => CountedCriterion,
): Index766Row {
  const criteria = (Object.entries(CRITERIA) as [CriterionId, Criterion][]).map(([id, criterion]) =>
    scoreOf(id, criterion, level, countedOf),
  )
  const groups = (Object.entries(GROUPS) as [GroupCode, number][]).map(([code, max]) => ({
    code,
    max,
    ...add(criteria.filter(({ id }) => CRITERIA[id].group === code)),
  }))
  const total = add(criteria)
  return {
    unit,
    ...total,
    band: total.score === null || criteria.some(isThin) ? null : bandOf(total.score),
    ...own,
    groups,
    criteria,
  }
}

/** Too little was reported of what it reads for a judgement. */
export function isThin({ applies, ...coverage }: Pick<Index766Criterion, 'applies' | keyof Coverage>): boolean {
  return applies && shareReported(coverage) < MIN_COVERAGE
}

function scoreOf(
  id: CriterionId,
  criterion: Criterion,
  level: 'city' | 'commune',
  countedOf: (criterion: CriterionId) => CountedCriterion,
): Index766Criterion {
  const { max, fullAt, whenNothing } = criterion
  const unknown = { id, numerator: null, denominator: null, score: null, max, applies: true }
  if (criterion.cityOnly && level === 'commune')
    return { ...unknown, score: max, applies: false, reported: 0, expected: 0 }
  const { share, reported, expected } = countedOf(id)
  if (share === undefined) return { ...unknown, reported, expected }
  const { numerator, denominator } = share
  const nothing = whenNothing === 'full' ? max : whenNothing === 'zero' ? 0 : null
  const score = denominator === 0 ? nothing : Math.min(max, (max * numerator) / denominator / fullAt)
  return { ...unknown, numerator, denominator, score, reported, expected }
}

function add(criteria: readonly Index766Criterion[]): Points {
  let known = 0
  let knownMax = 0
  for (const { score, max } of criteria) {
    if (score === null) continue
    known += score
    knownMax += max
  }
  return { score: criteria.every(({ score }) => score !== null) ? known : null, known, knownMax }
}
