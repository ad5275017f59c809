import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Quarantined } from '../../domain/wire.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady, useNow, useRows } from '../live/useLive.ts'
import { formatAge, formatDateTime, formatNumber } from '../ui/format.ts'
import './table.css'
import { Listing } from './Listing.tsx'
import { Skeleton } from './Skeleton.tsx'
import { sourceKind } from './trouble.ts'
import { useReasonText } from './useReasonText.ts'
import { useView } from './useView.ts'

/** What was refused and why, with the beginning of the last refused message as plain text. */
export function QuarantinePage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const reasonText = useReasonText()
  const quarantine = useRows('quarantine')
  const ready = useFeedReady('quarantine')
  const all = useMemo(() => [...quarantine.values()].sort((a, b) => b.lastAt - a.lastAt), [quarantine])
  const reasons = [...new Set(all.map((row) => row.reason))].sort()
  const shown = all.filter((row) => view.show === undefined || row.reason === view.show)

  return (
    <Listing
      units={units}
      heading={t('quarantine.title')}
      groupsLabel={t('quarantine.groups')}
      groups={[
        { show: undefined, label: t('quarantine.all'), count: ready ? sum(all) : undefined },
        ...reasons.map((reason) => ({
          show: reason,
          label: reasonText(reason),
          count: sum(all.filter((row) => row.reason === reason)),
        })),
      ]}
    >
      {!ready ? (
        <Skeleton lines={16} />
      ) : shown.length === 0 ? (
        <p className="console__empty">{t('quarantine.none')}</p>
      ) : (
        <table className="table">
          <caption className="visually-hidden">{t('quarantine.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('quarantine.reason')}</th>
              <th scope="col">{t('source.id')}</th>
              <th scope="col" className="table__number">
                {t('quarantine.count')}
              </th>
              <th scope="col">{t('quarantine.first')}</th>
              <th scope="col">{t('quarantine.last')}</th>
              <th scope="col">{t('quarantine.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <QuarantineRow key={row.key} row={row} reason={reasonText(row.reason)} />
            ))}
          </tbody>
        </table>
      )}
    </Listing>
  )
}

function QuarantineRow({ row, reason }: { row: Quarantined; reason: string }) {
  const [language] = useLanguage()
  const now = useNow()
  const { toPage } = useView()
  const kind = sourceKind(row.source)
  return (
    <tr className="table__row">
      <th scope="row" className="table__wrap">
        {reason}
        {reason !== row.reason && <div className="table__faint">{row.reason}</div>}
      </th>
      <td className="table__wrap">
        {kind === 'sensor' || kind === 'camera' ? (
          <Link className="table__link" to={toPage({ is: kind, id: row.source.slice(kind.length + 1) })}>
            <code>{row.source}</code>
          </Link>
        ) : (
          <code>{row.source}</code>
        )}
        <div className="table__faint">{row.topic}</div>
      </td>
      <td className="table__number">{formatNumber(row.count, 0, language)}</td>
      <td>{formatDateTime(row.firstAt)}</td>
      <td>
        {formatDateTime(row.lastAt)}
        <div className="table__faint">{formatAge(now - row.lastAt, language)}</div>
      </td>
      <td className="table__wrap">
        <pre className="listing__sample">{row.sample}</pre>
      </td>
    </tr>
  )
}

const sum = (rows: readonly Quarantined[]): number => rows.reduce((total, row) => total + row.count, 0)
