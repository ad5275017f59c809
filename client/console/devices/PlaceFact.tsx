import { useTranslation } from 'react-i18next'
import type { DevicePlace } from '../../../domain/units/devicePlace.ts'
import type { Misplacement } from '../../../domain/units/misplacement.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { Marked } from '../parts/Marked.tsx'
import { useMisplacementText } from '../parts/useMisplacementText.ts'
import { Fact } from './SourceFacts.tsx'

/** Where a device says it stands, and where that is doubtful, why and what to send instead. */
export function PlaceFact({
  device: { lng, lat, misplaced },
  units,
}: {
  device: DevicePlace & { readonly misplaced?: Misplacement | null }
  units: UnitTree
}) {
  const { t } = useTranslation('console')
  const misplacement = useMisplacementText(units)
  const said = lng === null || lat === null ? undefined : `"lng": ${lng}, "lat": ${lat}`
  const exchanged = `"lng": ${lat}, "lat": ${lng}`
  return (
    <Fact name={t('source.place')} wide={misplaced != null}>
      {misplaced == null ? (
        <code>{said ?? '–'}</code>
      ) : (
        <>
          <Marked is="triangle" tone="near">
            {misplacement(misplaced)}
          </Marked>{' '}
          {said !== undefined && <code>{said}</code>}
          <p className="facts__hint">{t(`misplacedHint.${misplaced.is}`, { exchanged })}</p>
        </>
      )}
    </Fact>
  )
}
