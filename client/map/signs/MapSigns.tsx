import { use } from 'react'
import type { Box } from '../box.ts'
import { isInSight, PartInSight, withAir } from '../partInSight.ts'
import { around } from './grid.ts'
import type { Signs } from './signs.ts'
import './mapSigns.css'

/** Everything written on the map, letters that can be selected by a linter and read aloud: no picture of text. */
export function MapSigns({
  signs,
  width,
  height,
}: {
  readonly signs: Signs
  readonly width: number
  readonly height: number
}) {
  const shown = use(PartInSight)
  const part = shown && withAir(shown)
  const names = signs.names.filter(({ box, from }) => isInSight(from === undefined ? box : withPoint(box, from), part))
  return (
    <svg className="map-signs" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {names.map((name) => (
        <Lead key={`lead ${name.id}`} {...name} />
      ))}
      {signs.courses.map(({ id, letters, size }) => (
        <g key={id} className="map-signs__course" fontSize={size}>
          {letters.map(
            ({ text, x, y, turn }, i) =>
              isInSight(around(x, y, size), part) && (
                // biome-ignore lint/suspicious/noArrayIndexKey: letters have no other name than their place
                <text key={i} transform={`translate(${x} ${y}) rotate(${turn})`} dy="0.36em">
                  {text}
                </text>
              ),
          )}
        </g>
      ))}
      {signs.note !== undefined && (
        <g className="map-signs__note" fontSize={signs.note.size}>
          <Lines {...signs.note} />
        </g>
      )}
      {names.map(({ id, kind, lines, size, x, y }) => (
        <g key={id} className="map-signs__name" data-kind={kind} fontSize={size}>
          <Lines {...{ lines, size, x, y }} />
        </g>
      ))}
    </svg>
  )
}

function withPoint({ left, top, right, bottom }: Box, [x, y]: readonly [number, number]): Box {
  return { left: Math.min(left, x), top: Math.min(top, y), right: Math.max(right, x), bottom: Math.max(bottom, y) }
}

/** From a name that had to stand aside to its unit: it ends before the name, and before a badge in the unit's middle. */
function Lead({ from, x, y, box, size }: Signs['names'][number]) {
  if (from === undefined) return null
  const [dx, dy] = [x - from[0], y - from[1]]
  const length = Math.hypot(dx, dy) || 1
  const toBox = Math.min(
    (box.right - box.left) / 2 / Math.abs(dx / length || 1e-9),
    (box.bottom - box.top) / 2 / Math.abs(dy / length || 1e-9),
  )
  const start = Math.min(1.4 * size, length / 2)
  const end = Math.max(start, length - toBox)
  const at = (far: number) => [from[0] + (dx / length) * far, from[1] + (dy / length) * far] as const
  const [[x1, y1], [x2, y2]] = [at(start), at(end)]
  return end - start < 4 ? null : <line className="map-signs__lead" x1={x1} y1={y1} x2={x2} y2={y2} />
}

function Lines({
  lines,
  size,
  x,
  y,
}: {
  readonly lines: readonly string[]
  readonly size: number
  readonly x: number
  readonly y: number
}) {
  return lines.map((line, i) => (
    <text key={line} x={x} y={y + (i - (lines.length - 1) / 2) * size * 1.2} dy="0.36em">
      {line}
    </text>
  ))
}
