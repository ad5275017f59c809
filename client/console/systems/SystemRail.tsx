import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { CITY } from '../../panels/city.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'
import '../figures/kpiRail.css'
import '../devices/office.css'
import { type Day, startOfDay } from '../../../domain/time.ts'
import type { SystemLine } from '../../panels/systemHealth.ts'
import { kpisOfSystem } from '../../panels/systemKpis.ts'
import { spanText } from '../../ui/spans.ts'
import { Fact } from '../devices/SourceFacts.tsx'
import { KpiCard } from '../figures/KpiRail.tsx'
import { SystemSilence } from './SystemSilence.tsx'

/**
 * What a system is for, who speaks for it and since when, and the city's KPIs that live on it.
 * @param begunOn the day on which it was put in use: of the days before nobody owes a report; null or undefined: nobody has said
 */
export function SystemRail({ line, begunOn }: { line: SystemLine; begunOn?: Day | null }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { id, system, reported, expected, silent } = line
  const kpis = kpisOfSystem(id)
  return (
    <section className="kpi-rail" aria-label={t('systems.facts')}>
      <h2 className="visually-hidden">{t('systems.facts')}</h2>
      <dl className="facts systems__facts">
        <Fact name={t('systems.purpose')} wide>
          {text(system.purpose)}
        </Fact>
        <Fact name={t('systems.heard')} wide>
          {formatDateTime(line.lastReceivedAt)}
        </Fact>
        {expected > 0 && (
          <Fact name={t('systems.column.reported')} wide>
            {reported}/{expected}
            {silent.count > 0 && (
              <div>
                <SystemSilence line={line} />
              </div>
            )}
          </Fact>
        )}
        {begunOn != null && (
          <Fact name={t('systems.begunOn')} wide>
            {formatDate(startOfDay(begunOn))}
            <div>{t('systems.owedSince')}</div>
          </Fact>
        )}
        <Fact name={t('source.every')}>{spanText(system.everyMs, language)}</Fact>
        <Fact name={t('systems.levels')}>
          {system.reportedAt.map((level) => t(`systems.level.${level}`)).join(', ')}
        </Fact>
        <Fact name={t('systems.basis')} wide>
          <span lang="vi">{system.source}</span>
        </Fact>
      </dl>
      <h2 className="console__sub systems__rail-head">{t('systems.kpis')}</h2>
      {kpis.length === 0 ? (
        <p className="console__empty">{t('systems.noKpis')}</p>
      ) : (
        <ul className="kpi-rail__list">
          {kpis.map((kpi) => (
            <KpiCard key={kpi} id={kpi} unit={CITY} isElsewhere />
          ))}
        </ul>
      )}
    </section>
  )
}
