import { useTranslation } from 'react-i18next'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDate, formatNumber } from '../../ui/format.ts'
import '../devices/office.css'
import { Fact } from '../devices/SourceFacts.tsx'
import { cityCounts, newestPeriod, type SystemReport } from './systemDetail.ts'

/** Every declared count of the city, each with how many it is the sum of: what a flow came to that day, what of a stock stands. */
export function SystemCounts({ system, reports }: { system: SourceSystem; reports: readonly SystemReport[] }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const counts = cityCounts(system, reports)
  const period = newestPeriod(reports)
  if (counts.length === 0) return <p className="console__empty">{t('systems.noCounts')}</p>
  return (
    <dl className="facts">
      {counts.map(({ name, total, reporters }) => {
        const declared = system.counts[name]
        return declared === undefined ? null : (
          <Fact key={name} name={text(declared.label)}>
            <span className="facts__figure">{formatNumber(total, 0, language)}</span>
            {period !== undefined && (
              <div className="systems__note">
                {declared.nature === 'flow'
                  ? t('systems.perDay', { day: formatDate(startOfDay(period)), count: reporters })
                  : t('systems.standing', { count: reporters })}
              </div>
            )}
          </Fact>
        )
      })}
    </dl>
  )
}
