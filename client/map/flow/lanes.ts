import { around, counted, type Grid, LIES, type Point } from '../signs/grid.ts'
import type { Seen } from '../signs/seen.ts'

/** A line that water runs along, as it is seen, px: points at even steps, from upstream to downstream. */
export interface Lane {
  readonly step: number
  readonly points: readonly Point[]
}

/** Px at scale 1. */
const STEP = 3
const BETWEEN = 4.2
const SHORTEST = 34
const MOST_BESIDE = 3
/** Nothing runs along the very bank: share of half the width. */
const WITHIN = 0.8
/** Points whose widths are taken together: lanes do not follow each cove. */
const TOGETHER = 14
/** So many points in a row that are not on free water end a lane. */
const HOLE = 3

/**
 * Lanes within the water on both sides of a course. They end where something stands on the river: a name, a mark, a panel, a commune that
 * stands up. Flow is drawn along them.
 * @param course from upstream to downstream, degrees
 */
export function lanesOf(course: readonly number[][], seen: Seen, grid: Grid, scale: number): readonly Lane[] {
  const step = STEP * scale
  const fine = scale
  const isWater = counted(grid, LIES.water)
  const isTaken = counted(grid, LIES.taken | LIES.raised)
  const at = ([x, y]: Point, count: typeof isWater) => count(around(x, y, 0.5)) > 0
  return seen.lines(course).flatMap((piece) => {
    const line = even(piece, step)
    const normals = line.map((_, i): Point => {
      const [ax, ay] = line[Math.max(0, i - 4)] as Point
      const [bx, by] = line[Math.min(line.length - 1, i + 4)] as Point
      const length = Math.hypot(bx - ax, by - ay) || 1
      return [-(by - ay) / length, (bx - ax) / length]
    })
    const reach = (sign: number) =>
      line.map((point, i) => {
        let far = 0
        while (far < 60 * scale && at(moved(point, normals[i] as Point, sign * (far + fine)), isWater)) far += fine
        return far
      })
    // The course and the surface come from different maps: lanes lie around the middle of the water, not along the line.
    const [right, left] = [reach(1), reach(-1)]
    const aside = averaged(right.map((far, i) => (far - (left[i] ?? 0)) / 2))
    const half = averaged(least(right.map((far, i) => (far + (left[i] ?? 0)) / 2)))
    return Array.from({ length: 2 * MOST_BESIDE + 1 }, (_, n) => (n - MOST_BESIDE) * BETWEEN * scale).flatMap(
      (beside) => {
        const points = line.map((point, i): Point | undefined => {
          const to = moved(point, normals[i] as Point, (aside[i] ?? 0) + beside)
          return Math.abs(beside) <= (half[i] ?? 0) * WITHIN && at(to, isWater) && !at(to, isTaken) ? to : undefined
        })
        return runs(points, (SHORTEST * scale) / step).map((run) => ({ step, points: run }))
      },
    )
  })
}

function moved([x, y]: Point, [nx, ny]: Point, by: number): Point {
  return [x + nx * by, y + ny * by]
}

/** The least width nearby: a lane keeps off a cape before it is there. */
function least(widths: readonly number[]): readonly number[] {
  return widths.map((_, i) => Math.min(...widths.slice(Math.max(0, i - 3), i + 4)))
}

function averaged(values: readonly number[]): readonly number[] {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - TOGETHER / 2), i + TOGETHER / 2 + 1)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}

/** Pieces without a hole: a few points that touch the bank are no hole. */
function runs(points: readonly (Point | undefined)[], shortest: number): readonly (readonly Point[])[] {
  const all: Point[][] = [[]]
  let missing = 0
  for (const point of points) {
    missing = point === undefined ? missing + 1 : 0
    if (point !== undefined) all.at(-1)?.push(point)
    else if (missing === HOLE && (all.at(-1)?.length ?? 0) > 0) all.push([])
  }
  return all.filter(({ length }) => length >= shortest)
}

function even(line: readonly Point[], step: number): readonly Point[] {
  const points: Point[] = []
  let left = 0
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as Point
    const [bx, by] = line[i] as Point
    const length = Math.hypot(bx - ax, by - ay)
    for (let at = left; at < length; at += step)
      points.push([ax + ((bx - ax) * at) / length, ay + ((by - ay) * at) / length])
    left = length === 0 ? left : Math.ceil((length - left) / step) * step + left - length
  }
  return points
}
