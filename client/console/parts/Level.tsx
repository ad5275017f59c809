import type { ReactNode } from 'react'
import './level.css'
import { PartBoundary } from './PartBoundary.tsx'
import { Splitter } from './Splitter.tsx'

/**
 * The frame of every level, city to camera: head, figures at the left, map over history, list over alerts.
 * The same parts in the same places; each level fills them with its own.
 */
export function Level({
  head,
  rail,
  map,
  history,
  list,
  alerts,
}: {
  head: ReactNode
  rail: ReactNode
  map: ReactNode
  history: ReactNode
  list: ReactNode
  alerts: ReactNode
}) {
  return (
    <div className="level">
      <div className="level__head">{head}</div>
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
