import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudging } from '../live/useLive.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { Shape } from '../ui/Shape.tsx'
import { Badge } from './Badge.tsx'
import { Block, Flow } from './Flow.tsx'
import { PanelTitle } from './PanelTitle.tsx'
import { useTellShown } from './shownRanks.ts'
import type { Tone } from './tone.ts'
import { useComingText } from './useComingText.ts'
import './needList.css'

/** Air between two lines of the list, rem: the lines carry their own. */
const GAP = 0.2

/** One place, office, system or figure that needs people. */
export interface NeedLine {
  readonly id: string
  /** 1 is the most pressing: the number on the map. */
  readonly rank: number
  /** Colour of badge and number. */
  readonly tone: Tone
  /** Another trouble than the others: its badge has corners, as has its mark on the map. */
  readonly isOther?: boolean
  readonly name: string
  readonly value?: string | undefined
  readonly unit?: string | undefined
  /** What it misses and since when, in a line. */
  readonly note: ReactNode
  /** Who answers for it, and whether somebody has taken it on. */
  readonly who?: string | undefined
  /** Where it is, if it is anywhere: degrees, and the unit that it stands in. The map bears its number there. */
  readonly place?: { readonly lng: number; readonly lat: number; readonly unit: string } | undefined
  /** As `data-figure`. */
  readonly figure?: string | undefined
}

/**
 * The one list of a scene: what needs people, the worst first, as many lines as have room, and how many there are besides.
 * @param lines every one of them, or the first and `unlisted`; at most `most` are shown
 * @param state said in place of lines: nobody needs anybody, nobody can say, or it is still coming
 * @param beside what nobody can judge, in a line under the list
 */
export function NeedList({
  title,
  aside,
  lines,
  of,
  most = 9,
  state,
  beside,
  unlisted = 0,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly lines: readonly NeedLine[]
  /** What the lines are, to count those that have no room. */
  readonly of:
    | 'places'
    | 'targets'
    | 'systems'
    | 'stations'
    | 'fields'
    | 'figures'
    | 'directives'
    | 'steps'
    | 'sentences'
  readonly most?: number
  /** How many there are besides `lines`. */
  readonly unlisted?: number
  readonly state?: { readonly is: 'calm' | 'unknown'; readonly text: string } | { readonly is: 'coming' } | undefined
  readonly beside?: string | undefined
}) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const shown = lines.slice(0, most)
  const [standing, setStanding] = useState(0)
  // What is said of the whole list is a block, too.
  const count = Math.max(0, standing - (state === undefined ? 0 : 1))
  useTellShown(
    count,
    shown
      .slice(0, count)
      .flatMap(({ id, rank, tone, place }) => (place === undefined ? [] : [{ id, rank, tone, ...place }])),
    lines.flatMap(({ place }) => place ?? []),
  )
  const more = (left: number) => {
    const others = left + lines.length - shown.length + unlisted
    const said = [
      ...(others > 0 ? [t(`needs.more.${of}`, { count: others })] : []),
      ...(beside === undefined ? [] : [beside]),
    ]
    return said.length === 0 ? null : <KeptTogether>{said.join(' · ')}</KeptTogether>
  }
  return (
    <Flow gap={GAP} more={more} isTightened onShown={setStanding}>
      <Block heading>
        <PanelTitle aside={aside}>{title}</PanelTitle>
      </Block>
      {state !== undefined && (
        <Block>
          <p className="needs__state" data-state={state.is}>
            {state.is === 'coming' ? (
              coming
            ) : (
              <>
                <Shape is={state.is === 'calm' ? 'disc' : 'ring'} /> {state.text}
              </>
            )}
          </p>
        </Block>
      )}
      {shown.map((line) => (
        <Block key={line.id}>
          <Line line={line} />
        </Block>
      ))}
    </Flow>
  )
}

function Line({ line }: { readonly line: NeedLine }) {
  const { rank, tone, isOther, name, value, unit, note, who, figure } = line
  // What was heard last is not of now; the badge keeps its colour, which is that of its mark on the map.
  const isOld = useJudging().asOf !== undefined
  return (
    <section className="need">
      <Badge rank={rank} tone={tone} isOther={isOther === true} />
      <div className="need__what">
        <header className="need__head">
          <h3 className="need__name">
            <KeptTogether>{name}</KeptTogether>
          </h3>
          {value !== undefined && (
            <p className="need__value" data-tone={isOld ? 'unjudged' : tone} data-figure={figure}>
              {value}
              {unit !== undefined && unit !== '' && <span className="need__unit">{unit}</span>}
            </p>
          )}
        </header>
        <p className="need__note">
          <KeptTogether>{note}</KeptTogether>
        </p>
        {who !== undefined && (
          <p className="need__who">
            <KeptTogether>{who}</KeptTogether>
          </p>
        )}
      </div>
    </section>
  )
}
