import { useId } from 'react'
import { type MarkShape, SHAPES, SURE } from './layers/markLayer.ts'
import { cssColor, type Palette } from './palette.ts'
import { markPath } from './still/markPath.ts'
import { useMapPalette } from './useMapPalette.ts'

/** What a mark looks like, besides its size. */
export interface MarkLook {
  readonly shape: MarkShape
  readonly tone: keyof Palette['marks']
  /** A number of `SURE`. */
  readonly sure?: number
}

/** The side of the drawing, and the radius of the mark in it. */
const SIDE = 16
const RADIUS = 7.5

/** A mark of the map in a legend, with the outline, the colour and the filling that the map gives it; as large as the text beside it. */
export function MarkSample({ shape, tone, sure = SURE.live }: MarkLook) {
  const hatch = useId()
  const color = cssColor(useMapPalette().marks[tone])
  const fill = sure === SURE.live ? color : sure === SURE.stale ? `url(#${hatch})` : 'none'
  return (
    <svg
      className="shape"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      width="1em"
      height="1em"
      data-mark={`${shape} ${tone} ${sure}`}
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
    </svg>
  )
}
