import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { refusalName, refusalSentence } from '../../../domain/refusals.ts'
import type { Quarantined } from '../../../domain/wire.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { formatAge, formatDateTime, formatNumber } from '../../ui/format.ts'
import '../parts/listing.css'
import '../parts/table.css'
import { useView } from '../useView.ts'
import { pageOfSource } from './sourcePage.ts'

/** Refused messages by source, reason and client: what to send instead, and the beginning of the last one as plain text. */
export function QuarantineTable({ rows }: { rows: readonly Quarantined[] }) {
  const { t } = useTranslation('console')
  if (rows.length === 0) return <p className="console__empty">{t('quarantine.none')}</p>
  return (
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
        {rows.map((row) => (
          <QuarantineRow key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function QuarantineRow({ row }: { row: Quarantined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const { toPage } = useView()
  const sentence = refusalSentence(row.reason, row.params)
  // Who is not announced has no page.
  const page = row.known ? pageOfSource(row.source) : undefined
  return (
    <tr className="table__row">
      <th scope="row" className="table__wrap">
        {text(refusalName(row.reason))}
        {sentence !== undefined && <div className="listing__remedy">{text(sentence)}</div>}
        <div className="table__faint">{row.reason}</div>
      </th>
      <td className="table__wrap">
        {page !== undefined ? (
          <Link className="table__link" to={toPage(page)}>
            <code>{row.source}</code>
          </Link>
        ) : (
          <code>{row.source}</code>
        )}
        <div className="table__faint">{row.topic}</div>
        {row.client !== null && <div className="table__faint">{t('quarantine.client', { id: row.client })}</div>}
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
