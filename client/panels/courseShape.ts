import type { Calendar } from '../../domain/calendar/calendar.ts'
import { type Coverage, shareReported } from '../../domain/kpis/coverage.ts'
import { dayOf } from '../../domain/time.ts'

/** One day of a course; null: unknown. */
export interface CoursePoint {
  readonly at: number
  readonly value: number | null
}

/** A day as the hub tells it. */
export interface ToldPoint extends CoursePoint, Coverage {}

/** Days of a course. The hub tells a span longer than 31 days by the day, whatever it is made of: so more are asked for. */
export const COURSE_DAYS = 30
export const ASKED_DAYS = 33

/**
 * The last days of what was told. A day of which too little was reported is unknown: its point would be another town's. A day off of which nothing
 * is known is left out, for on it there was nothing to know: the line goes on from Friday to Monday, and a gap in it is a day that is missing.
 * @param minCoverage 0…1
 */
export function courseOf(
  points: readonly ToldPoint[],
  minCoverage: number,
  { isWorkingDay }: Pick<Calendar, 'isWorkingDay'>,
): readonly CoursePoint[] {
  return points
    .slice(-COURSE_DAYS)
    .map(({ at, value, ...coverage }) => ({ at, value: shareReported(coverage) < minCoverage ? null : value }))
    .filter(({ at, value }, place, { length }) => value !== null || place === length - 1 || isWorkingDay(dayOf(at)))
}

/** How many days between the first and the last that is known are missing: gaps of the line, which somebody has to explain. */
export function missingDays(points: readonly CoursePoint[]): number {
  const isKnown = ({ value }: CoursePoint) => value !== null
  const [first, last] = [points.findIndex(isKnown), points.findLastIndex(isKnown)]
  return first < 0 ? 0 : points.slice(first, last).filter((point) => !isKnown(point)).length
}

/** A course as it is drawn: places 0…1 from the left and from the bottom. */
export interface CourseShape {
  /** Lines without a gap, of one day or more. */
  readonly runs: readonly (readonly (readonly [x: number, y: number])[])[]
  readonly target: number | undefined
  readonly last: readonly [x: number, y: number] | undefined
}

/**
 * How the number that stands over a course belongs to its line.
 * - `end`: it is what the line has come to
 * - `part`: today still adds up, or the number is of more days than one: its dot stands alone, for no line leads there from whole days
 * - `beside`: the line is of something else in the same unit, as the highest of each day beside what stands now: the line keeps its own end,
 *   and the dot is the number
 */
export interface NumberOnCourse {
  readonly is: 'end' | 'part' | 'beside'
  /** Null: unknown. */
  readonly value: number | null
}

/** Air over the highest and under the lowest, as a share of the height. */
const AIR = 0.08

/**
 * @param points one a day, the last of them today
 * @param target undefined: none
 * @param number undefined: none, the dot is the line's own end
 */
export function courseShape(
  points: readonly CoursePoint[],
  target: number | undefined,
  number?: NumberOnCourse,
): CourseShape {
  const drawn =
    number === undefined || number.is === 'beside'
      ? points
      : [...points.slice(0, -1), { at: points.at(-1)?.at ?? 0, value: number.value }]
  const known = drawn.flatMap(({ value }) => value ?? [])
  if (known.length === 0) return { runs: [], target: undefined, last: undefined }
  const beside = number?.is === 'beside' ? number.value : null
  const ends = [...known, ...(target === undefined ? [] : [target]), ...(beside === null ? [] : [beside])]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  // A course that never moves lies in the middle.
  const y = (value: number) => (high === low ? 0.5 : AIR + ((value - low) / (high - low)) * (1 - 2 * AIR))
  const x = (place: number) => (drawn.length < 2 ? 1 : place / (drawn.length - 1))
  const runs: [number, number][][] = []
  let run: [number, number][] = []
  const end = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  drawn.forEach(({ value }, place) => {
    if (value === null || (number?.is === 'part' && place === drawn.length - 1)) end()
    if (value !== null) run.push([x(place), y(value)])
  })
  end()
  const isAlone = number !== undefined && number.is !== 'end'
  const last = !isAlone ? runs.at(-1)?.at(-1) : number.value === null ? undefined : ([1, y(number.value)] as const)
  return { runs, target: target === undefined ? undefined : y(target), last }
}
