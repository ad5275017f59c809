import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Office } from '../../../domain/cameras/office.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import '../parts/table.css'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { OfficeCameras } from './OfficeCameras.tsx'
import { useOfficeCount } from './useOfficeCount.ts'

/** One-stop offices of the unit in view: people waiting, counters staffed, and the state of the cameras that counted them. */
export function OfficeTable({ offices, caption }: { offices: readonly Office[]; caption: string }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  const rowKeys = useRowKeys()
  if (!ready) return <Skeleton lines={12} />
  if (offices.length === 0) return <p className="console__empty">{t('offices.none')}</p>
  return (
    <table className="table" onKeyDown={rowKeys}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('offices.name')}</th>
          <th scope="col" className="table__number">
            {t('offices.waiting')}
          </th>
          <th scope="col" className="table__number">
            {t('offices.counters')}
          </th>
          <th scope="col">{t('ranking.freshness')}</th>
          <th scope="col">{t('offices.picture')}</th>
        </tr>
      </thead>
      <tbody>
        {offices.map((office) => (
          <OfficeRow key={office.id} office={office} />
        ))}
      </tbody>
    </table>
  )
}

function OfficeRow({ office }: { office: Office }) {
  const [language] = useLanguage()
  const { toPage } = useView()
  const { count, freshness } = useOfficeCount(office)
  return (
    <tr className="table__row">
      <th scope="row">
        <Link className="table__link" data-row to={toPage({ is: 'camera', id: office.id })}>
          {office.name}
        </Link>
      </th>
      <td className="table__number">{formatNumber(count?.waiting, 0, language)}</td>
      <td className="table__number">
        {formatNumber(count?.countersStaffed, 0, language)}/{formatNumber(count?.counters, 0, language)}
      </td>
      <td>
        <FreshnessMark freshness={freshness} at={count?.at} compact />
      </td>
      <td>
        <OfficeCameras office={office} />
      </td>
    </tr>
  )
}
