import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, useReception, useRow } from '../../live/useLive.ts'
import { CameraPicture } from '../../ui/CameraPicture.tsx'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import './office.css'
import { countFreshness } from '../../panels/truth.ts'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { CameraStateText } from './CameraStateText.tsx'

/** The one-stop office of a commune: its picture, people waiting, counters staffed. */
export function CommuneOffices({ cameras }: { cameras: readonly Camera[] }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  if (!ready) return <Skeleton lines={10} />
  if (cameras.length === 0) return <p className="console__empty">{t('offices.none')}</p>
  return (
    <ul className="office-list">
      {cameras.map((camera) => (
        <li key={camera.id}>
          <Office camera={camera} />
        </li>
      ))}
    </ul>
  )
}

function Office({ camera }: { camera: Camera }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const reception = useReception()
  const { toPage } = useView()
  const view = useRow('cameraViews', camera.id)
  return (
    <article className="office">
      <h3 className="office__name">
        <Link to={toPage({ is: 'camera', id: camera.id })}>{camera.office ?? camera.name}</Link>
      </h3>
      <dl className="facts">
        <div>
          <dt>{t('offices.waiting')}</dt>
          <dd className="facts__figure">{formatNumber(view?.waiting, 0, language)}</dd>
        </div>
        <div>
          <dt>{t('offices.counters')}</dt>
          <dd className="facts__figure">
            {formatNumber(view?.countersStaffed, 0, language)}/{formatNumber(view?.counters, 0, language)}
          </dd>
        </div>
        <div>
          <dt>{t('offices.countAge')}</dt>
          <dd>
            <FreshnessMark freshness={countFreshness(view, now, reception)} at={view?.countAt ?? undefined} />
          </dd>
        </div>
        <div>
          <dt>{t('offices.picture')}</dt>
          <dd>
            <CameraStateText camera={camera} view={view} />
          </dd>
        </div>
      </dl>
      <CameraPicture camera={camera.id} className="office__picture" />
    </article>
  )
}
