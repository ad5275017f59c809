import type { Position } from 'geojson'
import type { UnitShapes } from './geography.ts'
import { unitParts } from './layers/unitParts.ts'

/** Digits to which two points are the same: about a metre. */
const DIGITS = 5
/** Where more of all edges than this lie at the outside, neighbours do not share their borders, and what is found is no outline. */
const MOST_OUTSIDE = 0.7

/**
 * The line around all units together: edges that only one of them has, joined end to end. Empty where units do not share their borders
 * point by point, as surveyed shapes of many hands may not: a map without this line is still a map.
 */
export function outlineOf(shapes: UnitShapes): readonly (readonly Position[])[] {
  const known = kept.get(shapes)
  if (known !== undefined) return known
  const found = findOutline(shapes)
  kept.set(shapes, found)
  return found
}

const kept = new WeakMap<UnitShapes, readonly (readonly Position[])[]>()

function findOutline(shapes: UnitShapes): readonly (readonly Position[])[] {
  const edges = new Map<string, readonly [from: Position, to: Position]>()
  let all = 0
  for (const { rings } of unitParts(shapes)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [from, to] = [ring[i - 1] as Position, ring[i] as Position]
        const [a, b] = [keyOf(from), keyOf(to)]
        if (a === b) continue
        all++
        const key = a < b ? `${a} ${b}` : `${b} ${a}`
        if (!edges.delete(key)) edges.set(key, [from, to])
      }
    }
  }
  if (shapes.features.length > 1 && edges.size > MOST_OUTSIDE * all) return []
  return joined([...edges.values()])
}

function joined(edges: readonly (readonly [Position, Position])[]): Position[][] {
  const from = new Map<string, (readonly [Position, Position])[]>()
  for (const edge of edges) {
    const key = keyOf(edge[0])
    from.set(key, [...(from.get(key) ?? []), edge])
  }
  const lines: Position[][] = []
  for (const start of edges) {
    let next = take(from, keyOf(start[0]))
    if (next === undefined) continue
    const line: Position[] = [next[0], next[1]]
    for (;;) {
      next = take(from, keyOf(line.at(-1) as Position))
      if (next === undefined) break
      line.push(next[1])
    }
    lines.push(line)
  }
  return lines
}

function take(
  from: Map<string, (readonly [Position, Position])[]>,
  key: string,
): readonly [Position, Position] | undefined {
  return from.get(key)?.pop()
}

function keyOf([x = 0, y = 0]: Position): string {
  return `${x.toFixed(DIGITS)},${y.toFixed(DIGITS)}`
}
