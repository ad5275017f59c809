/** Pixels that the whole world is wide at zoom 0: MapLibre's. */
const WORLD_PX = 512

/**
 * Which marks cover each other: each list holds the indexes of those that one mark stands for, in their order; the mark stands where the first
 * of them does. Whoever is within reach of a mark that stands already joins it, so that nothing is moved or left out.
 * @param positions longitude and latitude in turn, degrees
 * @param zoom of the map; undefined while it is not known: then every mark stands for itself
 * @param reachPx how near, in pixels on an untilted map, two marks are drawn as one
 */
export function stacksOf(
  positions: ArrayLike<number>,
  zoom: number | undefined,
  reachPx: number,
): readonly (readonly number[])[] {
  const count = positions.length / 2
  if (zoom === undefined) return Array.from({ length: count }, (_, i) => [i])
  const world = WORLD_PX * 2 ** zoom
  const stacks: number[][] = []
  const [xs, ys]: [number[], number[]] = [[], []]
  /** Stacks by the cell of the grid in which their first stands; a cell is as wide as the reach. */
  const cells = new Map<number, number[]>()
  const cellOf = (column: number, row: number) => column * 2 ** 26 + row

  function within(x: number, y: number): number | undefined {
    const [column, row] = [Math.floor(x / reachPx), Math.floor(y / reachPx)]
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (const n of cells.get(cellOf(c, r)) ?? []) {
          if (Math.hypot((xs[n] as number) - x, (ys[n] as number) - y) <= reachPx) return n
        }
      }
    }
    return undefined
  }

  for (let i = 0; i < count; i++) {
    const x = ((positions[i * 2] as number) / 360 + 0.5) * world
    const y = (0.5 - Math.asinh(Math.tan(((positions[i * 2 + 1] as number) * Math.PI) / 180)) / (2 * Math.PI)) * world
    const known = within(x, y)
    if (known !== undefined) {
      stacks[known]?.push(i)
      continue
    }
    const cell = cellOf(Math.floor(x / reachPx), Math.floor(y / reachPx))
    const here = cells.get(cell)
    if (here === undefined) cells.set(cell, [stacks.length])
    else here.push(stacks.length)
    xs.push(x)
    ys.push(y)
    stacks.push([i])
  }
  return stacks
}
