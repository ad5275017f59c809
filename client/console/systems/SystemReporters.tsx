import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { startOfDay } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow, useReception, useRows } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDate, formatNumber } from '../../ui/format.ts'
import '../parts/table.css'
import type { Sort } from '../address.ts'
import { SortHead } from '../parts/SortHead.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { compareReporters, type ReporterRow, reporterRows, type SystemReport } from './systemDetail.ts'

const collator = new Intl.Collator('vi')

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
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const { view } = useView()
  const rowKeys = useRowKeys()
  const sources = useRows('sources')
  const system: SourceSystem = SYSTEMS[id]
  const counts = useMemo(() => Object.entries(system.counts), [system])
  if (counts.length === 0) return <p className="console__empty">{t('systems.noUnits')}</p>
  const sort: Sort = view.sort ?? { by: 'state', falls: false }
  const rows = [
    ...reporterRows(
      system,
      units,
      reports,
      (unit) => sources.get(`statistics/${id}/${unit}`)?.lastReceivedAt,
      now,
      reception,
    ),
  ].sort(compareReporters(sort, (unit) => shortName(unit, language), collator))
  return (
    <table className="table" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{text(system.name)}</caption>
      <thead>
        <tr>
          <SortHead by="unit" sort={sort} fallsFirst={false}>
            {t('systems.unit')}
          </SortHead>
          <SortHead by="state" sort={sort} fallsFirst={false}>
            {t('systems.age')}
          </SortHead>
          <SortHead by="day" sort={sort} fallsFirst>
            {t('systems.day')}
          </SortHead>
          {counts.map(([name, { label }]) => (
            <SortHead key={name} by={name} sort={sort} fallsFirst number>
              <span className="systems__head">{text(label)}</span>
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.unit.code} row={row} counts={counts.map(([name]) => name)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row: { unit, report, freshness, heardAt }, counts }: { row: ReporterRow; counts: readonly string[] }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  return (
    <tr className={freshness === 'live' ? 'table__row' : 'table__row table__apart'}>
      <th scope="row">
        <Link
          className="table__link"
          data-row
          to={toPage(unit.level === 'city' ? { is: 'city' } : { is: 'unit', code: unit.code })}
        >
          {unit.level === 'city' ? t('city') : shortName(unit, language)}
        </Link>
      </th>
      <td>
        <FreshnessMark freshness={freshness} at={heardAt} compact={freshness === 'live'} />
      </td>
      <td>{report === undefined ? '–' : formatDate(startOfDay(report.period))}</td>
      {counts.map((name) => (
        <td key={name} className="table__number">
          {formatNumber(report?.counts[name], 0, language)}
        </td>
      ))}
    </tr>
  )
}
