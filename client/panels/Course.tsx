import type { CourseShape } from './courseShape.ts'
import './course.css'

/** Of the drawing, in its own units: it is stretched to its box, its strokes are not. */
const WIDTH = 300
const HEIGHT = 100

/**
 * Thirty days as a line: the target dotted, the last value a dot, unknown days as gaps. What it says stands in words beside it.
 * @param tone of the last value
 * @param isOld the last value is not of now: its dot is hollow
 */
export function Course({
  shape,
  tone,
  isOld,
}: {
  readonly shape: CourseShape
  readonly tone: string
  readonly isOld: boolean
}) {
  const at = ([x, y]: readonly [number, number]) => `${(x * WIDTH).toFixed(1)},${((1 - y) * HEIGHT).toFixed(1)}`
  return (
    <div className="course" data-tone={tone} aria-hidden="true">
      <svg className="course__svg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {shape.target !== undefined && (
          <line
            className="course__target"
            x1={0}
            x2={WIDTH}
            y1={(1 - shape.target) * HEIGHT}
            y2={(1 - shape.target) * HEIGHT}
          />
        )}
        {shape.runs.map((run) => {
          const [first] = run
          const last = run.at(-1)
          if (first === undefined || last === undefined) return null
          const line = run.map(at).join(' L')
          return (
            <g key={first[0]}>
              <path
                className="course__ground"
                d={`M${(first[0] * WIDTH).toFixed(1)},${HEIGHT} L${line} L${(last[0] * WIDTH).toFixed(1)},${HEIGHT} Z`}
              />
              {/* A day between two unknown ones is a point: a stroke of no length with a round end. */}
              <path className="course__line" d={`M${line}${run.length === 1 ? ` L${at(first)}` : ''}`} />
            </g>
          )
        })}
      </svg>
      {shape.last !== undefined && (
        <span
          className="course__last"
          data-old={isOld}
          style={{ left: `${shape.last[0] * 100}%`, bottom: `${shape.last[1] * 100}%` }}
        />
      )}
    </div>
  )
}
