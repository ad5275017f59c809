import { useTranslation } from 'react-i18next'
import type { CountDeclaration, SourceSystem } from '../../../domain/systems/system.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDate, formatNumber } from '../../ui/format.ts'
import '../devices/office.css'
import { Fact } from '../devices/SourceFacts.tsx'
import { type CityCount, cityCounts, type SystemReport } from './systemDetail.ts'

/** Every declared count of the city, each with how many authorities it is made of: what a flow came to that day, what of a stock stands. */
export function SystemCounts({ system, reports }: { system: SourceSystem; reports: readonly SystemReport[] }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const counts = cityCounts(system, reports)
  if (counts.length === 0) return <p className="console__empty">{t('systems.noCounts')}</p>
  return (
    <dl className="facts">
      {counts.map((count) => {
        const declared = system.counts[count.name]
        return declared === undefined ? null : (
          <Fact key={count.name} name={text(declared.label)}>
            <span className="facts__figure">{formatNumber(count.total, 0, language)}</span>
            {count.period !== undefined && (
              <div className="systems__note">
                <Made declared={declared} count={count} period={count.period} />
              </div>
            )}
          </Fact>
        )
      })}
    </dl>
  )
}

/** What a number is made of, or why there is none. */
function Made({ declared, count, period }: { declared: CountDeclaration; count: CityCount; period: string }) {
  const { t } = useTranslation('console')
  const { reporters } = count
  if (declared.nature === 'flow') return t('systems.perDay', { day: formatDate(startOfDay(period)), count: reporters })
  if (reporters < 2) return t('systems.standing', { count: reporters })
  switch (declared.overUnits) {
    case 'sum':
      return t('systems.standing', { count: reporters })
    case 'mean':
      return t('systems.mean', { count: reporters })
    case 'max':
      return t('systems.yes', { count: reporters })
    case 'none':
      return t('systems.unpooled', { count: reporters })
  }
}
