import { use, useEffect, useRef } from 'react'
import type { Box } from '../box.ts'
import { isStill } from '../motion.ts'
import { isInSight, PartInSight, withAir } from '../partInSight.ts'
import type { Lane } from './lanes.ts'
import { drawArrows, drawStrokes } from './strokes.ts'
import './flowStrokes.css'

/** Twenty pictures a second: a river does not need more, and the rest of the page has its time. */
const FRAME_MS = 50
/** So many pictures in a row that took so long: this machine had better not animate. */
const SLOW_MS = 140
const SLOW_FRAMES = 8

/**
 * Strokes that run along the river, on a canvas no larger than what is seen of the river. They stand still as arrows where motion is not wanted or the
 * machine cannot, and are not there while no way is known.
 * @param speed m/s, towards the sea positive; 0: the water stands, or nobody can say which way it flows
 */
export function FlowStrokes({
  lanes,
  speed,
  scale,
  color,
  isWeak,
}: {
  readonly lanes: readonly Lane[]
  readonly speed: number
  readonly scale: number
  readonly color: string
  readonly isWeak: boolean
}) {
  const part = use(PartInSight)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(speed)
  useEffect(() => {
    latest.current = speed
  }, [speed])
  const isMoving = !isWeak && !isStill()
  // What stands still is drawn anew when the speed changes; what moves reads it with each picture.
  const drawnFor = isMoving ? speed === 0 : Math.round(speed * 20)
  // biome-ignore lint/correctness/useExhaustiveDependencies: see `drawnFor`
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    const box = extentOf(lanes, 6 * scale, part && withAir(part))
    if (element === null || context == null) return
    if (box === undefined) {
      element.width = 1
      element.height = 1
      return
    }
    element.width = Math.ceil(box.right - box.left)
    element.height = Math.ceil(box.bottom - box.top)
    element.style.left = `${box.left}px`
    element.style.top = `${box.top}px`
    if (latest.current === 0) return
    const paint = (seconds: number | undefined) => {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, element.width, element.height)
      context.translate(-box.left, -box.top)
      if (seconds === undefined) drawArrows(context, lanes, latest.current, scale, color)
      else drawStrokes(context, lanes, latest.current, seconds, scale, color)
    }
    if (!isMoving) {
      paint(undefined)
      return
    }
    const began = performance.now()
    let [last, slow, frame] = [began, 0, 0]
    const next = (now: number) => {
      if (now - last >= FRAME_MS) {
        slow = now - last > SLOW_MS && document.visibilityState === 'visible' ? slow + 1 : 0
        last = now
        if (slow >= SLOW_FRAMES) {
          paint(undefined)
          return
        }
        paint((now - began) / 1000)
      }
      frame = requestAnimationFrame(next)
    }
    frame = requestAnimationFrame(next)
    return () => cancelAnimationFrame(frame)
  }, [lanes, scale, color, isMoving, drawnFor, part])
  return <canvas ref={canvas} className="flow-strokes" width={1} height={1} />
}

/** @param part what is seen of the picture; undefined: all of it */
function extentOf(lanes: readonly Lane[], air: number, part: Box | undefined): Box | undefined {
  const points = lanes.flatMap((lane) => lane.points)
  if (points.length === 0) return undefined
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  // Whole pixels: what is drawn in one window of a wall lies on the same ones as in the window beside.
  const extent = {
    left: Math.floor(left - air),
    top: Math.floor(top - air),
    right: Math.ceil(right + air),
    bottom: Math.ceil(bottom + air),
  }
  if (part === undefined) return extent
  if (!isInSight(extent, part)) return undefined
  return {
    left: Math.max(extent.left, Math.floor(part.left)),
    top: Math.max(extent.top, Math.floor(part.top)),
    right: Math.min(extent.right, Math.ceil(part.right)),
    bottom: Math.min(extent.bottom, Math.ceil(part.bottom)),
  }
}
