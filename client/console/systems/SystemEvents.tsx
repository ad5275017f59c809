import { useTranslation } from 'react-i18next'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatDateTime } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import '../alerts/alertList.css'
import type { SystemDetail } from '../../../domain/queries/systems.ts'

/** What a system told of itself in the last thirty days, closed or not, newest first. */
export function SystemEvents({ events, units }: { events: SystemDetail['events']; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  return (
    <>
      <h3 className="console__sub alert-list__sub">{t('systems.events', { count: events.length })}</h3>
      {events.length === 0 ? (
        <p className="console__empty">{t('systems.noEvents')}</p>
      ) : (
        <ul className="alert-list">
          {events.map((event) => {
            const unit = units.byCode.get(event.unit)
            return (
              <li key={`${event.unit}/${event.id}`} className="alert-list__row">
                <SeverityMark severity={event.severity} />
                <span>
                  <TitleText title={{ vi: event.title, en: event.title }} id={event.id} />{' '}
                  {event.simulated && <SimulatedMark />}
                </span>
                <span className="alert-list__where">
                  {unit !== undefined && `${shortName(unit, language)} · `}
                  {t(`systems.event.${event.state}`)}
                </span>
                <time className="alert-list__when" dateTime={new Date(event.at).toISOString()}>
                  {formatDateTime(event.at)}
                </time>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
