import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CHANNELS, type NoticeState, URGENCIES } from '../../../domain/notices/notice.ts'
import { REASONS } from '../../../domain/notices/reasons.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { formatDateTime } from '../../ui/format.ts'
import type { ShapeName } from '../../ui/Shape.tsx'
import { Marked } from '../parts/Marked.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { OpenLink } from '../parts/table/OpenLink.tsx'

/** One notice, as the hub tells it. */
export type NoticeLine = AnswerTo<'/own-notices'>['notices'][number]

const SHAPES: Readonly<Record<NoticeState, ShapeName>> = {
  pending: 'ring',
  sent: 'disc',
  failed: 'triangle',
  givenUp: 'triangle',
  cancelled: 'dash',
}

/** What has become of a notice in words; of the console, whether its person has looked at it. */
function useNoticeState(): (line: Pick<NoticeLine, 'state' | 'channel'>) => string {
  const { t } = useTranslation('notices')
  return ({ state, channel }) => t(`${channel === 'console' ? 'consoleState' : 'state'}.${state}`)
}

/** @param hasPeople whether they are notices to several people */
export function useNoticeColumns(hasPeople: boolean): readonly Column<NoticeLine>[] {
  const { t } = useTranslation('notices')
  const text = useText()
  const stateOf = useNoticeState()
  return useMemo(() => {
    const name = (line: NoticeLine) => line.name ?? t('gone')
    const reason = ({ reason: why }: NoticeLine) => (why === null ? '' : text(REASONS[why]))
    const who: Column<NoticeLine> = {
      ...textColumn<NoticeLine>('who', t('who'), 'first', 160, name),
      choice: { of: name, label: (each) => each },
    }
    return [
      momentColumn('at', t('at'), 'first', ({ at }) => at),
      ...(hasPeople ? [who] : []),
      {
        ...textColumn<NoticeLine>('says', t('text'), 'name', 260, ({ text: says }) => text(says)),
        cell: (line: NoticeLine) => <Says line={line} />,
      },
      {
        ...textColumn<NoticeLine>('channel', t('by'), 'first', 120, ({ channel }) => t(`channel.${channel}`)),
        choice: {
          of: ({ channel }: NoticeLine) => channel,
          label: (channel: string) => t(`channel.${channel as NoticeLine['channel']}`),
          others: CHANNELS,
        },
      },
      {
        id: 'state',
        label: t('stateOf'),
        rank: 'first',
        width: 170,
        wraps: true,
        cell: (line) => (
          <>
            <Marked
              is={SHAPES[line.state]}
              {...(line.state === 'failed' || line.state === 'givenUp' ? { tone: 'near' as const } : {})}
            >
              {stateOf(line)}
            </Marked>
            {reason(line) !== '' && <div className="table__faint">{reason(line)}</div>}
          </>
        ),
        order: stateOf,
        text: (line) => `${stateOf(line)} ${reason(line)}`,
        exports: [
          { label: t('stateOf'), kind: 'text', of: stateOf },
          { label: t('reason'), kind: 'text', of: reason },
        ],
      },
      {
        ...textColumn<NoticeLine>('urgency', t('urgencyOf'), 'second', 110, ({ urgency }) => t(`urgency.${urgency}`)),
        order: ({ urgency }: NoticeLine) => URGENCIES.indexOf(urgency),
      },
      {
        id: 'attempts',
        label: t('attempts'),
        rank: 'third',
        width: 90,
        isNumber: true,
        fallsFirst: true,
        cell: ({ attempts }) => attempts,
        order: ({ attempts }) => attempts,
        exports: [{ label: t('attempts'), kind: 'number', digits: 0, of: ({ attempts }) => attempts }],
      },
      momentColumn('next', t('next'), 'second', ({ nextAt }) => nextAt),
      momentColumn('ended', t('ended'), 'third', ({ endedAt }) => endedAt),
      {
        id: 'details',
        label: t('details'),
        rank: 'first',
        width: 90,
        cell: (line) => <DetailsLink line={line} name={name(line)} />,
        exports: [{ label: t('id'), kind: 'text', of: ({ id }) => id }],
      },
    ]
  }, [t, text, stateOf, hasPeople])
}

/** What it says; a press opens what it is about. */
function Says({ line: { text: says, path } }: { line: NoticeLine }) {
  const text = useText()
  return path === null ? (
    text(says)
  ) : (
    <Link className="table__link" data-row to={path}>
      {text(says)}
    </Link>
  )
}

/** Opens the row to what came of each attempt. */
function DetailsLink({ line: { id, at }, name }: { line: NoticeLine; name: string }) {
  const { t } = useTranslation('notices')
  return (
    <OpenLink row={id} label={t('detailsOf', { at: formatDateTime(at), name })}>
      {t('details')}
    </OpenLink>
  )
}
