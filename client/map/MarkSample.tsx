import { useId } from 'react'
import { type MarkShape, SHAPES, SURE } from './layers/markLayer.ts'
import { cssColor, type Palette } from './palette.ts'
import { markPath, strokesPath } from './still/markPath.ts'
import { useMapPalette } from './useMapPalette.ts'

/** What a mark looks like, besides its size. */
export interface MarkLook {
  readonly shape: MarkShape
  readonly tone: keyof Palette['marks']
  /** A number of `SURE`. */
  readonly sure?: number
  /** How many strokes stand in it. */
  readonly level?: number
}

/** The side of the drawing, and the radius of the mark in it. */
const SIDE = 16
const RADIUS = 7.5

/** A mark of the map in a legend, with the outline, the colour and the filling that the map gives it; as large as the text beside it. */
export function MarkSample({ shape, tone, sure = SURE.live, level = 0 }: MarkLook) {
  const hatch = useId()
  const { marks, casing } = useMapPalette()
  const color = cssColor(marks[tone])
  // Strokes are finer than letters: their mark is a little larger.
  const size = level === 0 ? '1em' : '1.35em'
  const fill = sure === SURE.live ? color : sure === SURE.stale ? `url(#${hatch})` : 'none'
  return (
    <svg
      className="shape"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      width={size}
      height={size}
      data-mark={`${shape} ${tone} ${sure}`}
      data-level={level}
      aria-hidden="true"
      focusable="false"
    >
      {sure === SURE.stale && (
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2" height="4" fill={color} />
        </pattern>
      )}
      <path
        d={markPath(SHAPES[shape], SIDE / 2, SIDE / 2, RADIUS)}
        fill={fill}
        stroke={sure === SURE.live ? 'none' : color}
        strokeWidth="1.4"
      />
      {level > 0 && <path d={strokesPath(SHAPES[shape], level, SIDE / 2, SIDE / 2, RADIUS)} fill={cssColor(casing)} />}
    </svg>
  )
}
