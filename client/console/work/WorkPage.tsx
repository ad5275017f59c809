import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { WORK_LISTS, type WorkList } from '../../../domain/work/work.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { ApiError, useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useSession } from '../../live/session.ts'
import { useReplies } from '../../live/useReplies.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useNarrow } from '../useNarrow.ts'
import { useView } from '../useView.ts'
import { keepWork, keptWork, type Work } from './keptWork.ts'
import { SentReplies } from './SentReplies.tsx'
import { WorkItem } from './WorkItem.tsx'
import './workPage.css'

const REFETCH_MS = 10_000
const PAGE = 50

/** What somebody has to do with, the first due first. What was loaded stays readable without a line, and replies wait for it. */
export function WorkPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('work')
  const { view } = useView()
  const isNarrow = useNarrow()
  const person = useSession()?.principal?.id ?? ''
  const list = WORK_LISTS.find((each) => each === view.show) ?? 'mine'
  const asked = useAnswerPages(ask('/my-work', { query: { list, limit: PAGE } }), { refetchMs: REFETCH_MS })
  const replies = useReplies(person)
  const first = asked.data?.pages[0]
  useEffect(() => {
    if (first !== undefined) keepWork(person, list, first)
  }, [first, person, list])
  const isUnanswered = asked.failureReason instanceof ApiError && asked.failureReason.status === 0
  const kept = useMemo(() => (first === undefined ? keptWork(person, list) : undefined), [first, person, list])
  const shown = first ?? kept
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? kept?.rows
  // Whoever has sent something sees what has become of it without waiting.
  const sent = replies.all.filter(({ is }) => is === 'sent').length
  const { refetch } = asked
  useEffect(() => {
    if (sent > 0) void refetch()
  }, [sent, refetch])

  const body = (
    <div className="work">
      <SentReplies replies={replies} />
      {isUnanswered && (
        <p role="status" className="work__old">
          {shown === undefined ? t('nothingKept') : t('old', { at: formatDateTime(shown.at) })}
        </p>
      )}
      {rows === undefined ? (
        asked.error === null ? (
          <Skeleton lines={12} />
        ) : (
          <ApiTrouble error={asked.error} retry={() => void asked.refetch()} />
        )
      ) : rows.length === 0 ? (
        <p className="console__empty">{t(`none.${list}`)}</p>
      ) : (
        <ul className="work__list" aria-label={t(`list.${list}`)}>
          {rows.map((row) => (
            <WorkItem
              key={`${row.kind}/${row.id}`}
              row={row}
              units={units}
              // What is theirs they answer; the rest they look at.
              replies={list === 'mine' || list === 'waiting' ? replies : undefined}
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
