import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { WORK_LISTS, type WorkList } from '../../../domain/work/work.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswerPages } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useSession } from '../../live/session.ts'
import { isUnanswered, useKept } from '../../live/useReadable.ts'
import { useReplies } from '../../live/useReplies.ts'
import { formatNumber } from '../../ui/format.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { OldNote } from '../parts/OldNote.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useNarrow } from '../useNarrow.ts'
import { useTitle } from '../useTitle.ts'
import { useView } from '../useView.ts'
import { type QuickReply, quickReplies, type WorkRow } from './replies.ts'
import { SentReplies } from './SentReplies.tsx'
import { useKeptMatters } from './useKeptMatters.ts'
import { WorkItem } from './WorkItem.tsx'
import './workPage.css'

const REFETCH_MS = 10_000
const PAGE = 50

type Work = AnswerTo<'/my-work'>

/** What somebody has to do with, the first due first. What was loaded stays readable without a line, and replies wait for it. */
export function WorkPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('work')
  useTitle(t('title'))
  const { view, to } = useView()
  const isNarrow = useNarrow()
  const person = useSession()?.principal?.id ?? ''
  const list = WORK_LISTS.find((each) => each === view.show) ?? 'mine'
  const question = ask('/my-work', { query: { list, limit: PAGE } })
  const asked = useAnswerPages(question, { refetchMs: REFETCH_MS })
  const replies = useReplies(person)
  const first = asked.data?.pages[0]
  const kept = useKept(question, first, asked.error)
  const isAway = isUnanswered(asked.failureReason)
  const shown = first ?? kept?.answer
  const toDecide = shown?.counts.waiting.all ?? 0
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? kept?.answer.rows
  useKeptMatters(person, first?.rows)
  // Whoever has sent something sees what has become of it without waiting.
  const sent = replies.all.filter(({ is }) => is === 'sent').length
  const { refetch } = asked
  useEffect(() => {
    if (sent > 0) void refetch()
  }, [sent, refetch])

  // What is being answered stays where it is until it is sent or left, also when somebody else’s step takes it off the list.
  const [writing, setWriting] = useState<{ readonly row: WorkRow; readonly reply: QuickReply }>()
  const isWritten = ({ kind, id }: WorkRow) => writing?.row.kind === kind && writing.row.id === id
  const listed = rows?.find(isWritten)
  const isGone =
    writing !== undefined &&
    rows !== undefined &&
    (listed === undefined || !quickReplies(listed).some(({ command }) => command === writing.reply.command))
  const withWritten = writing === undefined || listed !== undefined ? rows : [writing.row, ...(rows ?? [])]

  const body = (
    <div className="work">
      <SentReplies replies={replies} />
      {isAway && shown === undefined && (
        <p role="status" className="old-note">
          {t('nothingKept')}
        </p>
      )}
      {/* What was kept is said to be old also while the hub is asked: on a thin line that takes its time. */}
      <OldNote
        since={shown && (isAway || first === undefined) ? { at: shown.at, isHubs: true } : undefined}
        isAwaited={!isAway}
      />
      {withWritten === undefined ? (
        asked.error === null ? (
          <Skeleton lines={12} />
        ) : (
          <ApiTrouble error={asked.error} retry={() => void asked.refetch()} />
        )
      ) : withWritten.length === 0 ? (
        <div className="console__empty">
          <p>{t(`none.${list}`)}</p>
          {list === 'mine' && toDecide > 0 && (
            <Link to={to({ show: 'waiting' })}>{t('decide', { count: toDecide })}</Link>
          )}
        </div>
      ) : (
        <ul className="work__list" aria-label={t(`list.${list}`)}>
          {withWritten.map((row) => (
            <WorkItem
              key={`${row.kind}/${row.id}`}
              row={row}
              units={units}
              // What is theirs they answer; the rest they look at.
              replies={list === 'mine' || list === 'waiting' ? replies : undefined}
              replying={isWritten(row) ? writing?.reply : undefined}
              setReplying={(reply) => setWriting(reply === undefined ? undefined : { row, reply })}
              isGone={isWritten(row) && isGone}
            />
          ))}
        </ul>
      )}
      {asked.hasNextPage && (
        <button
          type="button"
          className="console__button"
          disabled={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {t('more')}
        </button>
      )}
    </div>
  )
  if (isNarrow)
    return (
      <div className="work-phone">
        <h1 className="work-phone__heading" id="console-heading" tabIndex={-1}>
          {t(`list.${list}`)}
        </h1>
        <div className="work-phone__body">{body}</div>
        <WorkTabs list={list} work={shown} />
      </div>
    )
  return (
    <Listing
      units={units}
      above={null}
      heading={t('title')}
      groupsLabel={t('groups')}
      groups={WORK_LISTS.map((each) => ({
        show: each === 'mine' ? undefined : each,
        label: <GroupName list={each} work={shown} />,
        count: shown?.counts[each].all,
      }))}
    >
      {body}
    </Listing>
  )
}

function GroupName({ list, work }: { list: WorkList; work: Work | undefined }) {
  const { t } = useTranslation('work')
  const [language] = useLanguage()
  const overdue = work?.counts[list].overdue ?? 0
  return (
    <span>
      {t(`list.${list}`)}
      {overdue > 0 && (
        <span className="work__overdue">
          {t('overdue', { count: overdue, number: formatNumber(overdue, 0, language) })}
        </span>
      )}
    </span>
  )
}

/** At the foot of a phone, where a thumb is. */
function WorkTabs({ list, work }: { list: WorkList; work: Work | undefined }) {
  const { t } = useTranslation('work')
  const { to } = useView()
  const [language] = useLanguage()
  return (
    <nav className="level__tabs" aria-label={t('groups')}>
      {WORK_LISTS.map((each) => {
        const count = work?.counts[each]
        return (
          <Link
            key={each}
            className="level__tab"
            to={to({ show: each === 'mine' ? undefined : each })}
            replace
            aria-current={each === list ? 'true' : undefined}
          >
            <span>{t(`short.${each}`)}</span>
            <span className={count !== undefined && count.overdue > 0 ? 'work__overdue' : undefined}>
              {count === undefined ? '–' : formatNumber(count.all, 0, language)}
            </span>
          </Link>
        )
      })}
    </nav>
  )
}
