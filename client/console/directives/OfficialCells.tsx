import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { OFFICIAL_CELLS } from '../../../domain/directives/official.ts'
import { dayOf } from '../../../domain/time.ts'
import type { Feeds } from '../../../domain/wire.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useRow } from '../../live/useLive.ts'
import { formatNumber } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { Part } from '../parts/Level.tsx'
import { useView } from '../useView.ts'
import './directives.css'

type CellsRow = Feeds['directiveCells']

/** This year's directives to a unit and all below it, in the four official cells. Nothing while it has been given none. */
export function OfficialCells({ unit }: { unit: string }) {
  const row = useRow('directiveCells', unit)
  const title = useCellsTitle(row)
  if (row === undefined) return null
  return (
    <section className="official" aria-label={title}>
      <Cells row={row} />
      <CellsNote row={row}>{title}.</CellsNote>
    </section>
  )
}

/** The same as a part of a level, under its own heading. */
export function OfficialPart({ unit }: { unit: string }) {
  const { t } = useTranslation('directives')
  const { toPage } = useView()
  const row = useRow('directiveCells', unit)
  const title = useCellsTitle(row)
  if (row === undefined) return null
  return (
    <Part
      id="official"
      title={title}
      side={
        <Link className="part__more" to={toPage({ is: 'directives', unit })}>
          {t('cellsMore')}
        </Link>
      }
    >
      <Cells row={row} />
      <CellsNote row={row} />
    </Part>
  )
}

function useCellsTitle(row: CellsRow | undefined): string {
  const { t } = useTranslation('directives')
  return row === undefined ? '' : t('cellsTitle', { year: dayOf(row.from).slice(0, 4) })
}

function Cells({ row }: { row: CellsRow }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  return (
    <dl className="cells">
      {OFFICIAL_CELLS.map((cell) => (
        <div key={cell} data-cell={cell}>
          <dt>{t(`cell.${cell}`)}</dt>
          <dd className={cell === 'overdue' && row.overdue > 0 ? 'matter__late' : undefined}>
            {formatNumber(row[cell], 0, language)}
          </dd>
          {cell === 'inTime' && row.near > 0 && <span className="matter__hint">{t('near', { count: row.near })}</span>}
        </div>
      ))}
    </dl>
  )
}

function CellsNote({ row, children }: { row: CellsRow; children?: ReactNode }) {
  const { t } = useTranslation('directives')
  return (
    <p className="matter__hint">
      {children} {t('cellsNote')} {row.simulated && <SimulatedMark />}
    </p>
  )
}
