import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { statisticsSource } from '../../../domain/sourceId.ts'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { startOfDay } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow, usePacedRows, useReception, useRows } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDate, formatNumber } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useFreshnessChoice } from '../parts/table/useFreshnessChoice.ts'
import { useLines } from '../parts/table/useLines.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { REPORTER_STATES, type ReporterRow, reporterRows, type SystemReport } from './systemDetail.ts'

const collator = new Intl.Collator('vi')
/** Counts that are shown where there is little room. */
const COUNTS_FIRST = 3
const keyOf = ({ unit }: ReporterRow) => unit.code
const same = (row: ReporterRow) => row
const silentApart = ({ freshness }: ReporterRow) => (freshness === 'live' ? undefined : 'table__apart')

/** Everybody who should report to a system, with every count as said last; who is late or silent is hatched and comes first. */
export function SystemReporters({
  id,
  units,
  reports,
}: {
  id: SystemId
  units: UnitTree
  reports: readonly SystemReport[]
}) {
  const { t } = useTranslation('console')
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const sources = usePacedRows('sources')
  const system: SourceSystem = SYSTEMS[id]
  const columns = useReporterColumns(system)
  const heardAt = (unit: string) => sources.get(statisticsSource(id, unit))?.asOf
  const retired = useRows('retired')
  const hasEnded = (unit: string) => retired.has(statisticsSource(id, unit))
  const lines = useLines(reporterRows(system, units, reports, heardAt, now, reception, hasEnded), keyOf, same)
  // What an order does not tell apart stands by name.
  const byName = useMemo(() => [...lines].sort((a, b) => collator.compare(a.unit.name, b.unit.name)), [lines])
  return (
    <DataTable
      caption={text(system.name)}
      rows={Object.keys(system.counts).length === 0 ? NOBODY : byName}
      keyOf={keyOf}
      columns={columns}
      opensWith={{ by: 'state', falls: false }}
      none={t('systems.noUnits')}
      rowClass={silentApart}
    />
  )
}

const NOBODY: readonly ReporterRow[] = []

function useReporterColumns(system: SourceSystem): readonly Column<ReporterRow>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const choice = useFreshnessChoice<ReporterRow>(({ freshness }) => freshness)
  const simulated = useSimulatedValue<ReporterRow>(({ report }) => report?.simulated === true)
  return useMemo(() => {
    const nameOf = ({ unit }: ReporterRow) => (unit.level === 'city' ? t('city') : shortName(unit, language))
    return [
      {
        id: 'unit',
        label: t('systems.unit'),
        rank: 'name',
        width: 150,
        grows: true,
        cell: (row) => <Reporter row={row} name={nameOf(row)} />,
        order: nameOf,
        text: nameOf,
        exports: [{ label: t('systems.unit'), kind: 'text', of: nameOf }, simulated],
      },
      {
        id: 'state',
        label: t('systems.age'),
        rank: 'first',
        width: 150,
        cell: ({ freshness, heardAt }) => (
          <FreshnessMark freshness={freshness} at={heardAt} compact={freshness === 'live'} />
        ),
        order: ({ freshness }) => REPORTER_STATES.indexOf(freshness),
        text: ({ freshness }) => common(`freshness.${freshness}`),
        choice,
        exports: [
          { label: t('systems.age'), kind: 'text', of: ({ freshness }) => common(`freshness.${freshness}`) },
          { label: t('systems.heard'), kind: 'moment', of: ({ heardAt }) => heardAt },
        ],
      },
      {
        id: 'day',
        label: t('systems.day'),
        rank: 'second',
        width: 92,
        fallsFirst: true,
        cell: ({ report }) => (report === undefined ? '–' : formatDate(startOfDay(report.period))),
        order: ({ report }) => report?.period,
        exports: [{ label: t('systems.day'), kind: 'day', of: ({ report }) => report?.period }],
      },
      ...Object.entries(system.counts).map(
        ([name, { label }], place): Column<ReporterRow> => ({
          id: name,
          label: text(label),
          head: <span className="systems__head">{text(label)}</span>,
          rank: place === 0 ? 'first' : place < COUNTS_FIRST ? 'second' : 'third',
          width: 104,
          isNumber: true,
          fallsFirst: true,
          cell: ({ report }) => formatNumber(report?.counts[name], 0, language),
          order: ({ report }) => report?.counts[name],
          exports: [{ label: text(label), kind: 'number', digits: 0, of: ({ report }) => report?.counts[name] }],
        }),
      ),
    ]
  }, [t, common, language, text, system, choice, simulated])
}

function Reporter({ row: { unit }, name }: { row: ReporterRow; name: string }) {
  const { toPage } = useView()
  return (
    <Link
      className="table__link"
      data-row
      to={toPage(unit.level === 'city' ? { is: 'city' } : { is: 'unit', code: unit.code })}
    >
      {name}
    </Link>
  )
}
