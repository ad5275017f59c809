import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useNarrow } from '../useNarrow.ts'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import './level.css'
import { Popup } from './Popup.tsx'
import { PrintedHead, PrintedLegend } from './Printed.tsx'

/**
 * The head of a page: the way to it and its heading, with its switches and choices beside them; behind one button where it is narrow.
 * @param above code of the unit that holds what is in view
 */
export function PageHead({
  units,
  above,
  heading,
  period,
  hasStates = false,
  children,
}: {
  units: UnitTree | undefined
  above: string | undefined
  heading: string
  /** Of the figures, as a printed sheet says it. */
  period?: string | undefined
  /** Figures of the page are judged: a printed sheet says what the marks mean. */
  hasStates?: boolean
  children?: ReactNode
}) {
  const { t } = useTranslation('list')
  const isNarrow = useNarrow()
  const side = children === undefined ? undefined : <div className="console__row">{children}</div>
  return (
    <div className="level__head">
      <PrintedHead period={period} />
      <Breadcrumbs units={units} above={above} heading={heading} />
      {hasStates && <PrintedLegend />}
      {side !== undefined && isNarrow ? (
        <Popup
          label={
            <>
              <span aria-hidden="true">⋯</span>
              <span className="visually-hidden">{t('more')}</span>
            </>
          }
        >
          {() => side}
        </Popup>
      ) : (
        side
      )}
    </div>
  )
}
