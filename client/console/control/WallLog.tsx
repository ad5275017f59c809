import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { LEVEL_NAMES } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { formatDate, formatSeconds } from '../../ui/format.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { stillAddress } from './stillAddress.ts'
import { useViewText } from './useViewText.ts'

const ASK_AGAIN_MS = 5_000
const MOST = 200
/** How the hub calls itself where it did something by itself. */
const HUB = 'hub'

/** Acts that hold a wall for a time. */
const HELD: ReadonlySet<string> = new Set(['take', 'pin', 'pause'])

const secondOf = (at: number) => `${formatSeconds(at)} ${formatDate(at)}`

type Entry = AnswerTo<'/walls/log'>['entries'][number]

/** What a wall showed, when, and by whom. */
export function WallLog({ wall }: { wall: string }) {
  const { t } = useTranslation('control')
  const { data, error, refetch } = useAnswer(ask('/walls/log', { query: { wall, limit: MOST } }), {
    refetchMs: ASK_AGAIN_MS,
  })
  const columns = useLogColumns()
  if (data === undefined)
    return error === null ? <Skeleton lines={6} /> : <ApiTrouble error={error} retry={() => void refetch()} />
  return (
    <DataTable
      caption={t('log.title')}
      rows={data.entries}
      keyOf={({ number }) => String(number)}
      columns={columns}
      opensWith={{ by: 'at', falls: true }}
      none={t('log.none')}
      isBeside
    />
  )
}

function useLogColumns(): readonly Column<Entry>[] {
  const { t } = useTranslation('control')
  const text = useText()
  const viewText = useViewText()
  return useMemo(() => {
    const whatOf = ({ what }: Entry) => {
      if (what.is === 'done')
        return t(`log.did.${what.did}`, { level: what.level === null ? '' : text(LEVEL_NAMES[what.level]) })
      if (what.is === 'off') return t('log.off', { screen: what.screen })
      if (what.is === 'ended')
        return t(what.wasPainted === false ? 'log.endedUnseen' : 'log.ended', { level: text(LEVEL_NAMES[what.level]) })
      if (what.is === 'still') return t(what.takenAt === null ? 'log.noStill' : 'log.still', { screen: what.screen })
      return t(what.asTold ? 'log.shown' : 'log.notTold', { screen: what.screen })
    }
    const sceneOf = ({ what }: Entry) => viewText(what)
    const byOf = ({ what }: Entry) =>
      what.is === 'shown' || what.is === 'off' ? '' : what.by === HUB ? t('log.hub') : what.by
    return [
      // What follows within a minute is in its order, and is held against other records.
      {
        ...momentColumn<Entry>('at', t('log.at'), 'first', ({ at }) => at),
        cell: ({ at }) => secondOf(at),
        width: 170,
      },
      textColumn('what', t('log.what'), 'name', 180, whatOf),
      {
        id: 'still',
        label: t('log.picture'),
        rank: 'first',
        width: 90,
        cell: ({ number, what }) =>
          what.is === 'still' && what.takenAt !== null ? (
            <a href={stillAddress(number)} target="_blank" rel="noreferrer">
              {t('log.open')}
            </a>
          ) : (
            ''
          ),
        exports: [],
      },
      textColumn('scene', t('log.scene'), 'first', 140, sceneOf),
      textColumn('by', t('log.by'), 'first', 140, byOf),
      textColumn('why', t('log.why'), 'second', 140, ({ what }) => (what.is === 'done' ? (what.why ?? '') : '')),
      {
        ...momentColumn<Entry>('until', t('log.until'), 'third', ({ what }) =>
          what.is === 'done' ? what.until : null,
        ),
        // Only what was put up, held or stopped has an end.
        cell: ({ what }) =>
          what.is !== 'done' || !HELD.has(what.did) ? '' : what.until === null ? t('kept') : secondOf(what.until),
        width: 170,
      },
    ]
  }, [t, text, viewText])
}
