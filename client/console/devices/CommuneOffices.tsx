import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Office } from '../../../domain/cameras/office.ts'
import { cameraSource } from '../../../domain/sourceId.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { CameraPicture } from '../../ui/CameraPicture.tsx'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import { Name } from '../../ui/Name.tsx'
import './office.css'
import { figureName } from '../../ui/figureName.ts'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { OfficeCameras } from './OfficeCameras.tsx'
import { useOfficeCount } from './useOfficeCount.ts'

/** The one-stop offices of a commune: their pictures, people waiting, counters staffed. */
export function CommuneOffices({ offices }: { offices: readonly Office[] }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  if (!ready) return <Skeleton lines={10} />
  if (offices.length === 0) return <p className="console__empty">{t('offices.none')}</p>
  return (
    <ul className="office-list">
      {offices.map((office) => (
        <li key={office.id}>
          <OfficeCard office={office} />
        </li>
      ))}
    </ul>
  )
}

function OfficeCard({ office }: { office: Office }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  const { count, freshness } = useOfficeCount(office)
  return (
    <article className="office" data-freshness={freshness}>
      <h3 className="office__name">
        <Link to={toPage({ is: 'camera', id: office.id })}>
          <Name id={office.id}>{office.name}</Name>
        </Link>
      </h3>
      <dl className="facts">
        <div>
          <dt>{t('offices.waiting')}</dt>
          <dd className="facts__figure" data-figure={figureName.device(cameraSource(office.id), 'waiting')}>
            {formatNumber(count?.waiting, 0, language)}
          </dd>
        </div>
        <div>
          <dt>{t('offices.counters')}</dt>
          <dd className="facts__figure">
            {formatNumber(count?.countersStaffed, 0, language)}/{formatNumber(count?.counters, 0, language)}
          </dd>
        </div>
        <div>
          <dt>{t('offices.countAge')}</dt>
          <dd>
            <FreshnessMark freshness={freshness} at={count?.at} />
          </dd>
        </div>
        <div>
          <dt>{t('offices.picture')}</dt>
          <dd>
            <OfficeCameras office={office} />
          </dd>
        </div>
      </dl>
      {office.cameras.map(({ id }) => (
        <CameraPicture key={id} camera={id} className="office__picture" />
      ))}
    </article>
  )
}
