import { STROKES, strokesBelow } from '../layers/markLayer.ts'

/** Outlines of marks as the graphics card draws them, in units of the radius, y downward; numbers as in `SHAPES`. */
const CORNERS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  1: [
    [-0.74, -0.74],
    [0.74, -0.74],
    [0.74, 0.74],
    [-0.74, 0.74],
  ],
  2: [
    [0, -0.98],
    [0.98, 0],
    [0, 0.98],
    [-0.98, 0],
  ],
  3: [
    [0, -0.9],
    [0.86, 0.6],
    [-0.86, 0.6],
  ],
  4: [
    [0, -0.95],
    [0.5, -0.1],
    [0.62, 0.3],
    [0.4, 0.72],
    [0, 0.88],
    [-0.4, 0.72],
    [-0.62, 0.3],
    [-0.5, -0.1],
  ],
  5: [
    [0.92, 0],
    [0.46, 0.8],
    [-0.46, 0.8],
    [-0.92, 0],
    [-0.46, -0.8],
    [0.46, -0.8],
  ],
  6: [
    [-0.88, -0.56],
    [0.3, -0.56],
    [0.3, -0.15],
    [0.85, -0.5],
    [0.85, 0.5],
    [0.3, 0.15],
    [0.3, 0.56],
    [-0.88, 0.56],
  ],
}

/**
 * The strokes that stand in a mark, as many as its level, px; nothing at level 0.
 * @param asOne the ground under them all
 */
export function strokesPath(shape: number, level: number, x: number, y: number, radius: number, asOne = false): string {
  const { apart, halfWidth, halfHeight, air } = STROKES
  if (level < 1) return ''
  const reach = (apart * (level - 1)) / 2
  const middle = y + strokesBelow(shape) * radius
  const box = (at: number, wide: number, high: number) => {
    const [w, h] = [wide * radius, high * radius]
    return `M${(x + at * radius - w).toFixed(1)} ${(middle - h).toFixed(1)}h${(2 * w).toFixed(1)}v${(2 * h).toFixed(1)}h${(-2 * w).toFixed(1)}Z`
  }
  if (asOne) return box(0, reach + halfWidth + air, halfHeight + air)
  return Array.from({ length: level }, (_, i) => box(i * apart - reach, halfWidth, halfHeight)).join('')
}

/** The outline of a mark, px. A shape nobody knows is a disc. */
export function markPath(shape: number, x: number, y: number, radius: number): string {
  const corners = CORNERS[shape]
  if (corners === undefined) {
    const r = radius * 0.84
    return `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
  }
  return `M${corners.map(([dx, dy]) => `${(x + dx * radius).toFixed(1)} ${(y + dy * radius).toFixed(1)}`).join('L')}Z`
}
