import type { Kpi } from '../kpis/kpi.ts'
import type { Forecast } from './planRow.ts'

/** What one whole week added (flows), or where it ended (stocks). */
export interface Week {
  readonly numerator: number
  /** Absent for sums. */
  readonly denominator?: number
  /** Days of it that count: those worked, or all seven of what goes on day and night. */
  readonly workingDays: number
}

/** What comes on a day that counts: good ones, and all. */
export interface Pace {
  readonly numerator: number
  readonly denominator: number
}

/** What came on a day of these weeks on average; nothing where no day counted. */
export function paceOf(weeks: readonly Week[]): Pace {
  const worked = workedOf(weeks)
  const days = sum(worked.map(({ workingDays }) => workingDays))
  if (days === 0) return { numerator: 0, denominator: 0 }
  return {
    numerator: sum(worked.map(({ numerator }) => numerator)) / days,
    denominator: sum(worked.map(({ denominator = 0 }) => denominator)) / days,
  }
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
 * the end's numerator is uncertain by t · s · K · √(1 ÷ k + 1 ÷ w), k being the weeks left and t Student's with w − 1 degrees of freedom. What
 * has happened stays: the interval reaches from nothing more that is good to all that comes.
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
  const worked = workedOf(weeks)
  if (worked.length < FEWEST_WEEKS || combine === 'max' || combine === 'mean') return undefined
  const days = sum(worked.map(({ workingDays }) => workingDays))
  const { numerator: n, denominator: d } = paceOf(worked)
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
  const most = combine === 'ratio' ? sofar.numerator + d * daysLeft : Number.POSITIVE_INFINITY
  const { numerator, denominator } = end
  return interval({ value: numerator, margin, least: sofar.numerator, most, scale: scaleOf(combine, denominator) })
}

/**
 * Where a stock will stand. It begins where it stands now. Things that are installed, approved or connected go on changing by the mean of the
 * last weekly changes, and stray from that as they did (a random walk with drift): after k weeks the margin is t · s · √(k + k² ÷ w) of w
 * changes. What is so or is not, of each reporter, has no drift: a room that answers will answer, and strays as it did, t · s · √k with s the root
 * of the mean square of the changes.
 * @param weeks levels at the end of each week, oldest first
 * @param weeksLeft until the end of the year, may be a fraction
 * @param now as it stands; the end of the last week where that is not told
 * @param yesNo each reporter is one case that is so or is not
 * @param most the greatest there can be, of a sum
 */
export function forecastStock(
  combine: Kpi['combine'],
  weeks: readonly Week[],
  weeksLeft: number,
  {
    now = weeks.at(-1),
    yesNo = false,
    most = Number.POSITIVE_INFINITY,
  }: { now?: Omit<Week, 'workingDays'> | undefined; yesNo?: boolean | undefined; most?: number | undefined } = {},
): Forecast | undefined {
  if (now === undefined || weeks.length < FEWEST_WEEKS || combine === 'max' || combine === 'mean') return undefined
  const levelOf = ({ numerator, denominator = 0 }: Omit<Week, 'workingDays'>) =>
    combine === 'ratio' ? (denominator > 0 ? numerator / denominator : Number.NaN) : numerator
  const levels = weeks.map(levelOf)
  const changes = levels.slice(1).map((level, i) => level - (levels[i] as number))
  const level = levelOf(now)
  if (Number.isNaN(level) || changes.some(Number.isNaN)) return undefined
  const w = changes.length
  const drift = yesNo ? 0 : sum(changes) / w
  const margin = yesNo
    ? tQuantile(w) * Math.sqrt(sum(changes.map((change) => change ** 2)) / w) * Math.sqrt(weeksLeft)
    : tQuantile(w - 1) * deviation(changes) * Math.sqrt(weeksLeft + weeksLeft ** 2 / w)
  return interval({
    value: level + drift * weeksLeft,
    margin,
    least: 0,
    most: combine === 'ratio' ? 1 : most,
    scale: scaleOf(combine, 1),
  })
}

/** From numerators to the KPI's own unit. */
function scaleOf(combine: Kpi['combine'], denominator: number): number {
  return combine === 'ratio' ? 100 / denominator : 1
}

/** Neither the value nor its interval leaves what can be. */
function interval({
  value,
  margin,
  least,
  most,
  scale,
}: {
  value: number
  margin: number
  least: number
  most: number
  scale: number
}): Forecast {
  const within = (numerator: number) => Math.min(most, Math.max(least, numerator)) * scale
  return { value: within(value), low: within(value - margin), high: within(value + margin) }
}

function workedOf(weeks: readonly Week[]): readonly Week[] {
  return weeks.filter(({ workingDays }) => workingDays > 0)
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
