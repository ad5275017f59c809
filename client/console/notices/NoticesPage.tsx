import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTICE_STATES, type NoticeState } from '../../../domain/notices/notice.ts'
import { REASONS } from '../../../domain/notices/reasons.ts'
import { printableText } from '../../../domain/printableText.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswerPages } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { formatDateTime, formatNumber, formatSeconds } from '../../ui/format.ts'
import { useMay } from '../../ui/useMay.ts'
import './notices.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Marked } from '../parts/Marked.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { useView } from '../useView.ts'
import { type NoticeLine, useNoticeColumns } from './noticeColumns.tsx'
import { useUnseenNotices } from './useUnseenNotices.ts'

const PAGE = 200
const ASK_AGAIN_MS = MINUTE_MS / 2
const keyOf = ({ id }: NoticeLine) => id

/** Every notice with what came of it: to everybody, for who answers for that; to oneself otherwise. */
export function NoticesPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('notices')
  const [language] = useLanguage()
  const { view } = useView()
  const maySeeAll = useMay('notices.see')
  const unseen = useUnseenNotices()
  const see = useCommand('seeNotices', ['/notices', '/own-notices'])
  const query = { state: view.show as NoticeState | undefined, limit: PAGE }
  const all = useAnswerPages(ask('/notices', { query }), { enabled: maySeeAll, refetchMs: ASK_AGAIN_MS })
  const own = useAnswerPages(ask('/own-notices', { query }), { enabled: !maySeeAll, refetchMs: ASK_AGAIN_MS })
  const asked = maySeeAll ? all : own
  const [newest] = asked.data?.pages ?? []
  const lines = useMemo(() => asked.data?.pages.flatMap(({ notices }) => notices), [asked.data])
  const columns = useNoticeColumns(maySeeAll)
  const counts = newest?.counts
  const group = NOTICE_STATES.find((state) => state === view.show)
  const title = t(maySeeAll ? 'ofAll' : 'title')

  return (
    <Listing
      units={units}
      above={null}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('all'), count: counts && Object.values(counts).reduce((sum, n) => sum + n, 0) },
        ...NOTICE_STATES.map((state) => ({ show: state, label: t(`state.${state}`), count: counts?.[state] })),
      ]}
      side={
        unseen.length > 0 && (
          <button
            type="button"
            className="console__button"
            disabled={see.isSending}
            onClick={() => void see.send({ notices: unseen.map(({ id }) => id) })}
          >
            {t('seeAll')} ({unseen.length})
          </button>
        )
      }
    >
      <div className="manage__above">
        <Ways channels={newest?.channels ?? []} />
        <CommandTrouble error={see.error} />
      </div>
      <AskedTable
        caption={title}
        rows={lines}
        asked={asked}
        lines={16}
        older={t('older')}
        loaded={lines && t('loaded', { count: lines.length, number: formatNumber(lines.length, 0, language) })}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'at', falls: true }}
        none={group === undefined ? t('none') : t('noneIn', { group: t(`state.${group}`) })}
        opened={{ key: view.opened, draw: (line) => <NoticeDetail line={line} /> }}
      />
    </Listing>
  )
}

/** How the ways out of the house are; that one is not set up is nothing wrong, and said so. */
function Ways({ channels }: { channels: AnswerTo<'/own-notices'>['channels'] }) {
  const { t } = useTranslation('notices')
  const text = useText()
  if (channels.length === 0) return null
  return (
    <>
      <ul className="notice-ways" aria-label={t('ways')}>
        {channels.map(({ channel, is, reason, until }) => (
          <li key={channel}>
            <Marked
              is={is === 'off' ? 'ring' : is === 'open' ? 'disc' : 'triangle'}
              {...(is === 'paused' ? { tone: 'near' as const } : {})}
            >
              {t(`channel.${channel}`)}:{' '}
              {t(`way.${is}`, { reason: reason === null ? '' : text(REASONS[reason]), at: formatSeconds(until) })}
            </Marked>
          </li>
        ))}
      </ul>
      {channels.some(({ is }) => is !== 'open') && <p className="manage__about">{t('house')}</p>}
    </>
  )
}

/** What came of each attempt, in the receiver's own words. */
function NoticeDetail({ line: { id, tried, attempts } }: { line: NoticeLine }) {
  const { t } = useTranslation('notices')
  const text = useText()
  return (
    <dl className="notice-detail">
      <dt>{t('id')}</dt>
      <dd>
        <code>{id}</code>
      </dd>
      <dt>{t('attempts')}</dt>
      <dd>{attempts === 0 ? t('notTried') : attempts}</dd>
      {tried.map(({ at, is, reason, detail }) => (
        <NoticeAttempt
          key={at}
          label={t('tried', { at: `${formatSeconds(at)} ${formatDateTime(at).split(' ').at(-1) ?? ''}` })}
          says={[t(`result.${is}`), reason === null ? '' : text(REASONS[reason]), printableText(detail, 300)]}
        />
      ))}
    </dl>
  )
}

function NoticeAttempt({ label, says }: { label: string; says: readonly string[] }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{says.filter((each) => each !== '').join(' · ')}</dd>
    </>
  )
}
