import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LEVEL_PARTS, type LevelPart } from '../address.ts'
import { useNarrow } from '../useNarrow.ts'
import { useView } from '../useView.ts'
import './level.css'
import { PartBoundary } from './PartBoundary.tsx'
import { Splitter } from './Splitter.tsx'

/** What the parts of a level are called where one is shown at a time; a level whose parts hold something else names them itself. */
export type PartNames = Readonly<Partial<Record<LevelPart, string>>>

/**
 * The frame of every level, city to camera: head, figures at the left, map over history, list over alerts.
 * The same parts in the same places; each level fills them with its own. A narrow screen shows one of them, and which is in the address.
 */
export function Level({
  head,
  rail,
  map,
  history,
  list,
  alerts,
  names = {},
}: {
  head: ReactNode
  rail: ReactNode
  map: ReactNode
  history: ReactNode
  list: ReactNode
  alerts: ReactNode
  names?: PartNames
}) {
  const { view } = useView()
  if (useNarrow()) {
    const part = view.part ?? 'figures'
    const parts: Record<LevelPart, ReactNode> = { figures: rail, map, history, list, alerts }
    return (
      <div className="level">
        {head}
        <div className="level__one">{parts[part]}</div>
        <PartTabs part={part} names={names} />
      </div>
    )
  }
  return (
    <div className="level">
      {head}
      {rail}
      <Splitter
        first={
          <div className="level__column">
            {map}
            {history}
          </div>
        }
        second={
          <div className="level__column">
            {list}
            {alerts}
          </div>
        }
      />
    </div>
  )
}

/** Where a thumb reaches them. */
function PartTabs({ part, names }: { part: LevelPart; names: PartNames }) {
  const { t } = useTranslation('list')
  const { to } = useView()
  return (
    <nav className="level__tabs" aria-label={t('parts.label')}>
      {LEVEL_PARTS.map((each) => (
        <Link
          key={each}
          className="level__tab"
          to={to({ part: each === 'figures' ? undefined : each })}
          replace
          aria-current={each === part ? 'true' : undefined}
        >
          {names[each] ?? t(`parts.${each}`)}
        </Link>
      ))}
    </nav>
  )
}

/** A titled part of a level. `id` lets the keyboard jump to it. */
export function Part({
  id,
  title,
  side,
  children,
  flush = false,
  isList = false,
}: {
  id: string
  title: ReactNode
  side?: ReactNode
  children: ReactNode
  /** The content brings its own margins, or wants none (tables, the map). */
  flush?: boolean
  /** The content is a list that scrolls by itself under its tools. */
  isList?: boolean
}) {
  return (
    <section className="part" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <header className="part__head">
        <h2 id={`${id}-title`} className="part__title">
          {title}
        </h2>
        {side}
      </header>
      {isList ? (
        <div className="part__body part__body--list">
          <PartBoundary>{children}</PartBoundary>
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what does not fit
        <div className={flush ? 'part__body part__body--flush' : 'part__body'} tabIndex={0}>
          <PartBoundary>{children}</PartBoundary>
        </div>
      )}
    </section>
  )
}
