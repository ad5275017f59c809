import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import {
  DEVICE_CHANGE_NAMES,
  type DeviceChange,
  type DeviceSaid,
  deviceOf,
} from '../../../domain/devices/waitingDevice.ts'
import { isMappable } from '../../../domain/units/devicePlace.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import '../devices/office.css'
import { PlaceFact } from '../devices/PlaceFact.tsx'
import { Fact } from '../devices/SourceFacts.tsx'
import { MapPart } from '../map/MapPart.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import './waitingDetail.css'

/** What a device that waits to be let in has said, and where it stands on the map, among those that are known. */
export function WaitingDetail({
  waiting,
  kindOf,
  units,
}: {
  waiting: AnswerTo<'/waiting-devices'>['devices'][number]
  /** What a device calls itself: a kind of sensor, or a camera. */
  kindOf: (said: DeviceSaid) => string
  units: UnitTree
}) {
  const { t } = useTranslation('people')
  const [language] = useLanguage()
  const unitName = useUnitName(units)
  const { said, misplaced, device, address, client, firstAt, announced, before, stands, changes } = waiting
  const changesText = useChangesText()
  const place = { ...deviceOf(said), misplaced }
  const seconds = formatNumber(place.everyMs / 1_000, 0, language)
  return (
    <div className="waiting-detail">
      <dl className="facts">
        <Fact name={t('devices.kind')}>{kindOf(said)}</Fact>
        <Fact name={t('devices.every')}>{t('devices.seconds', { count: place.everyMs / 1_000, seconds })}</Fact>
        <Fact name={t('devices.from')}>{[address, client].filter((part) => part !== null).join(' · ') || '–'}</Fact>
        <Fact name={t('devices.first')}>{formatDateTime(firstAt)}</Fact>
        {stands !== null && (
          <Fact name={t('devices.stands')}>
            {t('devices.standsAs', {
              name: deviceOf(stands).name,
              kind: kindOf(stands),
              place: unitName(deviceOf(stands).commune),
            })}
          </Fact>
        )}
        {changes !== null && <Fact name={t('devices.changes')}>{changesText(changes)}</Fact>}
        {before !== null && (
          <Fact name={t('devices.before')}>
            {t('devices.beforeIs', {
              at: formatDateTime(before.at),
              name: deviceOf(before.said).name,
              kind: kindOf(before.said),
              place: unitName(deviceOf(before.said).commune),
              address: before.address ?? '–',
            })}
          </Fact>
        )}
        <Fact name={t('devices.announced')}>{formatNumber(announced, 0, language)}</Fact>
        <PlaceFact device={place} units={units} />
      </dl>
      {isMappable(place) ? (
        <div className="waiting-detail__map">
          <MapPart
            units={units}
            focus={{ is: 'point', lng: place.lng, lat: place.lat, unit: place.commune }}
            title={device}
          />
        </div>
      ) : (
        <p className="waiting-detail__none">{t('devices.noPlace')}</p>
      )}
    </div>
  )
}

/** In what a known device announces itself otherwise than it stands, in words. */
export function useChangesText(): (changes: readonly DeviceChange[]) => string {
  const text = useText()
  return useCallback((changes) => changes.map((change) => text(DEVICE_CHANGE_NAMES[change])).join(', '), [text])
}
