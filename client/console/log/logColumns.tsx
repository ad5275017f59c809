import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { auditResult } from '../../../domain/access/auditResult.ts'
import { printableText } from '../../../domain/printableText.ts'
import type { Text } from '../../../domain/text.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { formatDate, formatSeconds } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { OpenLink } from '../parts/table/OpenLink.tsx'
import { useView } from '../useView.ts'

/** One entry of the log, as the hub tells it. */
export type LogLine = AnswerTo<'/audit'>['entries'][number]

/** Longest of what a stranger called themselves or sent, in a cell and in a file. */
const MOST_SHOWN = 60
const MOST_EXPORTED = 4_000

/** Who did it, as the filters name them: by the id, where they have one. */
const whoKey = ({ who }: LogLine) => (who.id === '' ? who.name : who.id)

/** @param acts what the log may tell of, by name; undefined while nothing is there */
export function useLogColumns(acts: Readonly<Record<string, Text>> | undefined): readonly Column<LogLine>[] {
  const { t } = useTranslation('log')
  const text = useText()
  return useMemo(() => {
    const place = (line: LogLine) => (line.place === null ? undefined : text(line.place))
    const whoName = ({ who }: LogLine) =>
      who.is === 'public' || who.is === 'hub' ? t(`is.${who.is}`) : printableText(who.name, MOST_SHOWN)
    const whence = ({ from }: LogLine) => `${printableText(from.address, MOST_SHOWN)} · ${t(`via.${from.via}`)}`
    const names = new Map<string, string>()
    const act = (did: string) => (acts?.[did] === undefined ? printableText(did, MOST_SHOWN) : text(acts[did]))
    const clock = (at: number) => `${formatSeconds(at)} ${formatDate(at)}`
    const exported = (value: string) => printableText(value, MOST_EXPORTED)
    return [
      {
        id: 'at',
        label: t('at'),
        rank: 'first',
        width: 172,
        fallsFirst: true,
        cell: ({ at, writtenAt }) => (
          <>
            {clock(at)}
            {writtenAt !== undefined && <div className="table__faint">{t('written', { at: clock(writtenAt) })}</div>}
          </>
        ),
        order: ({ at }) => at,
        exports: [
          { label: t('at'), kind: 'moment', of: ({ at }) => at },
          { label: t('only.writtenAt'), kind: 'moment', of: ({ writtenAt }) => writtenAt ?? null },
        ],
      },
      {
        id: 'who',
        label: t('who'),
        rank: 'first',
        width: 180,
        wraps: true,
        cell: (line) => <Who line={line} name={whoName(line)} />,
        order: whoName,
        text: (line) => `${whoName(line)} ${whoKey(line)}`,
        choice: {
          of: (line) => {
            names.set(whoKey(line), whoName(line))
            return whoKey(line)
          },
          label: (key) => names.get(key) ?? printableText(key, MOST_SHOWN),
        },
        exports: [
          { label: t('who'), kind: 'text', of: ({ who }) => exported(who.name) },
          { label: t('only.whoId'), kind: 'text', of: ({ who }) => exported(who.id) },
          { label: t('only.whoIs'), kind: 'text', of: ({ who }) => t(`is.${who.is}`) },
          { label: t('only.session'), kind: 'text', of: ({ who }) => who.session ?? null },
        ],
      },
      {
        id: 'what',
        label: t('what'),
        rank: 'name',
        width: 280,
        grows: true,
        wraps: true,
        cell: (line) => <bdi>{text(line.says)}</bdi>,
        // A look at many cameras is found by each of them.
        text: ({ says, input }) => `${text(says)} ${Array.isArray(input.cameras) ? input.cameras.join(' ') : ''}`,
      },
      {
        id: 'did',
        label: t('did'),
        rank: 'third',
        width: 180,
        wraps: true,
        cell: ({ did }) => act(did),
        order: ({ did }) => act(did),
        text: ({ did }) => `${act(did)} ${did}`,
        choice: { of: ({ did }) => did, label: act, others: Object.keys(acts ?? {}) },
        exports: [{ label: t('did'), kind: 'text', of: ({ did }) => exported(did) }],
      },
      {
        id: 'result',
        label: t('result'),
        rank: 'first',
        width: 170,
        wraps: true,
        cell: ({ result }) => text(auditResult(result)),
        order: ({ result }) => text(auditResult(result)),
        text: ({ result }) => `${text(auditResult(result))} ${result}`,
        choice: {
          of: ({ result }) => result,
          label: (result) =>
            result === 'done' ? text(auditResult(result)) : `${text(auditResult(result))} (${result})`,
        },
        exports: [
          { label: t('result'), kind: 'text', of: ({ result }) => text(auditResult(result)) },
          { label: t('only.code'), kind: 'text', of: ({ result }) => exported(result) },
        ],
      },
      {
        id: 'unit',
        label: t('unit'),
        rank: 'second',
        width: 140,
        cell: (line) => place(line) ?? '–',
        order: place,
        text: (line) => place(line) ?? '',
        exports: [{ label: t('unit'), kind: 'text', of: (line) => place(line) ?? null }],
      },
      {
        id: 'whence',
        label: t('whence'),
        rank: 'second',
        width: 170,
        wraps: true,
        cell: whence,
        text: ({ from }) => `${from.address} ${from.agent}`,
        exports: [
          { label: t('only.address'), kind: 'text', of: ({ from }) => exported(from.address) },
          { label: t('only.via'), kind: 'text', of: ({ from }) => t(`via.${from.via}`) },
          { label: t('only.agent'), kind: 'text', of: ({ from }) => exported(from.agent) },
        ],
      },
      {
        id: 'number',
        label: t('number'),
        rank: 'second',
        width: 92,
        isNumber: true,
        fallsFirst: true,
        cell: ({ number }) => number,
        order: ({ number }) => number,
        exports: [{ label: t('number'), kind: 'number', digits: 0, of: ({ number }) => number }],
      },
      {
        id: 'details',
        label: t('details'),
        rank: 'first',
        width: 90,
        cell: (line) => <DetailsLink line={line} />,
        exports: [
          { label: t('input'), kind: 'text', of: ({ input }) => exported(JSON.stringify(input)) },
          {
            label: t('before'),
            kind: 'text',
            of: ({ before }) => (before === undefined ? null : exported(JSON.stringify(before))),
          },
          { label: t('hash'), kind: 'text', of: ({ hash }) => hash },
        ],
      },
    ]
  }, [t, text, acts])
}

/** Who did it; a press leaves what they did alone. */
function Who({ line, name }: { line: LogLine; name: string }) {
  const { t } = useTranslation('log')
  const { view, to } = useView()
  const where = [...view.where.filter(({ column }) => column !== 'who'), { column: 'who', is: whoKey(line) }]
  return (
    <>
      <Link className="table__link" data-row to={to({ where })} replace title={t('onlyWho', { name })}>
        <bdi>{name}</bdi>
      </Link>
      {line.who.is !== 'public' && line.who.is !== 'hub' && (
        <div className="table__faint">{t(`is.${line.who.is}`)}</div>
      )}
    </>
  )
}

/** Opens the row to what else the entry says. */
function DetailsLink({ line: { number } }: { line: LogLine }) {
  const { t } = useTranslation('log')
  return (
    <OpenLink row={String(number)} label={t('detailsOf', { number })}>
      {t('details')}
    </OpenLink>
  )
}
