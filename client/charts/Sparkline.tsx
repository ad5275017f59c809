import type { ChartPoint } from './chartData.ts'
import { valueRange, withGaps } from './chartData.ts'
import './sparkline.css'

const WIDTH = 100
const HEIGHT = 24

/** A curve the size of a word, without axes; the figure beside it says the value. Gaps stay gaps. */
export function Sparkline({ points }: { points: readonly ChartPoint[] }) {
  const known = points.filter(({ mean }) => mean !== null)
  const first = points[0]
  const last = points.at(-1)
  if (known.length < 2 || first === undefined || last === undefined) return null
  const [low, high] = valueRange([{ label: '', unit: '', points }], [])
  const x = (at: number) => ((at - first.at) / Math.max(1, last.at - first.at)) * WIDTH
  const y = (value: number) => HEIGHT - 1.5 - ((value - low) / (high - low)) * (HEIGHT - 3)
  let isDown = false
  const path = withGaps(points)
    .map(({ at, mean }) => {
      if (mean === null) {
        isDown = false
        return ''
      }
      const step = `${isDown ? 'L' : 'M'}${x(at).toFixed(1)} ${y(mean).toFixed(1)}`
      isDown = true
      return step
    })
    .join('')
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
