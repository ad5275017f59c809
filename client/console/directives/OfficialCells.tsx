import { useTranslation } from 'react-i18next'
import { OFFICIAL_CELLS } from '../../../domain/directives/official.ts'
import { dayOf } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useRow } from '../../live/useLive.ts'
import { formatNumber } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import './directives.css'

/** This year's directives to a unit and all below it, in the four official cells. Nothing while it has been given none. */
export function OfficialCells({ unit }: { unit: string }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const row = useRow('directiveCells', unit)
  if (row === undefined) return null
  const title = t('cellsTitle', { year: dayOf(row.from).slice(0, 4) })
  return (
    <section className="official" aria-label={title}>
      <dl className="cells">
        {OFFICIAL_CELLS.map((cell) => (
          <div key={cell} data-cell={cell}>
            <dt>{t(`cell.${cell}`)}</dt>
            <dd className={cell === 'overdue' && row.overdue > 0 ? 'matter__late' : undefined}>
              {formatNumber(row[cell], 0, language)}
            </dd>
            {cell === 'inTime' && row.near > 0 && (
              <span className="matter__hint">{t('near', { count: row.near })}</span>
            )}
          </div>
        ))}
      </dl>
      <p className="matter__hint">
        {title}. {t('cellsNote')} {row.simulated && <SimulatedMark />}
      </p>
    </section>
  )
}
