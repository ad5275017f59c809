import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { StillComing } from '../../ui/StillComing.tsx'
import './mapPart.css'
import { Part } from '../parts/Level.tsx'
import { PartBoundary } from '../parts/PartBoundary.tsx'
import { Legend } from './Legend.tsx'
import type { MapFocus } from './mapFocus.ts'

/** The map and its engine are larger than all the rest: they come after the first view, and so does what draws marks as the map does. */
const load = () => ({
  ConsoleMap: lazy(async () => ({ default: (await import('./ConsoleMap.tsx')).ConsoleMap })),
  DeviceLegend: lazy(async () => ({ default: (await import('./DeviceLegend.tsx')).DeviceLegend })),
})
/** What has been loaded serves every page; what failed to load is thrown away when it is tried again. */
let loaded = load()

/** The map with its legend; coloured by the chosen KPI where a unit is in view. All it shows stands in the tables too. */
export function MapPart({
  units,
  focus,
  title,
  isOfIncident = false,
}: {
  units: UnitTree
  focus: MapFocus
  title: string
  /** It shows where an incident is: none is opened from it. */
  isOfIncident?: boolean
}) {
  const { t } = useTranslation('console')
  const [{ ConsoleMap, DeviceLegend }, setLoaded] = useState(loaded)
  const retry = () => {
    loaded = load()
    setLoaded(loaded)
  }
  return (
    <Part id="map" flush title={t('map.title', { what: title })}>
      <div className="map-part">
        <PartBoundary onRetry={retry}>
          <div className="map-part__map">
            <Suspense
              fallback={
                <p className="map-part__coming">
                  {t('map.coming')} <StillComing />
                </p>
              }
            >
              <ConsoleMap units={units} focus={focus} isOfIncident={isOfIncident} />
            </Suspense>
          </div>
          <ul className="legend" aria-label={t('legend.label')}>
            {focus.is === 'unit' && <Legend />}
            <Suspense fallback={null}>
              <DeviceLegend units={units} focus={focus} />
            </Suspense>
          </ul>
        </PartBoundary>
      </div>
    </Part>
  )
}
