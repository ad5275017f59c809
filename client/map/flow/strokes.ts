import type { Lane } from './lanes.ts'

/** What the drawing of strokes needs of a canvas. */
export type Pen = Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'stroke'> & {
  strokeStyle: string | CanvasGradient | CanvasPattern
  lineWidth: number
  lineCap: CanvasLineCap
  globalAlpha: number
}

/** Px at scale 1: from one stroke of a lane to the next, its length when the water stands and what a metre a second adds. */
const SPACING = 46
const LENGTH = 7
const LENGTH_PER_MPS = 22
/** A metre a second, px a second at scale 1: some hundred times faster than on the ground, or nothing would be seen to move. */
const PACE = 34
/** From tail to head. */
const PARTS = [0.16, 0.42, 0.85] as const
const WIDTH = 1.5

/**
 * Strokes on their lanes at a moment: so many, so long and so fast as the water is, with the bright end ahead.
 * @param speed m/s, towards the sea positive @param seconds since the strokes began
 */
export function drawStrokes(
  pen: Pen,
  lanes: readonly Lane[],
  speed: number,
  seconds: number,
  scale: number,
  color: string,
): void {
  pen.strokeStyle = color
  pen.lineCap = 'round'
  pen.lineWidth = WIDTH * scale
  const way = Math.sign(speed) || 1
  const length = (LENGTH + LENGTH_PER_MPS * Math.min(1.5, Math.abs(speed))) * scale
  const gone = seconds * PACE * Math.max(-1.5, Math.min(1.5, speed)) * scale
  PARTS.forEach((alpha, part) => {
    pen.globalAlpha = alpha
    pen.beginPath()
    lanes.forEach(({ step, points }, lane) => {
      const whole = points.length - 1
      const between = (SPACING * scale) / step
      const behind = length / PARTS.length / step
      const count = Math.max(1, Math.floor(whole / between))
      for (let n = 0; n < count; n++) {
        // Lanes set off at different places, or the river would march in step.
        const head = mod(n * between + lane * 17.3 + gone / step, whole)
        const from = head - way * behind * (PARTS.length - part)
        const to = from + way * behind
        if (from < 0 || to < 0 || from > whole || to > whole) continue
        pen.moveTo(...at(points, from))
        pen.lineTo(...at(points, to))
      }
    })
    pen.stroke()
  })
  pen.globalAlpha = 1
}

/** Arrows that stand still and say the same: which way, and by their length how fast. */
export function drawArrows(pen: Pen, lanes: readonly Lane[], speed: number, scale: number, color: string): void {
  pen.strokeStyle = color
  pen.lineCap = 'round'
  pen.lineWidth = WIDTH * 1.15 * scale
  pen.globalAlpha = 0.9
  pen.beginPath()
  const way = Math.sign(speed) || 1
  for (const { step, points } of sparse(lanes)) {
    const whole = points.length - 1
    const between = Math.min(whole, (SPACING * 1.6 * scale) / step)
    const half = ((LENGTH + LENGTH_PER_MPS * Math.min(1.5, Math.abs(speed))) * scale) / 2 / step
    for (let middle = between / 2; middle < whole; middle += between) {
      const [tail, head] = [middle - way * half, middle + way * half]
      if (Math.min(tail, head) < 0 || Math.max(tail, head) > whole) continue
      const [tx, ty] = at(points, tail)
      const [hx, hy] = at(points, head)
      const turn = Math.atan2(hy - ty, hx - tx)
      pen.moveTo(tx, ty)
      pen.lineTo(hx, hy)
      for (const aside of [-1, 1]) {
        pen.moveTo(hx, hy)
        pen.lineTo(hx - Math.cos(turn + aside * 0.6) * 5 * scale, hy - Math.sin(turn + aside * 0.6) * 5 * scale)
      }
    }
  }
  pen.stroke()
  pen.globalAlpha = 1
}

/** The longest lanes, and of the others those that lie beside none of them: arrows side by side would say no more. */
function sparse(lanes: readonly Lane[]): readonly Lane[] {
  const chosen: Lane[] = []
  for (const lane of lanes.toSorted((a, b) => b.points.length - a.points.length)) {
    const [x, y] = lane.points[Math.floor(lane.points.length / 2)] ?? [0, 0]
    const near = lane.step * 8
    const isBeside = chosen.some(({ points }) => points.some(([px, py]) => Math.hypot(px - x, py - y) < near))
    if (!isBeside) chosen.push(lane)
  }
  return chosen
}

function at(points: Lane['points'], place: number): [number, number] {
  const low = Math.max(0, Math.min(points.length - 2, Math.floor(place)))
  const [a, b] = [points[low] ?? [0, 0], points[low + 1] ?? points[low] ?? [0, 0]]
  const share = place - low
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
