import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Setting } from '../../../domain/settings/change.ts'
import { settingLimit } from '../../../domain/settings/settingLimit.ts'
import { THRESHOLDS } from '../../../domain/settings/thresholds.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'
import { useProblemText } from '../../ui/useProblemText.ts'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'

type Change = AnswerTo<'/settings'>['changes'][number]

const keyOf = ({ number }: Change) => String(number)

/** Who has changed what, when, from what to what; the newest change of each thing can be undone. */
export function ChangeList({
  changes,
  mayChange,
  refetch,
}: {
  changes: readonly Change[]
  mayChange: boolean
  refetch: () => void
}) {
  const { t } = useTranslation('settings')
  return (
    <DataTable
      caption={t('show.changes')}
      rows={changes}
      keyOf={keyOf}
      columns={useChangeColumns(changes, mayChange, refetch)}
      opensWith={{ by: 'number', falls: true }}
      none={t('noChanges')}
    />
  )
}

function useChangeColumns(
  changes: readonly Change[],
  mayChange: boolean,
  refetch: () => void,
): readonly Column<Change>[] {
  const { t } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  return useMemo(() => {
    const subject = ({ what, key }: Change): string => {
      if (what === 'target') return Object.hasOwn(KPIS, key) ? text(KPIS[key as KpiId].name) : key
      if (what === 'calendarDay') return formatDate(startOfDay(key))
      const declared = THRESHOLDS.find((each) => each.key === key)
      return declared === undefined ? key : text(declared.threshold.label)
    }
    const told = ({ what, key }: Change, value: Setting): string => {
      if (value === null) return what === 'calendarDay' ? t('ordinary') : t('asFile')
      if (typeof value === 'object') return `${t(value.is)} (${text(value.name)})`
      return settingLimit({ what, key }, value, language)
    }
    // Of each thing the newest that stands, by what it is of; they come the newest first.
    const newest = new Map<string, number>()
    for (const { what, key, number, undoes, undoneBy } of changes) {
      const of = `${what} ${key}`
      if (undoes === null && undoneBy === null && !newest.has(of)) newest.set(of, number)
    }
    return [
      {
        id: 'number',
        label: t('number'),
        rank: 'second',
        width: 84,
        isNumber: true,
        fallsFirst: true,
        cell: ({ number }) => number,
        order: ({ number }) => number,
        exports: [{ label: t('number'), kind: 'number', digits: 0, of: ({ number }) => number }],
      },
      {
        id: 'at',
        label: t('when'),
        rank: 'first',
        width: 172,
        fallsFirst: true,
        cell: ({ at }) => formatDateTime(at),
        order: ({ at }) => at,
        exports: [{ label: t('when'), kind: 'moment', of: ({ at }) => at }],
      },
      {
        id: 'by',
        label: t('by'),
        rank: 'first',
        width: 150,
        wraps: true,
        cell: ({ by }) => <bdi>{by}</bdi>,
        order: ({ by }) => by,
        text: ({ by }) => by,
      },
      {
        id: 'what',
        label: t('what'),
        rank: 'name',
        width: 240,
        grows: true,
        wraps: true,
        cell: (change) => (
          <>
            {subject(change)}
            <div className="table__faint">
              {change.undoes === null ? t(change.what) : t('undoes', { number: change.undoes })}
            </div>
          </>
        ),
        order: subject,
        text: (change) => `${subject(change)} ${t(change.what)}`,
      },
      {
        id: 'before',
        label: t('before'),
        rank: 'second',
        width: 130,
        wraps: true,
        cell: (change) => told(change, change.before),
        text: (change) => told(change, change.before),
      },
      {
        id: 'after',
        label: t('after'),
        rank: 'first',
        width: 130,
        wraps: true,
        cell: (change) => told(change, change.value),
        text: (change) => told(change, change.value),
      },
      {
        id: 'from',
        label: t('from'),
        rank: 'second',
        width: 120,
        cell: ({ from }) => formatDate(startOfDay(from)),
        order: ({ from }) => from,
        exports: [{ label: t('from'), kind: 'day', of: ({ from }) => from }],
      },
      {
        id: 'note',
        label: t('note'),
        rank: 'third',
        width: 180,
        wraps: true,
        cell: ({ note }) => <bdi>{note === '' ? '–' : note}</bdi>,
        text: ({ note }) => note,
      },
      {
        id: 'undo',
        label: t('undo'),
        rank: 'first',
        width: 150,
        wraps: true,
        cell: (change) =>
          change.undoneBy !== null ? (
            t('undone', { number: change.undoneBy })
          ) : mayChange && newest.get(`${change.what} ${change.key}`) === change.number ? (
            <Undo change={change} before={told(change, change.before)} refetch={refetch} />
          ) : (
            '–'
          ),
      },
    ]
  }, [t, language, text, changes, mayChange, refetch])
}

/** Undoes a change, once its reader has said so twice. */
function Undo({ change: { number }, before, refetch }: { change: Change; before: string; refetch: () => void }) {
  const { t } = useTranslation('settings')
  const { t: people } = useTranslation('people')
  const problemText = useProblemText('command')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, error } = useCommand('undoChange', ['/settings', '/targets', '/calendar'])
  if (!isAsked)
    return (
      <button
        type="button"
        className="console__button"
        aria-label={t('undoOf', { number })}
        onClick={() => setAsked(true)}
      >
        {t('undo')}
      </button>
    )
  return (
    <>
      <p className="settings__sure">{t('undoSure', { before })}</p>
      <div className="console__row">
        <button
          type="button"
          className="console__button"
          disabled={isSending}
          onClick={async () => {
            if ((await send({ change: number })) === undefined) refetch()
          }}
        >
          {t('undo')}
        </button>
        <button type="button" className="console__button" onClick={() => setAsked(false)}>
          {people('cancel')}
        </button>
      </div>
      {error !== undefined && <p role="alert">{problemText(error)}</p>}
    </>
  )
}
