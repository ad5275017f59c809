import type { Threshold } from '../../domain/sensors/sensorKind.ts'
import { HOUR_MS } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatNumber, formatTime } from '../ui/format.ts'
import { type Bucket, levelRange, stretches } from './levelScale.ts'
import { spread } from './spread.ts'
import { useBox } from './useBox.ts'
import './levelCurve.css'

/** Hours between the marks below the curve. */
const MARK_MS = 6 * HOUR_MS

/**
 * A water level over a day, with its limits. Drawn as a body of water: what lies under the line is filled.
 * @param gapMs silence from which the line is broken
 * @param now value and time of the last reading; undefined when it is not live
 */
export function LevelCurve({
  buckets,
  gapMs,
  from,
  to,
  limits,
  digits,
  now,
}: {
  readonly buckets: readonly Bucket[]
  readonly gapMs: number
  readonly from: number
  readonly to: number
  readonly limits: readonly Threshold[]
  readonly digits: number
  readonly now: { readonly at: number; readonly value: number } | undefined
}) {
  const [ref, box] = useBox<HTMLDivElement>()
  return (
    <div ref={ref} className="level-curve">
      {box !== undefined && box.height > 4 * box.rem && (
        <Drawing {...{ buckets, gapMs, from, to, limits, digits, now, box }} />
      )}
    </div>
  )
}

function Drawing({
  buckets,
  gapMs,
  from,
  to,
  limits,
  digits,
  now,
  box,
}: Parameters<typeof LevelCurve>[0] & { readonly box: { width: number; height: number; rem: number } }) {
  const [language] = useLanguage()
  const text = useText()
  const { rem } = box
  const left = 0
  const right = box.width - 8.2 * rem
  const bottom = box.height - 1.9 * rem
  const [low, high] = levelRange(
    now === undefined ? buckets : [...buckets, { at: now.at, mean: now.value, min: now.value, max: now.value }],
    limits.map(({ at }) => at),
  )
  const x = (at: number) => left + ((at - from) / (to - from)) * (right - left)
  const y = (value: number) => bottom - ((value - low) / (high - low)) * bottom
  const label = spread(
    limits.map(({ at }) => y(at)),
    1.45 * rem,
    0.7 * rem,
    bottom - 0.7 * rem,
  )
  const marks: number[] = []
  // A label at the very edge would be cut: its hour is left out.
  for (let at = Math.ceil((from + 7 * HOUR_MS) / MARK_MS) * MARK_MS - 7 * HOUR_MS; at <= to; at += MARK_MS)
    if (x(at) > 1.5 * rem) marks.push(at)
  const runs = stretches(buckets, gapMs)
  const point = (bucket: Bucket) => `${x(bucket.at).toFixed(1)},${y(bucket.mean).toFixed(1)}`
  return (
    <svg className="level-curve__svg" width={box.width} height={box.height} aria-hidden="true">
      {marks.map((at) => (
        <g key={at}>
          <line className="level-curve__mark" x1={x(at)} x2={x(at)} y1={0} y2={bottom} />
          <text className="level-curve__time" x={x(at)} y={box.height - 0.45 * rem} textAnchor="middle">
            {formatTime(at)}
          </text>
        </g>
      ))}
      {runs.map((run) => {
        const [first] = run
        const last = run.at(-1)
        if (first === undefined || last === undefined) return null
        const line = run.map(point).join(' L')
        return (
          <g key={first.at}>
            <path className="level-curve__water" d={`M${x(first.at)},${bottom} L${line} L${x(last.at)},${bottom} Z`} />
            <path className="level-curve__line" d={`M${line}`} />
          </g>
        )
      })}
      <line className="level-curve__ground" x1={left} x2={right} y1={bottom} y2={bottom} />
      {limits.map((limit, place) => (
        <g key={limit.id} className="level-curve__limit" data-severity={limit.severity}>
          <path
            d={`M${left},${y(limit.at)} L${right},${y(limit.at)} L${right + 0.8 * rem},${label[place] ?? 0} L${right + 1.1 * rem},${label[place] ?? 0}`}
          />
          <text x={right + 1.4 * rem} y={(label[place] ?? 0) + 0.36 * rem}>
            {text(limit.label).replace('Báo động', 'BĐ').replace('Flood alert', 'Alert')}{' '}
            {formatNumber(limit.at, digits, language)}
          </text>
        </g>
      ))}
      {now !== undefined && <circle className="level-curve__now" cx={x(now.at)} cy={y(now.value)} r={0.4 * rem} />}
    </svg>
  )
}
