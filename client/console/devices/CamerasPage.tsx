import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MOST_TILES } from '../../../domain/cameras/mosaic.ts'
import { readableName } from '../../../domain/readableName.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { mosaicOrder } from '../../panels/mosaicOrder.ts'
import { compareNames } from '../../panels/names.ts'
import { useNeedsLook } from '../../panels/useNeedsLook.ts'
import { useOfficeRanking } from '../../panels/useRankings.ts'
import { CameraTile } from '../../ui/CameraTile.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { useView } from '../useView.ts'
import './camerasPage.css'

/** Pictures of the cameras of a unit, or of the city: those that need a look first, 24 at a time; a picture leads to its camera's page. */
export function CamerasPage({ unit, units }: { unit: string | undefined; units: UnitTree }) {
  const { t } = useTranslation('console')
  const { toPage } = useView()
  const ready = useFeedReady('cameras')
  const ranked = useOfficeRanking()
  const needsLook = useNeedsLook()
  const all = useMemo(() => {
    const here = ranked.filter(({ office }) => unit === undefined || isWithin(units, office.commune, unit))
    return mosaicOrder(here, needsLook, compareNames)
  }, [ranked, needsLook, units, unit])
  if (!ready) return <Skeleton lines={12} />
  const shown = all.slice(0, MOST_TILES)
  return (
    <div className="level">
      <PageHead units={units} above={unit ?? units.city.code} heading={t('cameras.title')}>
        <UnitChoice units={units} unit={unit ?? units.city.code} page="cameras" />
      </PageHead>
      <div className="cameras">
        {all.length === 0 && <p className="console__empty">{t('cameras.none')}</p>}
        {all.length > shown.length && (
          <p role="status" className="cameras__shown">
            {t('cameras.shown', { count: shown.length, all: all.length })}
          </p>
        )}
        <ul className="cameras__mosaic">
          {shown.map((camera) => (
            <li key={camera.id} className="cameras__tile">
              <CameraTile
                camera={camera}
                name={
                  <Link className="cameras__link" to={toPage({ is: 'camera', id: camera.id })}>
                    {readableName(camera.office ?? camera.name, camera.id)}
                  </Link>
                }
              />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
