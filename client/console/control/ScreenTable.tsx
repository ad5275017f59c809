import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { screenStanding } from '../../../domain/walls/standing.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatAge, formatNumber, formatSeconds } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { textColumn } from '../parts/table/columns.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { type KnownStanding, StandingMark } from './StandingMark.tsx'
import { useViewText } from './useViewText.ts'

/** A screen, and how it stands now. */
interface ScreenLine extends WallReport {
  readonly standing: KnownStanding
  readonly dataAge: string
}

/** What each screen of a wall says that it has painted, beside what it was told. */
export function ScreenTable({
  state,
  reports,
  now,
  isHeard,
}: {
  state: WallStateRow
  reports: readonly WallReport[]
  now: number
  /** The line of this page stands. */
  isHeard: boolean
}) {
  const { t } = useTranslation('control')
  const [language] = useLanguage()
  const columns = useScreenColumns()
  const rows = useMemo(
    () =>
      reports.map((report) => ({
        ...report,
        standing: isHeard ? screenStanding(state, report, now) : ('unheard' as const),
        dataAge: report.dataAt === null ? '–' : formatAge(Math.max(0, now - report.dataAt), language),
      })),
    [reports, state, now, language, isHeard],
  )
  return (
    <DataTable
      caption={t('screens.title')}
      rows={rows}
      keyOf={({ key }) => key}
      columns={columns}
      opensWith={{ by: 'screen', falls: false }}
      none={t('screens.none')}
      isBeside
    />
  )
}

function useScreenColumns(): readonly Column<ScreenLine>[] {
  const { t } = useTranslation('control')
  const viewText = useViewText()
  const [language] = useLanguage()
  return useMemo(() => {
    const number = (id: string, label: string, of: (line: ScreenLine) => number | null): Column<ScreenLine> => ({
      ...{ id, label, rank: 'third', width: 90, isNumber: true },
      cell: (line) => of(line) ?? '–',
      order: (line) => of(line) ?? undefined,
      exports: [{ label, kind: 'number', of }],
    })
    return [
      { ...textColumn<ScreenLine>('screen', t('screens.screen'), 'name', 60, ({ screen }) => String(screen)) },
      {
        id: 'standing',
        label: t('screens.standing'),
        rank: 'first',
        width: 215,
        cell: ({ standing }) => <StandingMark is={standing} />,
        text: ({ standing }) => t(`standing.${standing}`),
      },
      textColumn('scene', t('screens.scene'), 'first', 150, viewText),
      textColumn('data', t('screens.data'), 'first', 110, ({ dataAge }) => dataAge),
      textColumn('painted', t('screens.painted'), 'second', 100, ({ paintedAt }) => formatSeconds(paintedAt)),
      textColumn('late', t('screens.late'), 'third', 110, ({ lateMs }) =>
        lateMs === null ? '–' : t('screens.lateOf', { ms: formatNumber(lateMs, 0, language) }),
      ),
      textColumn('heard', t('screens.heard'), 'second', 100, ({ receivedAt }) => formatSeconds(receivedAt)),
      textColumn('faults', t('screens.faults'), 'second', 160, ({ faults, machines }) =>
        [
          ...faults.map((fault) => t(`screens.fault.${fault}`)),
          ...(machines > 1 ? [t('screens.cloned', { count: machines })] : []),
        ].join(', '),
      ),
      number('machines', t('screens.machines'), ({ machines }) => machines),
      number('dropped', t('screens.dropped'), ({ dropped }) => dropped),
      number('memory', t('screens.memory'), ({ memoryMb }) => memoryMb),
      textColumn('size', t('screens.size'), 'third', 110, ({ width, height }) => `${width} × ${height}`),
      textColumn('build', t('screens.build'), 'third', 140, ({ build }) => build),
    ]
  }, [t, viewText, language])
}
