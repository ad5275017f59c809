import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../domain/sensors/sensorKind.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { type Tone, toneLimits } from '../../panels/tone.ts'
import { formatNumber, formatValue } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { kpiOf } from '../figures/kpiList.ts'
import { useView } from '../useView.ts'
import { Swatch } from './Swatch.tsx'

/** What is only information is drawn as what is minor. */
const LEGEND_SEVERITIES = ['minor', 'major', 'critical'] as const satisfies readonly Severity[]

/** What the colours of the map say, in numbers of the chosen KPI. */
export function Legend() {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view } = useView()
  const kpi = kpiOf(view.kpi)
  const limits = toneLimits(kpi)
  const unit = kpi.combine === 'ratio' ? t('legend.points') : kpi.unit
  const number = (value: number) => formatNumber(value, kpi.digits, language)
  const way = kpi.direction === 'higher' ? 'short' : 'over'
  const items: { tone: Tone; label: string }[] =
    limits === undefined
      ? [{ tone: 'none', label: t('kpi.noTarget') }]
      : [
          { tone: 'met', label: t('legend.met') },
          {
            tone: 'little',
            label: t(`legend.${way}.little`, { to: formatValue(limits.little, kpi.digits, unit, language) }),
          },
          {
            tone: 'more',
            label: t(`legend.${way}.more`, {
              from: number(limits.little),
              to: formatValue(limits.more, kpi.digits, unit, language),
            }),
          },
          {
            tone: 'most',
            label: t(`legend.${way}.most`, { from: formatValue(limits.more, kpi.digits, unit, language) }),
          },
        ]
  items.push({ tone: 'unjudged', label: t('legend.unjudged') })
  // Sensors and cameras do not stand everywhere.
  if (limits !== undefined && kpi.from !== 'statistic') items.push({ tone: 'none', label: t('kpi.nothingHere') })
  return (
    <>
      {items.map(({ tone, label }) => (
        <li key={tone} className="legend__item">
          <Swatch tone={tone} />
          {label}
        </li>
      ))}
      <li className="legend__item">
        {t('systems.onMap')}
        {LEGEND_SEVERITIES.map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </li>
    </>
  )
}
