import type { Box } from '../box.ts'
import type { Grid, Point } from './grid.ts'

/** One letter of a name that follows a course: where its middle stands, px, and how it is turned, degrees. */
export interface Letter {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly turn: number
}

/** Letters turn into each other by at most so much, degrees. */
const MOST_TURN = 26

/**
 * Letters of a name along a course, where nothing is in the way and the course bends least, nearest to the middle of the picture.
 * Undefined where there is no such stretch.
 * @param course as it is seen, px; the name is read from left to right, whichever way it runs
 * @param aside how far beside the course the letters may stand, px, the best first; positive is to the right of who goes from left to right
 * @param isFree whether a letter may stand in a box, of a name that far aside
 * @param advances width of each letter with its spacing, px
 */
export function placeAlong({
  letters,
  advances,
  size,
  course,
  aside,
  isFree,
  grid,
}: {
  letters: readonly string[]
  advances: readonly number[]
  size: number
  course: readonly Point[]
  aside: readonly number[]
  isFree: (box: Box, aside: number) => boolean
  grid: Pick<Grid, 'width' | 'height'>
}): readonly Letter[] | undefined {
  const total = advances.reduce((sum, advance) => sum + advance, 0)
  const line = readable(course)
  for (const off of aside) {
    const beside = smooth(shifted(line, off), size)
    const lengths = lengthsOf(beside)
    const whole = lengths.at(-1) ?? 0
    let best: { readonly score: number; readonly letters: readonly Letter[] } | undefined
    for (let start = 0; start + total <= whole; start += size / 2) {
      const set = lettersFrom(start, letters, advances, size, beside, lengths)
      const turns = set.slice(1).map(({ turn }, i) => Math.abs(wrapped(turn - (set[i] as Letter).turn)))
      if (Math.max(0, ...turns) > MOST_TURN || !set.every(({ x, y }) => isFree(boxAround(x, y, size), off))) continue
      const middle = set[Math.floor(set.length / 2)] as Letter
      const far =
        Math.hypot(middle.x - grid.width / 2, middle.y - grid.height / 2) / Math.hypot(grid.width, grid.height)
      const score = turns.reduce((sum, turn) => sum + turn, 0) / 180 + far
      if (best === undefined || score < best.score) best = { score, letters: set }
    }
    if (best !== undefined) return best.letters
  }
  return undefined
}

function boxAround(x: number, y: number, size: number): Box {
  const half = size * 0.55
  return { left: x - half, right: x + half, top: y - half, bottom: y + half }
}

function lettersFrom(
  start: number,
  letters: readonly string[],
  advances: readonly number[],
  size: number,
  line: readonly Point[],
  lengths: readonly number[],
): Letter[] {
  let at = start
  return letters.map((text, i) => {
    const advance = advances[i] as number
    const middle = at + advance / 2
    at += advance
    const [x, y] = pointAt(line, lengths, middle)
    const [ax, ay] = pointAt(line, lengths, middle - size)
    const [bx, by] = pointAt(line, lengths, middle + size)
    return { text, x, y, turn: (Math.atan2(by - ay, bx - ax) * 180) / Math.PI }
  })
}

/** From left to right. */
function readable(course: readonly Point[]): readonly Point[] {
  const [first, last] = [course[0], course.at(-1)]
  return first !== undefined && last !== undefined && last[0] < first[0] ? course.toReversed() : course
}

function shifted(line: readonly Point[], off: number): readonly Point[] {
  if (off === 0) return line
  return line.map(([x, y], i) => {
    const [ax, ay] = line[Math.max(0, i - 1)] as Point
    const [bx, by] = line[Math.min(line.length - 1, i + 1)] as Point
    const length = Math.hypot(bx - ax, by - ay) || 1
    return [x - ((by - ay) / length) * off, y + ((bx - ax) / length) * off]
  })
}

/** Points at even steps, each the mean of its surroundings: letters do not follow every bend. */
function smooth(line: readonly Point[], size: number): readonly Point[] {
  const lengths = lengthsOf(line)
  const whole = lengths.at(-1) ?? 0
  const step = Math.max(2, size / 2)
  const even = Array.from({ length: Math.floor(whole / step) + 1 }, (_, n) => pointAt(line, lengths, n * step))
  const reach = 4
  return even.map((_, i) => {
    const near = even.slice(Math.max(0, i - reach), i + reach + 1)
    const sum = near.reduce<Point>(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0])
    return [sum[0] / near.length, sum[1] / near.length]
  })
}

function lengthsOf(line: readonly Point[]): readonly number[] {
  let at = 0
  return line.map(([x, y], i) => {
    const [px, py] = line[Math.max(0, i - 1)] as Point
    at += Math.hypot(x - px, y - py)
    return at
  })
}

function pointAt(line: readonly Point[], lengths: readonly number[], at: number): Point {
  const within = Math.min(Math.max(at, 0), lengths.at(-1) ?? 0)
  let [low, high] = [0, lengths.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lengths[middle] as number) < within) low = middle + 1
    else high = middle
  }
  const after = Math.max(1, low)
  const [a, b] = [line[after - 1] ?? [0, 0], line[after] ?? line[after - 1] ?? [0, 0]]
  const [from, to] = [lengths[after - 1] ?? 0, lengths[after] ?? 0]
  const share = to > from ? (within - from) / (to - from) : 0
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

function wrapped(degrees: number): number {
  return ((degrees + 540) % 360) - 180
}
