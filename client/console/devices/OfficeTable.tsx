import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, useReception, useRow } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import '../parts/table.css'
import { countFreshness } from '../../panels/truth.ts'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { CameraStateText } from './CameraStateText.tsx'

/** One-stop offices of the unit in view: people waiting, counters staffed, and the state of the camera that counted them. */
export function OfficeTable({ cameras, caption }: { cameras: readonly Camera[]; caption: string }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  const rowKeys = useRowKeys()
  if (!ready) return <Skeleton lines={12} />
  if (cameras.length === 0) return <p className="console__empty">{t('offices.none')}</p>
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
        {cameras.map((camera) => (
          <OfficeRow key={camera.id} camera={camera} />
        ))}
      </tbody>
    </table>
  )
}

function OfficeRow({ camera }: { camera: Camera }) {
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const { toPage } = useView()
  const view = useRow('cameraViews', camera.id)
  return (
    <tr className="table__row">
      <th scope="row">
        <Link className="table__link" data-row to={toPage({ is: 'camera', id: camera.id })}>
          {camera.office ?? camera.name}
        </Link>
      </th>
      <td className="table__number">{formatNumber(view?.waiting, 0, language)}</td>
      <td className="table__number">
        {formatNumber(view?.countersStaffed, 0, language)}/{formatNumber(view?.counters, 0, language)}
      </td>
      <td>
        <FreshnessMark freshness={countFreshness(view, now, reception)} at={view?.countAt ?? undefined} compact />
      </td>
      <td>
        <CameraStateText camera={camera} view={view} />
      </td>
    </tr>
  )
}
