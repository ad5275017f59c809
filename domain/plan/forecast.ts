import type { Kpi } from '../kpis/kpi.ts'
import type { Forecast } from './planRow.ts'

/** What one whole week added (flows), or where it ended (stocks). */
export interface Week {
  readonly numerator: number
  /** Absent for sums. */
  readonly denominator?: number
  readonly workingDays: number
}

/** How many weeks back the method looks, and the fewest from which it says anything. */
export const FORECAST_WEEKS = 8
const FEWEST_WEEKS = 4

/** Quantile 0.9 of Student's t by degrees of freedom: both tails leave an interval of 80 %. */
const T_90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397] as const

/**
 * Where a flow will stand at the end of the year, by one method: what the last eight weeks did on a working day goes on for the working days
 * left.
 *
 * With n and d the numerator and denominator of a working day in those weeks and K working days left, the year ends at
 * (N + nK) ÷ (D + dK). The interval is of 80 %: each week's residual per working day, e = n_w − r·d_w around the weeks' own ratio r, scatters
 * with s; K days are K ÷ (days of a week) further weeks of the same scatter, and the mean itself is known from w weeks only, so
 * the end's numerator is uncertain by t · s · K · √(1 ÷ k + 1 ÷ w), k being the weeks left and t Student's with w − 1 degrees of freedom.
 *
 * @param sofar what has accumulated since 1 January
 * @param weeks the last whole weeks, any order
 * @param daysLeft working days left in the year
 * @returns undefined from fewer than four weeks, or where nothing at all is counted
 */
export function forecastFlow(
  combine: Kpi['combine'],
  sofar: { readonly numerator: number; readonly denominator: number | null },
  weeks: readonly Week[],
  daysLeft: number,
): Forecast | undefined {
  const worked = weeks.filter(({ workingDays }) => workingDays > 0)
  if (worked.length < FEWEST_WEEKS || combine === 'max') return undefined
  const days = sum(worked.map(({ workingDays }) => workingDays))
  const n = sum(worked.map(({ numerator }) => numerator)) / days
  const d = combine === 'ratio' ? sum(worked.map(({ denominator = 0 }) => denominator)) / days : 0
  const end = {
    numerator: sofar.numerator + n * daysLeft,
    denominator: combine === 'ratio' ? (sofar.denominator ?? 0) + d * daysLeft : 1,
  }
  if (end.denominator <= 0) return undefined
  const ratio = d > 0 ? n / d : 0
  const residuals = worked.map(({ numerator, denominator = 0, workingDays }) =>
    combine === 'ratio' ? (numerator - ratio * denominator) / workingDays : numerator / workingDays - n,
  )
  const weeksLeft = daysLeft / (days / worked.length)
  const spread = weeksLeft > 0 ? daysLeft * Math.sqrt(1 / weeksLeft + 1 / worked.length) : 0
  const margin = tQuantile(worked.length - 1) * deviation(residuals) * spread
  return between(combine, end.numerator, margin, end.denominator)
}

/**
 * Where a stock will stand: it goes on changing by the mean of its last weekly changes, and strays from that as they did (a random walk with
 * drift). After k weeks the margin is t · s · √(k + k² ÷ w) of w changes.
 * @param weeks levels at the end of each week, oldest first
 * @param weeksLeft until the end of the year, may be a fraction
 */
export function forecastStock(
  combine: Kpi['combine'],
  weeks: readonly Week[],
  weeksLeft: number,
): Forecast | undefined {
  const last = weeks.at(-1)
  if (last === undefined || weeks.length < FEWEST_WEEKS || combine === 'max') return undefined
  const levels = weeks.map(({ numerator, denominator = 0 }) =>
    combine === 'ratio' ? (denominator > 0 ? numerator / denominator : Number.NaN) : numerator,
  )
  const changes = levels.slice(1).map((level, i) => level - (levels[i] as number))
  if (changes.some(Number.isNaN)) return undefined
  const drift = sum(changes) / changes.length
  const scatter = deviation(changes)
  const margin = tQuantile(changes.length - 1) * scatter * Math.sqrt(weeksLeft + weeksLeft ** 2 / changes.length)
  return between(combine, (levels.at(-1) as number) + drift * weeksLeft, margin, 1)
}

/** In the KPI's own unit; what is a share stays between nothing and all. */
function between(combine: Kpi['combine'], numerator: number, margin: number, denominator: number): Forecast {
  const scale = combine === 'ratio' ? 100 / denominator : 1
  const most = combine === 'ratio' ? 100 : Number.POSITIVE_INFINITY
  const within = (value: number) => Math.min(most, Math.max(0, value * scale))
  return { value: within(numerator), low: within(numerator - margin), high: within(numerator + margin) }
}

function tQuantile(freedom: number): number {
  return T_90[Math.min(Math.max(freedom, 1), T_90.length) - 1] as number
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Standard deviation around the mean, with one degree of freedom spent on it. */
function deviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / Math.max(1, numbers.length - 1))
}
