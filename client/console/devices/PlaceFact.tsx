import { useTranslation } from 'react-i18next'
import type { DevicePlace } from '../../../domain/units/devicePlace.ts'
import type { Misplacement } from '../../../domain/units/misplacement.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatPosition } from '../../ui/format.ts'
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
  const [language] = useLanguage()
  const said = lng === null || lat === null ? undefined : formatPosition(lng, lat, language)
  const exchanged = `"lng": ${lat}, "lat": ${lng}`
  return (
    <Fact name={t('source.place')} wide={misplaced != null}>
      {misplaced == null ? (
        (said ?? '–')
      ) : (
        <>
          <Marked is="triangle" tone="near">
            {misplacement(misplaced)}
          </Marked>{' '}
          {said}
          <p className="facts__hint">{t(`misplacedHint.${misplaced.is}`, { exchanged })}</p>
        </>
      )}
    </Fact>
  )
}
