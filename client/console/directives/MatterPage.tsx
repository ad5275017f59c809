import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fact, MatterKind } from '../../../domain/matters/fact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Moment } from '../../live/hubClock.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Lookers } from '../parts/Lookers.tsx'
import { OldNote } from '../parts/OldNote.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DayOffNote } from './DayOffNote.tsx'
import './directives.css'
import { Timeline } from './Timeline.tsx'

interface Matter {
  readonly id: string
  readonly unit: string | null
  readonly version: number
}

/** What the hub has answered about a matter, as `useReadable` says it. */
interface Read {
  readonly data: { readonly facts: readonly Fact[] } | undefined
  readonly error: Error | null
  refetch(): unknown
  readonly oldSince: Moment | undefined
}

/**
 * The page of a directive or of a request to explain: what it is and what one may do at the left, what has happened to it at the right.
 * @param live its row in the feed, which is newer than the answer: a step of somebody else's is seen at once
 * @param answered the matter as the hub has answered; undefined: there is none, or it has not answered
 */
export function MatterPage<M extends Matter>({
  kind,
  live,
  answered,
  read,
  units,
  heading,
  children,
}: {
  kind: MatterKind
  live: M | undefined
  answered: M | undefined
  read: Read
  units: UnitTree
  heading: (matter: M | undefined) => string
  children: (matter: M, facts: readonly Fact[]) => ReactNode
}) {
  const { t } = useTranslation('directives')
  const matter = live !== undefined && live.version > (answered?.version ?? 0) ? live : answered
  const { data, error, refetch, oldSince } = read
  const known = data === undefined ? undefined : (data.facts.at(-1)?.version ?? 0)
  const told = live?.version
  // The row comes by itself; what has happened is asked for again when the row says that there is more.
  useEffect(() => {
    if (known !== undefined && told !== undefined && known < told) void refetch()
  }, [known, told, refetch])
  // What has ended leaves the feed: how it ended is asked for.
  const last = useRef(told)
  useEffect(() => {
    if (last.current !== undefined && told === undefined) void refetch()
    last.current = told
  }, [told, refetch])
  return (
    <div className="level">
      <PageHead units={units} above={matter?.unit ?? units.city.code} heading={heading(matter)} />
      {matter !== undefined && data !== undefined ? (
        <div className="matter">
          <OldNote since={oldSince} />
          <div className="matter__column">
            <Lookers kind={kind} id={matter.id} />
            {children(matter, data.facts)}
          </div>
          <div className="matter__column">
            <Timeline facts={data.facts} units={units} />
          </div>
        </div>
      ) : data !== undefined ? (
        <p className="console__empty">{t('notThere')}</p>
      ) : error !== null ? (
        <ApiTrouble error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton lines={16} />
      )}
    </div>
  )
}

/** Where a matter stands and by when, and its facts (`Item`). @param note what stands between them */
export function MatterSummary({
  matter: { urgent, simulated, dueAt },
  state,
  due,
  note,
  children,
}: {
  /** `dueAt`: when the next word is due, epoch ms; null: nothing is */
  matter: { readonly urgent: boolean; readonly simulated: boolean; readonly dueAt: number | null }
  state: string
  due: ReactNode
  note?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('directives')
  return (
    <section className="matter__column">
      <p className="matter__marks">
        <strong>{state}</strong>
        {due}
        {urgent && <strong className="matter__near">{t('urgent')}</strong>}
        {simulated && <SimulatedMark />}
      </p>
      {note}
      {!urgent && dueAt !== null && <DayOffNote dueAt={dueAt} />}
      <dl className="matter__facts">{children}</dl>
    </section>
  )
}
