import { type Band, bandOf } from './bands.ts'
import { CRITERIA, type Criterion, type CriterionId, GROUPS, type GroupCode, type Reported } from './criteria.ts'

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

export interface Index766Criterion {
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
 * @param reported totals of the period by system
 * @param officialUnpooled see `Index766Row`
 */
export function scoreIndex(
  unit: string,
  level: 'city' | 'commune',
  reported: Reported,
  officialUnpooled = false,
): Index766Row {
  const criteria = (Object.entries(CRITERIA) as [CriterionId, Criterion][]).map(([id, criterion]) =>
    scoreOf(id, criterion, level, reported),
  )
  const groups = (Object.entries(GROUPS) as [GroupCode, number][]).map(([code, max]) => ({
    code,
    max,
    ...add(criteria.filter(({ id }) => CRITERIA[id].group === code)),
  }))
  const total = add(criteria)
  const official = reported.nationalPortal?.officialScoreHundredths
  return {
    unit,
    ...total,
    band: total.score === null ? null : bandOf(total.score),
    official: official === undefined ? null : official / 100,
    officialUnpooled,
    groups,
    criteria,
  }
}

function scoreOf(
  id: CriterionId,
  criterion: Criterion,
  level: 'city' | 'commune',
  reported: Reported,
): Index766Criterion {
  const { max, fullAt, whenNothing } = criterion
  if (criterion.cityOnly && level === 'commune')
    return { id, numerator: null, denominator: null, score: max, max, applies: false }
  const share = criterion.share(reported)
  if (share === undefined) return { id, numerator: null, denominator: null, score: null, max, applies: true }
  const { numerator, denominator } = share
  const nothing = whenNothing === 'full' ? max : whenNothing === 'zero' ? 0 : null
  const score = denominator === 0 ? nothing : Math.min(max, (max * numerator) / denominator / fullAt)
  return { id, numerator, denominator, score, max, applies: true }
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
