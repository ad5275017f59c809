import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../domain/units/unit.ts'
import './mapPart.css'
import { Legend } from './Legend.tsx'
import { Part } from './Level.tsx'
import type { MapFocus } from './mapFocus.ts'

/** The map and its engine are larger than all the rest: they come after the first view. */
const ConsoleMap = lazy(async () => ({ default: (await import('./ConsoleMap.tsx')).ConsoleMap }))

/** The map; coloured by the chosen KPI, and with a legend, where a unit is in view. All it shows stands in the tables too. */
export function MapPart({ units, focus, title }: { units: UnitTree; focus: MapFocus; title: string }) {
  const { t } = useTranslation('console')
  return (
    <Part id="map" flush title={t('map.title', { what: title })}>
      <div className="map-part">
        <div className="map-part__map">
          <Suspense fallback={<p className="map-part__coming">{t('map.coming')}</p>}>
            <ConsoleMap units={units} focus={focus} />
          </Suspense>
        </div>
        {focus.is === 'unit' && <Legend />}
      </div>
    </Part>
  )
}
