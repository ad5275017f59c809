import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudging } from '../live/useLive.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { Course } from './Course.tsx'
import type { CourseShape } from './courseShape.ts'
import { Block } from './Flow.tsx'
import { type Room, useRoom } from './room.ts'
import './figure.css'

/** Height of a figure whose course lies under its number, and of one whose course lies beside it; air between two. rem, as in `figure.css`. */
const TALL = 11.6
const GAP = 0.9

/** How many figures of the scene this wall has no room for: the last that stands says so. */
export const OtherFigures = createContext(0)

/** What a figure shows, whatever it is of. */
export interface FigureLook {
  readonly label: string
  /** At the end of the label's line: over which time the number is, or how much of it is known. */
  readonly aside?: ReactNode
  /** What the line of the course is of, where that is not what the number is of; gone where the course finds no room. */
  readonly courseOf?: string | undefined
  readonly value: string
  readonly unit?: string | undefined
  /** Beside the number: shape and word where it is not as it should be, or not of now. */
  readonly mark?: ReactNode
  /** `met`, `near`, `missed`, or anything else where nobody judges. */
  readonly tone: string
  readonly isOld: boolean
  /** Undefined: none is to be drawn. */
  readonly shape?: CourseShape | undefined
  /** What stands in the place of a course where something else says more. */
  readonly drawing?: ReactNode
  /** Where there is no line to draw, why. */
  readonly noCourse?: string | undefined
  /** One honest sentence. */
  readonly note: ReactNode
  /** As `data-figure`. */
  readonly figure?: string
}

/** How many figures with their courses under them find room in the boxes of a room. */
export function tallSeats({ boxes, rem }: Pick<Room, 'boxes' | 'rem'>): number {
  return boxes.reduce((sum, { top, bottom }) => sum + Math.floor(((bottom - top) / rem + GAP) / (TALL + GAP)), 0)
}

/** One figure: what it is, how much, how it came there in thirty days, and one sentence a person would say. */
export function Figure({ look, count }: { readonly look: FigureLook; readonly count: number }) {
  const { t } = useTranslation('wall')
  const isTall = tallSeats(useRoom()) >= count
  const others = useContext(OtherFigures)
  // What was heard last is not of now, whatever it is of.
  const { asOf } = useJudging()
  const isOld = look.isOld || asOf !== undefined
  const { label, aside, courseOf, value, unit, mark, tone, shape, drawing, noCourse, note, figure } = look
  // Over the line where that lies under its number; beside the label where there is no room over it.
  const of = courseOf !== undefined && shape !== undefined && shape.runs.length > 0 && (
    <span className="figure__of">{courseOf}</span>
  )
  return (
    <Block>
      <section className="figure" data-tall={isTall} data-tone={tone} data-old={isOld}>
        <header className="figure__head">
          <h2 className="figure__name">
            <KeptTogether>{label}</KeptTogether>
          </h2>
          {aside !== undefined && <span className="figure__aside">{aside}</span>}
          {!isTall && of}
        </header>
        <div className="figure__body">
          <div className="figure__line">
            <p className="figure__value" data-figure={figure}>
              {value}
              {unit !== undefined && unit !== '' && (
                <>
                  {/* A number as wide as its box has its unit on the next line. */}
                  <wbr />
                  <span className="figure__unit">{unit}</span>
                </>
              )}
            </p>
            {mark !== undefined && <span className="figure__mark">{mark}</span>}
          </div>
          <div className="figure__course">
            {isTall && of}
            {drawing !== undefined ? (
              drawing
            ) : shape !== undefined && shape.runs.length > 0 ? (
              <Course shape={shape} tone={tone} isOld={isOld} />
            ) : (
              noCourse !== undefined && <p className="figure__none">{noCourse}</p>
            )}
          </div>
        </div>
        <p className="figure__note">
          <KeptTogether>{note}</KeptTogether>
          {others > 0 && (
            <span data-others={others}>
              {' · '}
              <KeptTogether>{t('needs.more.figures', { count: others })}</KeptTogether>
            </span>
          )}
        </p>
      </section>
    </Block>
  )
}
