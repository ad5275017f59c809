import { type CSSProperties, memo, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../live/useLive.ts'
import { formatAge } from '../ui/format.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { Block } from './Flow.tsx'
import { type Room, useRoom } from './room.ts'
import { LinesOfList } from './shownRanks.ts'
import { needingSystems, type SystemLine } from './systemHealth.ts'
import { TROUBLE_LOOKS } from './troubleLook.ts'
import { useInterruptions } from './useSystemLines.ts'
import './systemRing.css'

/** Of the drawing, in its own units. */
const SIZE = 200
const RADIUS = 89
const NUMBER_RADIUS = 70
/** Between two segments, degrees. */
const GAP = 3
/** Diameter, rem: no larger than can be taken in at a glance, and never so small that its numbers touch. */
const LARGEST = 20
const SMALLEST = 11.5
/** Room beside it for the connections, and below it for a line that says what else there is, rem. */
const BESIDE = 9
const BELOW = 2.5

/** Diameter that a room has for the ring, rem: one that filled its box would have to go, because nothing could be said of what is left out. */
export function ringAcross({ boxes, width, rem }: Pick<Room, 'boxes' | 'width' | 'rem'>): number {
  const highest = Math.max(0, ...boxes.map(({ top, bottom }) => (bottom - top) / rem))
  return Math.max(SMALLEST, Math.min(LARGEST, width - BESIDE, highest - BELOW))
}

/**
 * One segment a system, around how many of them are well. A segment beats once when its system is heard, or a connection of it gets through;
 * one that needs somebody stands out and bears the number that it has in the list.
 */
export function SystemRing() {
  const { t } = useTranslation('wall')
  const text = useText()
  const [language] = useLanguage()
  const now = useNow()
  const across = ringAcross(useRoom())
  const listed = useContext(LinesOfList)
  const lines = useInterruptions(useUnits())
  const needing = lines === undefined ? [] : needingSystems(lines)
  const well = lines?.filter(({ trouble }) => trouble === 'none').length ?? 0
  const links = (lines ?? []).flatMap((line) => line.links)
  const up = links.filter(({ link, freshness }) => link?.state === 'up' && freshness === 'live').length
  const beat = Math.max(0, ...(lines ?? []).map(beatOf))
  const step = 360 / Math.max(1, lines?.length ?? 1)
  return (
    <Block>
      <section className="systems-beat">
        <h2 className="visually-hidden">{t('systems.title')}</h2>
        <div className="system-ring" style={{ width: `${across}rem`, height: `${across}rem` }}>
          <svg
            className="system-ring__svg"
            viewBox={`0 0 ${SIZE} ${SIZE}`}
            style={{ '--ring-rem': `${SIZE / across}px` } as CSSProperties}
            aria-hidden="true"
          >
            {(lines ?? []).map((line, place) => (
              <Segment
                key={line.id}
                from={place * step + GAP / 2}
                to={(place + 1) * step - GAP / 2}
                trouble={line.trouble}
                beat={beatOf(line)}
                rank={needing.indexOf(line) + 1}
                isListed={needing.indexOf(line) < listed}
              />
            ))}
          </svg>
          <div className="system-ring__middle">
            {lines !== undefined && (
              <>
                <p className="system-ring__count">
                  {well}/{lines.length}
                </p>
                <p className="system-ring__word">{t('systems.ringWell')}</p>
              </>
            )}
          </div>
        </div>
        {lines !== undefined && (
          <div className="systems-beat__links">
            <p className="systems-beat__count">{links.length === 0 ? '–' : `${up}/${links.length}`}</p>
            <p className="systems-beat__word">{t(links.length === 0 ? 'systems.linksNone' : 'systems.linksUp')}</p>
            <p className="systems-beat__word">
              <KeptTogether>
                {beat === 0
                  ? t('systems.unheard')
                  : t('systems.beat', { age: formatAge(Math.max(0, now - beat), language) })}
              </KeptTogether>
            </p>
          </div>
        )}
        <ul className="visually-hidden">
          {needing.map(({ id, system }) => (
            <li key={id}>{text(system.short)}</li>
          ))}
        </ul>
      </section>
    </Block>
  )
}

/** When a system was heard last, or a connection of it got through last, epoch ms. */
function beatOf({ lastReceivedAt, links }: SystemLine): number {
  return Math.max(lastReceivedAt ?? 0, ...links.map(({ link }) => link?.lastSuccessAt ?? 0))
}

const Segment = memo(function Segment({
  from,
  to,
  trouble,
  beat,
  rank,
  isListed,
}: {
  readonly from: number
  readonly to: number
  readonly trouble: SystemLine['trouble']
  readonly beat: number
  readonly rank: number
  readonly isListed: boolean
}) {
  const { tone } = TROUBLE_LOOKS[trouble]
  const path = arc(from, to)
  const [x, y] = at(NUMBER_RADIUS, (from + to) / 2)
  const is = rank > 0 ? 'needs' : trouble === 'none' ? 'well' : 'unknown'
  return (
    <g className="ring-segment" data-is={is} data-tone={tone}>
      <path className="ring-segment__arc" d={path} />
      {/* A new beat is a new element, so that it runs from its beginning. */}
      {is === 'well' && beat > 0 && <path key={beat} className="ring-segment__beat" d={path} />}
      {rank > 0 && isListed && (
        <text className="ring-segment__number" x={x} y={y}>
          {rank}
        </text>
      )}
    </g>
  )
})

/** A piece of the ring. @param from degrees, clockwise from the top */
function arc(from: number, to: number): string {
  const [x1, y1] = at(RADIUS, from)
  const [x2, y2] = at(RADIUS, to)
  return `M${x1.toFixed(2)},${y1.toFixed(2)} A${RADIUS},${RADIUS} 0 ${to - from > 180 ? 1 : 0} 1 ${x2.toFixed(2)},${y2.toFixed(2)}`
}

function at(radius: number, degrees: number): [x: number, y: number] {
  const angle = ((degrees - 90) * Math.PI) / 180
  return [SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle)]
}
