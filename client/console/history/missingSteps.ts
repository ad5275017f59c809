import { CITY_UTC_OFFSET_MS, DAY_MS } from '../../../domain/time.ts'

/** What is missing of a series that is told step by step (days or hours): nobody reported then. */
export interface MissingSteps {
  readonly count: number
  /** Steps that have begun. */
  readonly all: number
  /** Stretches without a value: the starts of their first and last steps, epoch ms. */
  readonly runs: readonly { readonly from: number; readonly to: number }[]
  /** Days, and Saturdays and Sundays only. */
  readonly isWeekends: boolean
}

/**
 * @param points every step of the range in order of time; null: no value
 * @param now epoch ms: what is yet to come is not missing
 * @returns undefined when nothing is missing
 */
export function missingSteps(
  { stepMs, points }: { stepMs: number; points: readonly { readonly at: number; readonly value: number | null }[] },
  now: number,
): MissingSteps | undefined {
  const begun = points.filter(({ at }) => at <= now)
  const runs: { from: number; to: number }[] = []
  let count = 0
  for (const { at, value } of begun) {
    if (value !== null) continue
    count++
    const last = runs.at(-1)
    if (last !== undefined && last.to === at - stepMs) last.to = at
    else runs.push({ from: at, to: at })
  }
  if (count === 0) return undefined
  const isWeekends = stepMs === DAY_MS && begun.every(({ at, value }) => value !== null || isWeekend(at))
  return { count, all: begun.length, runs, isWeekends }
}

function isWeekend(at: number): boolean {
  const day = new Date(at + CITY_UTC_OFFSET_MS).getUTCDay()
  return day === 0 || day === 6
}
