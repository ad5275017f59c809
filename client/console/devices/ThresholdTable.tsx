import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDateTime, formatMeasured } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import '../parts/table.css'
import { spanText } from '../../ui/spans.ts'
import { Marked } from '../parts/Marked.tsx'
import type { Figure } from './quantities.ts'

/** The limits of a sensor's figures, where each comes from, and whether it is reached now. */
export function ThresholdTable({ figures, judge }: { figures: readonly Figure[]; judge: boolean }) {
  const { t } = useTranslation('console')
  const { t: settings } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  const rows = figures.flatMap((figure) => figure.thresholds.map((threshold) => ({ figure, threshold })))
  if (rows.length === 0) return <p className="console__empty">{t('sensor.noThresholds')}</p>
  return (
    <table className="table">
      <caption className="visually-hidden">{t('sensor.thresholds')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('threshold.name')}</th>
          <th scope="col" className="table__number">
            {t('threshold.at')}
          </th>
          <th scope="col">{t('threshold.now')}</th>
          <th scope="col">{t('threshold.severity')}</th>
          <th scope="col">{t('threshold.source')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ figure, threshold }) => {
          const reached = judge && figure.value !== null ? figure.value >= threshold.at : undefined
          return (
            <tr key={`${figure.id}-${threshold.id}`} className="table__row">
              <th scope="row" className="table__wrap">
                {text(threshold.label)}
              </th>
              <td className="table__number table__wrap">
                ≥ {formatMeasured(threshold.at, figure, language)}
                <span className="table__faint">
                  {' '}
                  {t('threshold.hold', { span: spanText(threshold.holdMs, language) })}
                </span>
              </td>
              <td>
                {reached === undefined ? (
                  '–'
                ) : reached ? (
                  <Marked is="diamond" tone="missed">
                    {t('threshold.reached')}
                  </Marked>
                ) : (
                  <Marked is="disc">{t('threshold.below')}</Marked>
                )}
              </td>
              <td>
                <SeverityMark severity={threshold.severity} />
              </td>
              <td className="table__wrap table__faint">
                {threshold.source}
                {threshold.changed !== undefined && (
                  <div>
                    {settings('thresholdChanged', {
                      by: threshold.changed.by,
                      at: formatDateTime(threshold.changed.at),
                      declared: formatMeasured(threshold.changed.declared, figure, language),
                    })}
                  </div>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
