import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Camera } from '../../../domain/cameras/camera.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Name } from '../../ui/Name.tsx'
import { Modal } from '../parts/Modal.tsx'
import { useMisplacementText } from '../parts/useMisplacementText.ts'
import { useView } from '../useView.ts'
import './devicesDialog.css'

export type Device = Sensor | Camera

/** Of one place; who wants to see more of them finds them in the lists. */
const MOST_LISTED = 200

/** Devices that the map cannot show one by one, each as the way to its page. */
export function DevicesDialog({
  heading,
  groups,
  units,
  close,
}: {
  heading: string
  /** One a place; where there is one only, the heading speaks for it. */
  groups: readonly (readonly Device[])[]
  units: UnitTree
  close: () => void
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  const misplacement = useMisplacementText(units)
  const placeOf = ({ commune }: Device) => {
    const unit = units.byCode.get(commune)
    return unit === undefined ? commune : shortName(unit, language)
  }
  return (
    <Modal label={heading} close={close}>
      <h2 className="devices-dialog__heading">{heading}</h2>
      {groups.map((devices) => (
        <section key={devices[0]?.id}>
          {groups.length > 1 && <h3 className="devices-dialog__place">{t('map.here', { count: devices.length })}</h3>}
          <ul className="devices-dialog">
            {devices.slice(0, MOST_LISTED).map((device) => (
              <li key={`${'kind' in device ? 'sensor' : 'camera'}/${device.id}`}>
                <Link to={toPage({ is: 'kind' in device ? 'sensor' : 'camera', id: device.id })} onClick={close}>
                  <Name id={device.id}>{device.name}</Name>
                </Link>{' '}
                <span className="devices-dialog__detail">
                  {[placeOf(device), misplacement(device.misplaced)].filter((part) => part !== '').join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {devices.length > MOST_LISTED && <p>{t('map.moreDevices', { count: devices.length - MOST_LISTED })}</p>}
        </section>
      ))}
    </Modal>
  )
}
